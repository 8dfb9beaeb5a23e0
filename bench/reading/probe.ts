// What is put into the page to measure: when things that were asked for are on the screen, and how the frames came.
//
// A measurement begins with the time stamp that the browser gave to the user's event, when it arrived, before any code of
// the page ran. In every frame, before it is drawn, the probe looks which of the awaited things are there; what is there
// is drawn by that frame, and its time is that of the first task after it: script, style, layout and paint of the frame
// are in it, the copying to the screen is not. Something made by a later callback of the same frame counts one frame
// later than it is, never earlier. For text, `presented` is the browser's own word: the time at which it says that the
// article's first paragraph in view was shown (https://wicg.github.io/element-timing/).

export interface Moment {
  ms: number
  /** 1 is the first frame that began after the event. */
  frames: number
}

/** What to wait for, each the number of things that have to be there. */
export interface Awaited {
  title?: string
  highlights?: number
  mentions?: number
  /** Selectors, by what it means that there is an element for one. */
  there?: Record<string, string>
}

export interface Probe {
  /** Arms the probe for the next event of a type; `result` then waits for what it saw. */
  arm(type: string, awaited: Awaited): void
  /** When each awaited thing was drawn, and the first `frame` after the event. */
  result(): Promise<Record<string, Moment>>
  /** Number of ranges painted under names that begin so. */
  painted(prefix: string): number
  startFrames(): void
  /** Ms between one frame and the next since `startFrames`. */
  stopFrames(): number[]
}

declare global {
  interface Window {
    benchProbe: Probe
  }
}

/** Runs in the page, before its own scripts. */
export function installProbe(): void {
  const GIVE_UP_MS = 60_000
  let result: Promise<Record<string, Moment>> = Promise.resolve({})
  let frames: number[] = []
  let recording = 0

  const painted = (prefix: string): number => {
    let count = 0
    for (const [name, { size }] of CSS.highlights) if (name.startsWith(prefix)) count += size
    return count
  }
  const COLOURS = /^highlight-(?:yellow|green|blue|pink|purple)$/
  const highlightsPainted = (): number => {
    let count = 0
    for (const [name, { size }] of CSS.highlights) if (COLOURS.test(name)) count += size
    return count
  }
  const checks = (awaited: Awaited): Record<string, () => boolean> => {
    const { title, highlights, mentions } = awaited
    const all: Record<string, () => boolean> = {}
    const there = () =>
      document.querySelector('.reader-page h1')?.textContent === title &&
      document.querySelector('.article-body p') !== null
    // What is painted before that lies over the article that was open before.
    const here = () => title === undefined || there()
    if (title !== undefined) all['text'] = there
    if (highlights !== undefined) all['highlights'] = () => here() && highlightsPainted() >= highlights
    if (mentions !== undefined) all['mentions'] = () => here() && painted('mention-') >= mentions
    for (const [name, selector] of Object.entries(awaited.there ?? {})) {
      all[name] = () => document.querySelector(selector) !== null
    }
    return all
  }
  /** Marks the first paragraph that comes into an article for the browser to report when it is shown. */
  const reportText = (from: number, found: (at: number) => void): (() => void) => {
    const seen = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { renderTime } = entry as PerformanceEntry & { renderTime: number }
        if (renderTime > from) found(renderTime - from)
      }
    })
    seen.observe({ type: 'element' })
    // A remembered place may show any of the paragraphs.
    const marker = new MutationObserver(() => {
      const first = document.querySelector('.article-body > p')
      if (first === null || first.hasAttribute('elementtiming')) return
      for (const paragraph of document.querySelectorAll('.article-body > p')) {
        paragraph.setAttribute('elementtiming', 'paragraph')
      }
    })
    marker.observe(document.body, { childList: true, subtree: true })
    return () => {
      seen.disconnect()
      marker.disconnect()
    }
  }

  window.benchProbe = {
    painted,
    arm(type, awaited) {
      result = new Promise((done, failed) => {
        const take = (event: Event) => {
          const from = event.timeStamp
          const left = checks(awaited)
          const moments: Record<string, Moment> = {}
          let count = 0
          const stopReporting =
            awaited.title === undefined
              ? () => undefined
              : reportText(from, (ms) => (moments['presented'] ??= { ms, frames: 0 }))
          const look = () => {
            count += 1
            const there = Object.keys(left).filter((name) => left[name]?.())
            for (const name of there) Reflect.deleteProperty(left, name)
            const frame = count
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => {
              const ms = performance.now() - from
              for (const name of there) moments[name] = { ms, frames: frame }
              moments['frame'] ??= { ms, frames: frame }
              port1.close()
              const waiting = Object.keys(left).length > 0 || (awaited.title !== undefined && !moments['presented'])
              if (!waiting) {
                stopReporting()
                done(moments)
              } else if (ms > GIVE_UP_MS) {
                stopReporting()
                failed(new Error(`Never came: ${[...Object.keys(left), ''].join(' ')}`))
              }
            }
            port2.postMessage(null)
            const wait = Object.keys(left).length > 0 || (awaited.title !== undefined && !moments['presented'])
            if (wait && performance.now() - from < GIVE_UP_MS + 1_000) requestAnimationFrame(look)
          }
          requestAnimationFrame(look)
        }
        window.addEventListener(type, take, { capture: true, once: true })
      })
      // Nobody waits yet.
      result.catch(() => undefined)
    },
    result: () => result,
    startFrames() {
      frames = []
      let last: number | null = null
      const tick = (at: number) => {
        if (last !== null) frames.push(at - last)
        last = at
        recording = requestAnimationFrame(tick)
      }
      recording = requestAnimationFrame(tick)
    },
    stopFrames() {
      cancelAnimationFrame(recording)
      return frames
    },
  }
}
