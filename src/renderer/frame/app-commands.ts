// The keyboard commands of the window as a whole and of the article that is open.
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect } from 'react'
import type { ArticleSummary } from '../../contract/model.ts'
import { listenForCommands, useCommand } from '../commands/commands.ts'
import { allowSingleKeys } from '../commands/single-keys.ts'
import { openMap } from '../entity-map/map-route.ts'
import { copyAsMarkdown, moveToOrBack, toggleFavourite, trashOrRestore } from '../library/article-actions.ts'
import { closeArticle, openHighlights } from '../navigation.ts'
import { queries } from '../queries.ts'
import { useSettings } from '../settings/settings-store.ts'
import { keepFocus } from '../ui/focus-keeper.ts'
import { runLatestToastAction } from '../ui/toast.tsx'
import { redoLast, undoLast } from '../undo/undo-stack.ts'
import { showDialog } from './dialogs.ts'
import { closeDrawer, showCompanion, toggleCompanion, toggleLibrary, usePanes } from './panes.ts'

/** Listens to the keyboard, and registers what works everywhere. */
export function useAppCommands(): void {
  useLayoutEffect(() => listenForCommands(), [])
  useLayoutEffect(() => keepFocus(), [])
  const { singleKeys } = useSettings()
  useLayoutEffect(() => {
    allowSingleKeys(singleKeys)
  }, [singleKeys])
  const { room, library, companion } = usePanes()
  const drawerOpen = room === 'narrow' ? library || companion : room === 'medium' && companion
  const everywhere = { group: 'Everywhere' } as const
  const search = () => {
    showDialog({ name: 'search' })
  }
  useCommand({ ...everywhere, keys: 'mod+k', label: 'Search', run: search, whileTyping: true, menu: 'search' })
  useCommand({ ...everywhere, keys: '/', label: 'Search', run: search })
  useCommand({
    ...everywhere,
    keys: 'a',
    label: 'Add an article',
    menu: 'add',
    run: () => {
      showDialog({ name: 'add' })
    },
  })
  useCommand({
    ...everywhere,
    keys: 'shift+i',
    label: 'Import from another app',
    run: () => {
      showDialog({ name: 'import' })
    },
  })
  useCommand({
    ...everywhere,
    keys: '[',
    label: 'Show or hide the library',
    menu: 'toggle-library',
    run: toggleLibrary,
  })
  useCommand({
    ...everywhere,
    keys: ']',
    label: 'Show or hide entities, highlights and notes',
    menu: 'toggle-companion',
    run: toggleCompanion,
  })
  useCommand({
    ...everywhere,
    keys: 'shift+h',
    label: 'Highlights of the whole library',
    run: openHighlights,
  })
  useCommand({
    ...everywhere,
    keys: 'shift+m',
    label: 'Map of the whole library',
    run: () => {
      openMap()
    },
  })
  // What is not in the history has its way back in its message.
  useCommand({
    ...everywhere,
    keys: 'mod+z',
    label: 'Undo',
    run: () => undoLast() || runLatestToastAction(),
  })
  useCommand({ ...everywhere, keys: ['mod+shift+z', 'mod+y'], label: 'Redo', run: redoLast })
  useCommand({
    ...everywhere,
    keys: ['?', 'mod+/'],
    label: 'Keyboard shortcuts',
    menu: 'shortcuts',
    run: () => {
      showDialog({ name: 'shortcuts' })
    },
  })
  useCommand({
    ...everywhere,
    keys: 'escape',
    label: 'Close what is open',
    run: closeDrawer,
    when: () => drawerOpen,
  })
}

/** Registers what acts on the open article. */
export function useArticleCommands(articleId: string | null): void {
  const { data: article } = useQuery({ ...queries.article(articleId ?? ''), enabled: articleId !== null })
  const onArticle = (run: (article: ArticleSummary) => unknown) => ({
    group: 'Article' as const,
    when: () => articleId !== null && article !== undefined,
    run: () => article && void run(article),
  })
  useCommand({
    keys: 'e',
    label: 'Archive, or back to Inbox',
    ...onArticle((open) => moveToOrBack(open, 'archive')),
  })
  useCommand({
    keys: 'l',
    label: 'Keep for later, or back to Inbox',
    ...onArticle((open) => moveToOrBack(open, 'later')),
  })
  useCommand({ keys: 's', label: 'Favourite', ...onArticle(toggleFavourite) })
  useCommand({
    keys: 't',
    label: 'Tags',
    ...onArticle((open) => {
      showDialog({ name: 'tags', articleId: open.id })
    }),
  })
  useCommand({ keys: 'c', label: 'Copy as Markdown', menu: 'copy', ...onArticle(({ id }) => copyAsMarkdown(id)) })
  useCommand({
    keys: 'mod+e',
    label: 'Export to Markdown',
    group: 'Everywhere',
    menu: 'export',
    run: () => {
      showDialog({ name: 'export', articleId })
    },
  })
  useCommand({
    keys: 'shift+e',
    label: 'Export as…',
    group: 'Everywhere',
    run: () => {
      showDialog({ name: 'export-as', articleId })
    },
  })
  useCommand({
    keys: 'shift+v',
    label: 'Vault of Markdown files',
    group: 'Everywhere',
    run: () => {
      showDialog({ name: 'vault', articleId })
    },
  })
  useCommand({
    keys: '#',
    label: 'Move to trash, or put back',
    ...onArticle(trashOrRestore),
  })
  useCommand({ keys: 'u', label: 'Back to the library', ...onArticle(closeArticle) })
  useCommand({ keys: '1', label: 'Show entities', ...onArticle(() => showCompanion('entities')) })
  useCommand({ keys: '2', label: 'Show highlights', ...onArticle(() => showCompanion('highlights')) })
  useCommand({ keys: '3', label: 'Show notes', ...onArticle(() => showCompanion('notes')) })
}
