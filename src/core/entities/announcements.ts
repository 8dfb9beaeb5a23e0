// Says that articles were read for names, seldom enough that the windows can follow: of what someone waits for at once; of
// all others how far it is while it goes on, and at its end that there are new entities.
import type { ChangeEvent } from '../../contract/model.ts'

/** How often it is told how far it is, ms. */
const PAUSE = 1_000

export interface Announcements {
  /** An article has new entities; `now` when someone waits for it. */
  say(articleId: string, now: boolean): void
  /** Nothing follows: says what was held back. */
  end(): void
}

/**
 * Events about entities, put together.
 * @param changed takes an event: `reading` while it goes on, which only counts follow; `entities` for what all must look at
 */
export function createAnnouncements(changed: (event: ChangeEvent) => void): Announcements {
  const held = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  return {
    say(articleId, now) {
      if (now) {
        changed({ topic: 'entities', articleId })
        return
      }
      held.add(articleId)
      timer ??= setTimeout(() => {
        timer = undefined
        changed({ topic: 'reading', articleId: null })
      }, PAUSE)
    },
    end() {
      clearTimeout(timer)
      timer = undefined
      const [one] = held
      if (one === undefined) return
      const articleId = held.size === 1 ? one : null
      held.clear()
      changed({ topic: 'entities', articleId })
    },
  }
}
