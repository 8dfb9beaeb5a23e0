// The user's own three colours, as the style sheets take them.
import type { CustomColours } from '../../contract/model.ts'

export function themeOf(colours: CustomColours): { scheme: 'light' | 'dark'; colours: Record<string, string> } {
  return {
    scheme: 'light',
    colours: { '--own-ground': colours.ground, '--own-ink': colours.ink, '--own-accent': colours.accent },
  }
}
