// Says which articles have new entities, seldom enough that the windows can follow: at once for the first and for those that
// someone waits for, then ever less often while it goes on.
import type { ChangeEvent } from '../../contract/model.ts'

/** From one event to the next, ms: doubled each time until the longest. */
const SHORTEST = 250
const LONGEST = 2_000

export interface Announcements {
  /** An article has new entities; `now` when someone waits for it. */
  say(articleId: string, now: boolean): void
  /** Nothing follows: says what was held back. */
  end(): void
}

/**
 * Events about entities, put together.
 * @param changed takes an event
 */
export function createAnnouncements(changed: (event: ChangeEvent) => void): Announcements {
  let held = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = SHORTEST

  function tell(): void {
    const [one] = held
    if (one === undefined) return
    const articleId = held.size === 1 ? one : null
    held = new Set()
    changed({ topic: 'entities', articleId })
  }

  return {
    say(articleId, now) {
      if (now) {
        changed({ topic: 'entities', articleId })
        return
      }
      held.add(articleId)
      if (timer !== undefined) return
      tell()
      timer = setTimeout(function again() {
        pause = Math.min(LONGEST, pause * 2)
        timer = held.size > 0 ? setTimeout(again, pause) : undefined
        tell()
      }, pause)
    },
    end() {
      clearTimeout(timer)
      timer = undefined
      pause = SHORTEST
      tell()
    },
  }
}
