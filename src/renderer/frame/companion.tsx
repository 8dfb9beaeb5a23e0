// Beside the text: who and what it names, what was highlighted in it, what was noted on it.
import { useQuery } from '@tanstack/react-query'
import { PanelRightClose } from 'lucide-react'
import { useDeferredValue } from 'react'
import { EntityPanel } from '../entities/entity-panel.tsx'
import { ArticleNotePanel } from '../notes/article-note-panel.tsx'
import { queries } from '../queries.ts'
import { HighlightPanel } from '../reader/highlight-panel.tsx'
import { IconButton } from '../ui/button.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { chooseTab, toggleCompanion, usePanes } from './panes.ts'
import type { CompanionTab } from './panes.ts'

const PANELS = { entities: EntityPanel, highlights: HighlightPanel, notes: ArticleNotePanel }

function isTab(id: string): id is CompanionTab {
  return id in PANELS
}

export function Companion({ articleId }: { articleId: string }) {
  const { tab } = usePanes()
  const entities = useQuery(queries.articleEntities(articleId)).data
  const highlights = useQuery(queries.highlights(articleId)).data
  const Panel = PANELS[tab]
  // The text first: this follows once that is on the screen.
  const listed = useDeferredValue(articleId)
  return (
    <div className="companion">
      <Tabs
        label="Beside the article"
        tabs={[
          { id: 'entities', label: 'Entities', count: entities?.entities.length },
          { id: 'highlights', label: 'Highlights', count: highlights?.length },
          { id: 'notes', label: 'Notes' },
        ]}
        value={tab}
        onChange={(id) => {
          if (isTab(id)) chooseTab(id)
        }}
      >
        <Panel key={listed} articleId={listed} />
      </Tabs>
      <IconButton
        label="Hide"
        shortcut="]"
        className="companion-hide"
        icon={<PanelRightClose size={18} />}
        placement="bottom-end"
        onClick={toggleCompanion}
      />
    </div>
  )
}
