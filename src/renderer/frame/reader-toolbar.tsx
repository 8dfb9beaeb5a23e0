// Above the text: the way back, what is being read, and what can be done with it.
import { useQuery } from '@tanstack/react-query'
import {
  Archive,
  AudioLines,
  CaseSensitive,
  ChevronLeft,
  Clock,
  Columns2,
  Copy,
  Download,
  FileOutput,
  Ellipsis,
  ExternalLink,
  Inbox,
  NotebookPen,
  PanelLeft,
  PanelRight,
  Printer,
  RefreshCw,
  Star,
  Tag,
  Trash2,
  Undo2,
  Waypoints,
} from 'lucide-react'
import type { Article, ArticleState } from '../../contract/model.ts'
import { runMenuCommand } from '../commands/commands.ts'
import {
  STATE_NAMES,
  copyAsMarkdown,
  moveTo,
  moveToTrash,
  reanalyse,
  restoreFromTrash,
  toggleFavourite,
} from '../library/article-actions.ts'
import { openMap } from '../entity-map/map-route.ts'
import { closeArticle } from '../navigation.ts'
import { queries } from '../queries.ts'
import { READER_TOOLS, useReaderValue } from '../reader/reader-store.ts'
import { ReaderSettings } from '../settings/reader-settings.tsx'
import { readingMinutes } from '../../text/word-count.ts'
import { toggleNoteBeside } from '../split/open-beside.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { Popover } from '../ui/popover.tsx'
import { textItems } from '../versions/text-items.tsx'
import { showDialog } from './dialogs.ts'
import { toggleCompanion, toggleLibrary, usePanes } from './panes.ts'

export function ReaderToolbar({ articleId }: { articleId: string | null }) {
  const { library, companion } = usePanes()
  const { data: article } = useQuery({ ...queries.article(articleId ?? ''), enabled: articleId !== null })
  return (
    <header className="toolbar">
      {!library && (
        <IconButton
          label="Show the library"
          shortcut="["
          icon={<PanelLeft size={18} />}
          data-toggles="library"
          placement="bottom-start"
          onClick={toggleLibrary}
        />
      )}
      {articleId !== null && (
        <IconButton
          label="Back to the library"
          shortcut="u"
          icon={<ChevronLeft size={18} />}
          placement="bottom-start"
          onClick={closeArticle}
        />
      )}
      {/* The reader puts its own buttons here: contents, back and forward. */}
      <div className="toolbar-reader" id={READER_TOOLS} />
      <div className="toolbar-middle">{article && <ToolbarTitle article={article} />}</div>
      {article && <ArticleTools article={article} />}
      <ReadingTools />
      {article && <MoreMenu article={article} />}
      {articleId !== null && !companion && (
        <IconButton
          label="Show entities, highlights and notes"
          shortcut="]"
          icon={<PanelRight size={18} />}
          data-toggles="companion"
          placement="bottom-end"
          onClick={toggleCompanion}
        />
      )}
    </header>
  )
}

/** What is read and how long it still takes, once the headline, which says where it is from, has left the screen. */
function ToolbarTitle({ article }: { article: Article }) {
  const minutes = readingMinutes(article.wordCount, article.lang)
  const left = useReaderValue(({ visible }) => {
    if (!visible || visible.start === 0) return null
    return Math.max(1, Math.round(minutes * (1 - visible.start / Math.max(1, article.text.length))))
  })
  if (left === null) return null
  return (
    <div className="toolbar-title">
      <span lang={article.lang ?? undefined} dir="auto">
        {article.title}
      </span>
      <span className="toolbar-left tabular"> · {left} min left</span>
    </div>
  )
}

const STATE_ICONS: Record<ArticleState, typeof Inbox> = { inbox: Inbox, later: Clock, archive: Archive }
const STATE_KEYS: Partial<Record<ArticleState, string>> = { later: 'l', archive: 'e' }

function ArticleTools({ article }: { article: Article }) {
  const StateIcon = STATE_ICONS[article.state]
  const states = Object.keys(STATE_NAMES) as ArticleState[]
  return (
    <>
      <IconButton
        label="Favourite"
        shortcut="s"
        pressed={article.favourite}
        icon={<Star size={18} fill={article.favourite ? 'currentColor' : 'none'} />}
        onClick={() => void toggleFavourite(article)}
      />
      <Menu
        label="Keep in"
        trigger={<IconButton label={`In ${STATE_NAMES[article.state]}`} icon={<StateIcon size={18} />} />}
        items={states.map((state) => ({
          label: STATE_NAMES[state],
          checked: state === article.state,
          shortcut: STATE_KEYS[state],
          run: () => void moveTo(article, state),
        }))}
      />
      <IconButton
        label={article.tags.length > 0 ? `Tags: ${article.tags.join(', ')}` : 'Tags'}
        shortcut="t"
        className="toolbar-roomy"
        icon={<Tag size={18} />}
        onClick={() => {
          showDialog({ name: 'tags', articleId: article.id })
        }}
      />
      <IconButton
        label="Copy as Markdown"
        shortcut="c"
        className="toolbar-roomy"
        icon={<Copy size={18} />}
        onClick={() => void copyAsMarkdown(article.id)}
      />
      <IconButton
        label="Export to Markdown"
        shortcut="mod+e"
        className="toolbar-roomy"
        icon={<Download size={18} />}
        onClick={() => {
          showDialog({ name: 'export', articleId: article.id })
        }}
      />
    </>
  )
}

function ReadingTools() {
  return (
    <Popover
      label="How the text is set"
      trigger={<IconButton label="How the text is set" icon={<CaseSensitive size={22} />} />}
    >
      {() => <ReaderSettings />}
    </Popover>
  )
}

/** Everything that can be done, for a narrow window and for those who look for words. */
function moreItems(article: Article): MenuItem[] {
  const { url, id } = article
  const items: MenuItem[] = [
    {
      label: 'Tags…',
      icon: <Tag size={16} />,
      shortcut: 't',
      run: () => {
        showDialog({ name: 'tags', articleId: id })
      },
    },
    { label: 'Copy as Markdown', icon: <Copy size={16} />, shortcut: 'c', run: () => void copyAsMarkdown(id) },
    {
      label: 'Export to Markdown…',
      icon: <Download size={16} />,
      shortcut: 'mod+e',
      run: () => {
        showDialog({ name: 'export', articleId: id })
      },
    },
    {
      label: 'Export as…',
      icon: <FileOutput size={16} />,
      shortcut: 'shift+e',
      run: () => {
        showDialog({ name: 'export-as', articleId: id })
      },
    },
    {
      label: 'Read aloud',
      icon: <AudioLines size={16} />,
      shortcut: 'p',
      run: () => {
        runMenuCommand('read-aloud')
      },
    },
    {
      label: 'Print, or save as PDF…',
      icon: <Printer size={16} />,
      shortcut: 'mod+p',
      run: () => {
        window.print()
      },
    },
    {
      label: 'Note beside the article',
      icon: <Columns2 size={16} />,
      shortcut: 'b',
      separated: true,
      run: toggleNoteBeside,
    },
    {
      label: 'Another note beside it…',
      icon: <NotebookPen size={16} />,
      run: () => {
        showDialog({ name: 'note-beside' })
      },
    },
    {
      label: 'Map of this article',
      icon: <Waypoints size={16} />,
      run: () => {
        openMap({ kind: 'article', id })
      },
    },
    ...textItems(article),
    { label: 'Find entities again', icon: <RefreshCw size={16} />, separated: true, run: () => void reanalyse(id) },
  ]
  if (url !== null) {
    items.push({
      label: 'Open the original page',
      icon: <ExternalLink size={16} />,
      run: () => {
        window.open(url, '_blank', 'noopener,noreferrer')
      },
    })
  }
  items.push(
    article.trashedAt === null
      ? {
          label: 'Move to trash',
          icon: <Trash2 size={16} />,
          shortcut: '#',
          tone: 'danger',
          separated: true,
          run: () => void moveToTrash(article),
        }
      : {
          label: 'Put back',
          icon: <Undo2 size={16} />,
          shortcut: '#',
          separated: true,
          run: () => void restoreFromTrash(article),
        },
  )
  return items
}

function MoreMenu({ article }: { article: Article }) {
  return (
    <Menu
      label="More"
      trigger={<IconButton label="More" icon={<Ellipsis size={18} />} placement="bottom-end" />}
      items={moreItems(article)}
    />
  )
}
