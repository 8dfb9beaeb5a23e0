// The one registry of keyboard commands: the keys listen here, the shortcut sheet and the application menu read from it.
import { createContext, use, useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react'
import { matches, pressesItself, takesText } from './keys.ts'
import { keysNow } from './single-keys.ts'

/** The headings of the shortcut sheet, in its order. */
export const COMMAND_GROUPS = [
  'Everywhere',
  'Article',
  'Reading',
  'Highlights and notes',
  'Review',
  'Page of an entity',
  'Page of a note',
  'Writing a note',
  'Library list',
  'Lists beside the article',
  'List of all highlights',
  'Map',
] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

export interface CommandInput {
  /** One shortcut or several for the same act: `j`, `mod+k`, `shift+space`, `?`, `escape`. The first is the one shown. */
  keys: string | readonly string[]
  /** What it does, as the shortcut sheet says it. */
  label: string
  group: CommandGroup
  /** Return false to say that there was nothing to do: the next command on these keys then gets its turn. */
  run: (event: KeyboardEvent | null) => unknown
  /** Whether it applies just now; always when absent. */
  when?: () => boolean
  /** Also works while text is being typed; only for shortcuts with `mod` and for Escape. */
  whileTyping?: boolean
  /** The name by which the application menu asks for it (`add`, `search`, `export`, …). */
  menu?: string
}

interface Command extends Omit<CommandInput, 'keys'> {
  keys: readonly string[]
}

let commands: readonly Command[] = []
const listeners = new Set<() => void>()

function change(next: readonly Command[]): void {
  commands = next
  for (const listener of listeners) listener()
}

/** Registers a command outside React; returns the way to take it away. The latest registered goes first. */
export function registerCommand(input: CommandInput): () => void {
  const command: Command = { ...input, keys: typeof input.keys === 'string' ? [input.keys] : input.keys }
  change([...commands, command])
  return () => {
    change(commands.filter((one) => one !== command))
  }
}

/** Whether the commands of a part of the window apply just now: of two texts side by side, those of the active one do. */
export const CommandScope = createContext<() => boolean>(() => true)

/** Registers a command for as long as the component is there; `run` and `when` always see its latest props. */
export function useCommand(input: CommandInput): void {
  const run = useEffectEvent((event: KeyboardEvent | null) => input.run(event))
  const inScope = use(CommandScope)
  const when = useEffectEvent(() => inScope() && (input.when?.() ?? true))
  const { label, group, whileTyping = false, menu } = input
  const keys = typeof input.keys === 'string' ? input.keys : input.keys.join('\n')
  useLayoutEffect(
    () =>
      registerCommand({
        keys: keys.split('\n'),
        label,
        group,
        whileTyping,
        ...(menu === undefined ? {} : { menu }),
        run: (event) => run(event),
        when: () => when(),
      }),
    [keys, label, group, whileTyping, menu],
  )
}

/** All commands that are registered now, for the shortcut sheet. */
export function useCommands(): readonly { keys: readonly string[]; label: string; group: CommandGroup }[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => commands,
  )
}

function applies(command: Command, event: KeyboardEvent): boolean {
  return command.keys.some(
    (keys) =>
      matches(event, keysNow(keys)) &&
      (command.whileTyping === true || !takesText(event.target)) &&
      !((keys === 'space' || keys === 'enter' || keys === 'shift+space') && pressesItself(event.target)),
  )
}

/** Gives a key press to the command it belongs to; a modal dialog keeps its keys to itself. */
export function handleKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return
  for (const command of commands.toReversed()) {
    if (!applies(command, event) || command.when?.() === false) continue
    if (command.run(event) === false) continue
    event.preventDefault()
    return
  }
}

/** Runs what the application menu asks for; false when nothing answers to that name. */
export function runMenuCommand(name: string): boolean {
  const command = commands.findLast((one) => one.menu === name && one.when?.() !== false)
  if (!command) return false
  command.run(null)
  return true
}

/** Starts listening to the keyboard and the application menu; returns the way to stop the keyboard. */
export function listenForCommands(): () => void {
  window.addEventListener('keydown', handleKeyDown)
  window.commonplace?.onCommand((name) => {
    // A deep link names a place; anything else is a command of the menu.
    if (name.startsWith('#/')) location.hash = name
    else runMenuCommand(name)
  })
  return () => {
    window.removeEventListener('keydown', handleKeyDown)
  }
}
