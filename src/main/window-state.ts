// Remembers where the window was and how large, and forgets it when that place is no longer on a screen.
import { screen } from 'electron'
import type { BrowserWindow, Rectangle } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const WindowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(480), height: z.int().min(320) }),
  maximised: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

const FIRST_SIZE = { width: 1320, height: 880 }
/** At least this much of the window has to be on a screen, so that it can be seen and grabbed. CSS px. */
const VISIBLE = 100

/** The bounds to open with: the remembered ones if they can be seen, else a first size that the system places. */
export function rememberedState(file: string): { bounds: Partial<Rectangle>; maximised: boolean } {
  const state = read(file)
  if (!state || !isVisible(state.bounds)) return { bounds: FIRST_SIZE, maximised: false }
  return state
}

/** Writes the window's place down when it closes. */
export function rememberState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximised: window.isMaximized() }
    try {
      writeFileSync(file, JSON.stringify(state))
    } catch (error) {
      console.error('The place of the window was not remembered.', error)
    }
  })
}

function read(file: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

function isVisible(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
    const down = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y)
    return across >= VISIBLE && down >= VISIBLE
  })
}
