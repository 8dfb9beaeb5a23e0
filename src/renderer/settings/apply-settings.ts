// Puts the settings where the style sheets find them: the theme on <html>, how the text is set on the pane it is in.
import type { CSSProperties } from 'react'
import type { Settings } from '../../contract/model.ts'
import { ownTheme } from './custom-theme.ts'
import type { OwnTheme } from './custom-theme.ts'

/** Sets the theme of the whole window, and whether names are underlined. */
export function applySettings(settings: Settings, root: HTMLElement = document.documentElement): void {
  if (settings.theme === 'system') delete root.dataset.theme
  else root.dataset.theme = settings.theme
  applyOwnTheme(settings.theme === 'custom' ? ownTheme(settings.customColours) : null, root)
  root.dataset.showMentions = String(settings.showMentions)
}

/** What tokens.css makes the theme `custom` of. */
function applyOwnTheme(own: OwnTheme | null, root: HTMLElement): void {
  if (own === null) {
    delete root.dataset.ground
    for (const name of [...root.style].filter((one) => one.startsWith('--own-'))) root.style.removeProperty(name)
    return
  }
  root.dataset.ground = own.scheme
  root.style.setProperty('--own-scheme', own.scheme)
  for (const [name, hex] of Object.entries(own.tokens)) root.style.setProperty(`--own-${name}`, hex)
}

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
