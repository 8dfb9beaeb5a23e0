// What the user did, so that it can be undone and done again: one stack for highlights, articles and entities alike.
// An act is kept as its two inverse calls; a text field has a history of its own and is not part of this one.
import { sentenceOf } from '../client.ts'
import { toast } from '../ui/toast.tsx'

export interface Act {
  /** What was done, as a sentence without its full stop: `Highlight deleted`. */
  label: string
  /** Both throw what the library refused; nothing has changed then. */
  undo: () => Promise<unknown>
  redo: () => Promise<unknown>
  /** Acts with the same series that follow one another quickly are one: pressing a key five times is undone at once. */
  series?: string
}

interface Kept extends Act {
  at: number
}

const MOST_KEPT = 200
const SERIES_MS = 2_000

/** A history of acts. Undoing and redoing wait for one another, so that two quick presses are two steps in order. */
export class UndoStack {
  #done: Kept[] = []
  #undone: Kept[] = []
  #turn: Promise<unknown> = Promise.resolve()
  /** Steps that were asked for and have not ended. */
  #underWay = 0
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** Remembers an act that was done or has been begun; returns the way to forget it when the library refuses it. */
  record(act: Act): () => void {
    const last = this.#done.at(-1)
    const at = this.#now()
    const goesOn = act.series !== undefined && last?.series === act.series && at - last.at < SERIES_MS
    const kept = goesOn ? { ...act, at, undo: last.undo } : { ...act, at }
    if (goesOn) this.#done.pop()
    this.#done = [...this.#done, kept].slice(-MOST_KEPT)
    this.#undone = []
    return () => {
      this.#done = this.#done.flatMap((one) => (one === kept ? (goesOn ? [last] : []) : [one]))
    }
  }

  /** Undoes the last act, or one that is named. Resolves to it, or to null when there was none. Throws as the act does. */
  undo(which?: Act): Promise<Act | null> {
    return this.#inTurn(async () => {
      const act = which === undefined ? this.#done.at(-1) : this.#done.find((one) => one.redo === which.redo)
      if (act === undefined) return null
      this.#done = this.#done.filter((one) => one !== act)
      // What is recorded meanwhile begins a new list: this act cannot be done again on top of it.
      const undone = this.#undone
      await act.undo()
      undone.push(act)
      return act
    })
  }

  /** Does again what was undone last. Resolves to it, or to null when there was none. */
  redo(): Promise<Act | null> {
    return this.#inTurn(async () => {
      const act = this.#undone.pop()
      if (act === undefined) return null
      await act.redo()
      this.#done.push({ ...act, at: 0 })
      return act
    })
  }

  /** Whether there is, or may be once what is under way has ended, something to undo. */
  get canUndo(): boolean {
    return this.#done.length > 0 || this.#underWay > 0
  }

  /** The same for redoing: what was just undone is seen before the library has answered, and can be asked back at once. */
  get canRedo(): boolean {
    return this.#undone.length > 0 || this.#underWay > 0
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#underWay += 1
    const mine = this.#turn.then(work).finally(() => {
      this.#underWay -= 1
    })
    this.#turn = mine.catch(() => undefined)
    return mine
  }
}

/** The history of this window. */
const history = new UndoStack()

/** Remembers an act; returns the way to forget it. */
export function recordAct(act: Act): () => void {
  return history.record(act)
}

/** The messages that offer the way back of an act, by its `redo`; gone once it was undone in another way. */
const offers = new Map<Act['redo'], () => void>()
let takeAwayLastWord: () => void = () => undefined

/** Remembers an act that was done, and says so with its way back; and where to go on from here, if anywhere. */
export function recordAndTell(act: Act, message = act.label, further?: { label: string; run: () => void }): void {
  history.record(act)
  tellOf(act, message, further)
}

/** Says that a remembered act was done, with its way back. */
export function tellOf(act: Act, message = act.label, further?: { label: string; run: () => void }): void {
  const run = () => void say(history.undo(act), 'Undone', null)
  offers.set(act.redo, toast({ message, action: { label: 'Undo', run }, further }))
}

/** Undoes the last act and says what; false when there is nothing to undo. */
export function undoLast(): boolean {
  if (!history.canUndo) return false
  void say(history.undo(), 'Undone', { label: 'Redo', run: redoLast })
  return true
}

/** Does again what was undone last; false when there is nothing. */
export function redoLast(): boolean {
  if (!history.canRedo) return false
  void say(history.redo(), 'Done again', { label: 'Undo', run: undoLast })
  return true
}

async function say(done: Promise<Act | null>, word: string, action: { label: string; run: () => void } | null) {
  try {
    const act = await done
    if (act === null) return
    offers.get(act.redo)?.()
    offers.delete(act.redo)
    // One such message at a time: an older one would offer to redo what is no longer the next thing to redo.
    takeAwayLastWord()
    takeAwayLastWord = toast({ message: `${word}: ${lowerFirst(act.label)}`, ...(action ? { action } : {}) })
  } catch (error) {
    toast({ message: sentenceOf(error), tone: 'danger' })
  }
}

function lowerFirst(label: string): string {
  return label.charAt(0).toLocaleLowerCase() + label.slice(1)
}
