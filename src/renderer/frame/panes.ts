// Which panes show, at which width of the window: three side by side, two, or one with drawers over it.
import { useSyncExternalStore } from 'react'
import { settingsNow, updateSettings, useSettings } from '../settings/settings-store.ts'

export type CompanionTab = 'entities' | 'highlights' | 'notes'
export type Drawer = 'library' | 'companion' | null
export type Room = 'wide' | 'medium' | 'narrow'

export const LIBRARY_WIDTH = { min: 240, max: 480, normal: 320 }
export const COMPANION_WIDTH = { min: 260, max: 560, normal: 340 }

const WIDE = '(min-width: 1100px)'
const NARROW = '(max-width: 759px)'

interface PanesState {
  /** What lies over the reader, or beside it where there is room for two. */
  drawer: Drawer
  tab: CompanionTab
}

let state: PanesState = { drawer: null, tab: 'entities' }
const listeners = new Set<() => void>()

function change(part: Partial<PanesState>): void {
  state = { ...state, ...part }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  const media = [window.matchMedia(WIDE), window.matchMedia(NARROW)]
  for (const one of media) one.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    for (const one of media) one.removeEventListener('change', listener)
  }
}

/** How much room the window has at this moment. */
export function room(): Room {
  if (window.matchMedia(WIDE).matches) return 'wide'
  return window.matchMedia(NARROW).matches ? 'narrow' : 'medium'
}

export interface Panes {
  room: Room
  tab: CompanionTab
  library: boolean
  companion: boolean
}

/** Which panes are on screen. Between narrow and wide there is room for two: the companion takes the library's place. */
export function usePanes(): Panes {
  const settings = useSettings()
  const now = useSyncExternalStore(subscribe, () => state)
  const width = useSyncExternalStore(subscribe, room)
  const shown = {
    wide: { library: settings.libraryPane.open, companion: settings.companionPane.open },
    medium: {
      library: settings.libraryPane.open && now.drawer !== 'companion',
      companion: now.drawer === 'companion',
    },
    narrow: { library: now.drawer === 'library', companion: now.drawer === 'companion' },
  }[width]
  return { room: width, tab: now.tab, ...shown }
}

/** Shows or hides the library. */
export function toggleLibrary(): void {
  const pane = settingsNow().libraryPane
  if (room() === 'narrow') change({ drawer: state.drawer === 'library' ? null : 'library' })
  else if (room() === 'medium' && state.drawer === 'companion') {
    change({ drawer: null })
    if (!pane.open) updateSettings({ libraryPane: { ...pane, open: true } })
  } else updateSettings({ libraryPane: { ...pane, open: !pane.open } })
}

/** Shows or hides the companion. */
export function toggleCompanion(): void {
  const pane = settingsNow().companionPane
  if (room() === 'wide') updateSettings({ companionPane: { ...pane, open: !pane.open } })
  else change({ drawer: state.drawer === 'companion' ? null : 'companion' })
}

/** Chooses a tab of the companion, without showing the companion if it is hidden. */
export function chooseTab(tab: CompanionTab): void {
  if (state.tab !== tab) change({ tab })
}

/** Shows the companion at a tab, because the user asked for what is there. */
export function showCompanion(tab: CompanionTab): void {
  change({ tab })
  if (room() !== 'wide') change({ drawer: 'companion' })
  else {
    const pane = settingsNow().companionPane
    if (!pane.open) updateSettings({ companionPane: { ...pane, open: true } })
  }
}

/** Takes away what lies over the reader. */
export function closeDrawer(): void {
  if (state.drawer) change({ drawer: null })
}
