// Puts the settings where the style sheets find them: the theme on <html>, how the text is set on the pane it is in.
import type { CSSProperties } from 'react'
import type { Settings } from '../../contract/model.ts'
import { themeOf } from './custom-theme.ts'

/** Sets the theme of the whole window, and whether names are underlined. */
export function applySettings(settings: Settings, root: HTMLElement = document.documentElement): void {
  if (settings.theme === 'system') delete root.dataset.theme
  else root.dataset.theme = settings.theme
  const own = settings.theme === 'custom' ? themeOf(settings.customColours) : null
  if (own === null) delete root.dataset.ground
  else root.dataset.ground = own.scheme
  for (const [name, value] of Object.entries(own?.colours ?? NO_COLOURS)) root.style.setProperty(name, value)
  root.dataset.showMentions = String(settings.showMentions)
}

/** An empty value takes a property away. */
const NO_COLOURS = { '--own-ground': '', '--own-ink': '', '--own-accent': '' }

/** Attributes and style of the pane that shows a text set so. */
export function textAttributes(
  text: Settings,
): Record<`data-${string}`, string | undefined> & { style: CSSProperties } {
  const style: Record<`--${string}`, string> = {
    '--reader-size': `${String(text.fontSize / 16)}rem`,
    '--reader-characters': String(text.measure),
    '--reader-line-height': String(text.lineHeight),
    '--reader-paragraph-space': `${String(text.paragraphSpacing)}em`,
  }
  return {
    'data-font': text.font,
    'data-justify': text.justify ? '' : undefined,
    'data-hyphenate': text.hyphenate ? '' : undefined,
    'data-layout': text.layout,
    'data-columns': text.columns,
    style,
  }
}
