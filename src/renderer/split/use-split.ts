// What the window as a whole has to know about two texts side by side: which is active, and the keys and presses for them.
import { useLayoutEffect } from 'react'
import { useCommand } from '../commands/commands.ts'
import { closeDrawer } from '../frame/panes.ts'
import { openIn, useRoute } from '../navigation.ts'
import { activatePane, activePane, useActivePane } from '../reader/reader-store.ts'
import { activeArticle, openBeside, openNoteBeside, swapPanes, toggleNoteBeside } from './open-beside.ts'

/** The article that toolbar, companion and shortcuts speak of; null when none is open. */
export function useActiveArticle(): string | null {
  const { articleId, beside } = useRoute()
  const pane = useActivePane()
  const two = beside?.kind === 'article'
  useLayoutEffect(() => openIn(activePane), [])
  useLayoutEffect(() => {
    if (!two) activatePane('main')
  }, [two])
  return two && pane === 'beside' ? beside.articleId : articleId
}

/** Registers what opens something beside the article, and the way from pane to pane; once in the window. */
export function useSplitCommands(): void {
  const open = () => activeArticle() !== null
  useCommand({
    keys: 'mod+shift+enter',
    label: 'Open beside the article what has the focus: an article, a note, a search result',
    group: 'Everywhere',
    when: () => linkedArticle(document.activeElement) !== null,
    run: () => {
      openLinked(document.activeElement)
    },
  })
  useCommand({ keys: 'b', label: 'Note on the article beside it', group: 'Article', when: open, run: toggleNoteBeside })
  useCommand({
    keys: 'shift+b',
    label: 'Swap the two articles',
    group: 'Article',
    when: open,
    run: swapPanes,
  })
  useCommand({
    keys: 'f6',
    label: 'Next pane',
    group: 'Everywhere',
    whileTyping: true,
    run: () => focusPane(1),
  })
  useCommand({
    keys: 'shift+f6',
    label: 'Previous pane',
    group: 'Everywhere',
    whileTyping: true,
    run: () => focusPane(-1),
  })
  useLayoutEffect(() => {
    const onClick = (event: MouseEvent) => {
      const wanted = event.button === 0 && event.shiftKey && (event.ctrlKey || event.metaKey)
      if (!wanted || !openLinked(event.target)) return
      event.preventDefault()
      event.stopPropagation()
    }
    document.addEventListener('click', onClick, true)
    return () => {
      document.removeEventListener('click', onClick, true)
    }
  }, [])
}

/** The element that names an article or a note to open: a row of the library, an article that names an entity too. */
function linkedArticle(at: EventTarget | null): HTMLElement | null {
  return at instanceof Element ? at.closest<HTMLElement>('[data-article], [data-note]') : null
}

function openLinked(at: EventTarget | null): boolean {
  const { article, place, note } = linkedArticle(at)?.dataset ?? {}
  if (note !== undefined) {
    closeDrawer()
    openNoteBeside(note)
    return true
  }
  if (article === undefined) return false
  closeDrawer()
  openBeside(article, place === undefined ? null : { start: Number(place), end: Number(place) })
  return true
}

const PANES = '#library, .main:not(:has(.split)), .split-pane:not([inert]) .reader, .split-note, #companion'

/** What scrolls and is read in a pane: the keys of reading are heard there. */
function textIn(pane: HTMLElement | undefined): HTMLElement | null {
  return pane?.querySelector<HTMLElement>('.reader') ?? null
}

/** Goes round through what is on screen: library, text or texts, companion. */
function focusPane(step: 1 | -1): boolean {
  const panes = [...document.querySelectorAll<HTMLElement>(PANES)].filter((pane) => pane.closest('[inert]') === null)
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const from = here === -1 ? (step === 1 ? -1 : 0) : here
  const next = panes[(from + step + panes.length) % panes.length]
  const into = next?.querySelector<HTMLElement>('.split-note-page [contenteditable="true"]') ?? textIn(next) ?? next
  into?.focus({ preventScroll: true })
  return into !== undefined
}
