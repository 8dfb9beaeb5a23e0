// Puts the reader's settings on <html>, where tokens.css and the reader's own styles find them.
import type { Settings } from '../../contract/model.ts'

/** Sets theme, face, size, measure and spacing of the whole window. */
export function applySettings(settings: Settings, root: HTMLElement = document.documentElement): void {
  if (settings.theme === 'system') delete root.dataset.theme
  else root.dataset.theme = settings.theme
  root.dataset.readerFont = settings.font
  root.dataset.showMentions = String(settings.showMentions)
  root.style.setProperty('--reader-size', `${String(settings.fontSize / 16)}rem`)
  root.style.setProperty('--reader-characters', String(settings.measure))
  root.style.setProperty('--reader-line-height', String(settings.lineHeight))
  root.style.setProperty('--reader-paragraph-space', `${String(settings.paragraphSpacing)}em`)
  root.toggleAttribute('data-reader-justify', settings.justify)
  root.toggleAttribute('data-reader-hyphenate', settings.hyphenate)
}
