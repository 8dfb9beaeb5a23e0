// The theme's colours and typeface as a canvas takes them: custom properties resolved for the place it stands in.
import type { EntityKind } from '../../contract/model.ts'
import { KINDS } from '../entities/kinds.ts'
import type { MapColours } from './draw-map.ts'

export function readColours(beside: HTMLElement): MapColours {
  const probe = document.createElement('span')
  probe.hidden = true
  beside.parentElement?.append(probe)
  const read = (token: string) => {
    probe.style.color = `var(${token})`
    return getComputedStyle(probe).color
  }
  const kinds = Object.fromEntries(KINDS.map(({ kind }) => [kind, read(`--entity-${kind}`)])) as Record<
    EntityKind,
    string
  >
  const colours = {
    ground: groundOf(probe),
    ink: read('--ink'),
    soft: read('--ink-soft'),
    accent: read('--accent'),
    kinds,
  }
  probe.remove()
  return colours
}

/** In forced colours the ground is the system's, as a ground and not as ink. */
function groundOf(probe: HTMLElement): string {
  probe.style.backgroundColor = 'var(--ground)'
  return getComputedStyle(probe).backgroundColor
}

export function readFont(beside: HTMLElement): string {
  return getComputedStyle(beside).fontFamily
}
