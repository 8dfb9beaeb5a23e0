// v: from one long page to pages and back, for all articles or for the one that is set apart.
import type { Article } from '../../contract/model.ts'
import { useCommand } from '../commands/commands.ts'
import { changeTextSettings, useAppearance, useTextSettings } from '../settings/appearance-store.ts'
import { announce } from './announcer.tsx'

export function useLayoutSwitch(article: Article): void {
  const { layout } = useTextSettings(article)
  const apart = useAppearance(article)
  useCommand({
    keys: 'v',
    label: 'Pages, or one long page',
    group: 'Reading',
    run: () => {
      const next = layout === 'paged' ? 'scrolled' : 'paged'
      changeTextSettings(article, apart, { layout: next })
      announce(next === 'paged' ? 'In pages' : 'One long page')
    },
  })
}
