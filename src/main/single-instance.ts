// One window on a library, whichever way it is started again: by hand, by a link, or in the other shell.
import { app } from 'electron'
import { z } from 'zod'
import { holdLibrary } from '../hosting/library-hold.ts'
import type { Hold } from '../hosting/library-hold.ts'
import { parseShellArguments } from '../hosting/shell-arguments.ts'

const SecondStart = z.object({ link: z.string().nullable() })

/** Requests to come forward, which can arrive before there is a window to bring. */
export interface Forwarding {
  /** From now on (and for what has arrived already) `bring` shows the window. */
  connect(bring: (link: string | null) => void): void
  /** The link that arrived while nothing was connected. */
  request(link: string | null): void
}

/** Collects requests until the window is there. */
export function createForwarding(): Forwarding {
  let bring: ((link: string | null) => void) | null = null
  const early: (string | null)[] = []
  return {
    connect(connected) {
      bring = connected
      for (const link of early.splice(0)) connected(link)
    },
    request(link) {
      if (bring) bring(link)
      else early.push(link)
    },
  }
}

/** Becomes Electron's only instance for this library's user data, or hands `link` to the one that is. */
export function becomeOnlyInstance(link: string | null, forwarding: Forwarding): boolean {
  app.on('second-instance', (_event, argv, _folder, data) => {
    const given = SecondStart.safeParse(data)
    // An operating system that opens a link starts the program with it as an argument.
    forwarding.request(given.success ? given.data.link : parseShellArguments(argv.slice(1), 'ignore').link)
  })
  // macOS hands links to the running app.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    forwarding.request(url)
  })
  return app.requestSingleInstanceLock({ link })
}

/** Takes hold of the library; null when the web shell has it, which then was asked to come forward. */
export async function takeLibrary(folder: string, link: string | null, forwarding: Forwarding): Promise<Hold | null> {
  const hold = await holdLibrary({
    folder,
    shell: 'electron',
    link,
    onComeForward: (at) => {
      forwarding.request(at)
      return 'Its window was brought to the front.'
    },
  })
  if (hold.status === 'held') return hold
  console.log(`Commonplace is already running on ${folder}. ${hold.note}`)
  return null
}
