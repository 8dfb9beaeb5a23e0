// The list that completes what is typed after `[[`, `@` and `#`: arrow keys, Enter or Tab, Escape, the mouse.
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { autoUpdate, flip, offset, shift, useFloating } from '@floating-ui/react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import {
  $createTextNode,
  $getNodeByKey,
  $isTextNode,
  COMMAND_PRIORITY_CRITICAL,
  HISTORIC_TAG,
  HISTORY_PUSH_TAG,
  KEY_DOWN_COMMAND,
  mergeRegister,
} from 'lexical'
import type { LexicalEditor } from 'lexical'
import { useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { $createReferenceNode } from '../../rich-text/nodes/reference-node.ts'
import type { Reference } from '../../rich-text/nodes/reference-node.ts'
import { $createTagNode } from '../../rich-text/nodes/tag-node.ts'
import { client, sentenceOf } from '../client.ts'
import { announce } from '../reader/announcer.tsx'
import { toast } from '../ui/toast.tsx'
import { showInTopLayer } from '../ui/top-layer.ts'
import { completionQuery, optionLabel } from './completion-options.ts'
import type { CompletionOption } from './completion-options.ts'
import { $cutOut, $trigger } from './completion-trigger.ts'
import type { Trigger } from './completion-trigger.ts'
import { learnDescribed } from './described.ts'
import { KIND_NAMES, KindIcon } from './note-parts.tsx'
import './completion.css'

const HEADINGS = { link: 'Link to', entity: 'Entities', tag: 'Tags' } as const

export function Completion() {
  const [editor] = useLexicalComposerContext()
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  // Where Escape was pressed: nothing is offered there again until something else was.
  const dismissed = useRef<string | null>(null)
  useLayoutEffect(() => {
    let open = false
    return editor.registerUpdateListener(({ editorState, dirtyLeaves, tags }) => {
      const found = editorState.read($trigger)
      const place = found && `${found.key}:${String(found.start)}`
      if (place !== dismissed.current) dismissed.current = null
      // Only typing begins a list: not the caret that comes by, an undo, or what another window wrote.
      const typed = dirtyLeaves.size > 0 && !tags.has(HISTORIC_TAG) && editor.isEditable() && isFocused(editor)
      open = found !== null && place !== dismissed.current && (open || typed)
      setTrigger(open ? found : null)
    })
  }, [editor])
  if (trigger === null) return null
  return (
    <CompletionList
      trigger={trigger}
      onDismiss={() => {
        dismissed.current = `${trigger.key}:${String(trigger.start)}`
        setTrigger(null)
      }}
    />
  )
}

function isFocused(editor: LexicalEditor): boolean {
  return editor.getRootElement()?.contains(document.activeElement) === true
}

interface CompletionListProps {
  trigger: Trigger
  onDismiss: () => void
}

function CompletionList({ trigger, onDismiss }: CompletionListProps) {
  const [editor] = useLexicalComposerContext()
  const { kind, query } = trigger
  const { data: options = [], isPlaceholderData } = useQuery({
    ...completionQuery(kind, query),
    placeholderData: keepPreviousData,
  })
  const [marked, setMarked] = useState({ query, index: 0 })
  const index = marked.query === query ? Math.min(marked.index, options.length - 1) : 0
  const id = useId()
  const optionId = (at: number) => `${id}-${String(at)}`
  // Enter before the list is that of the words now: it chooses as soon as that is there.
  const eager = useRef<string | null>(null)

  const choose = (option: CompletionOption) => {
    onDismiss()
    complete(editor, option)
  }
  const chooseFirst = useEffectEvent(() => {
    const [first] = options
    if (first) choose(first)
  })
  useLayoutEffect(() => {
    if (isPlaceholderData || eager.current !== query) return
    eager.current = null
    chooseFirst()
  }, [isPlaceholderData, options, query])

  const press = useEffectEvent((event: KeyboardEvent): boolean => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'Escape') onDismiss()
    else if (options.length === 0) return false
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : options.length - 1
      setMarked({ query, index: (index + step) % options.length })
    } else if ((event.key === 'Enter' && !event.shiftKey) || (event.key === 'Tab' && !event.shiftKey)) {
      const now = editor.read($trigger)
      const option = options[index]
      if (now?.query === query && !isPlaceholderData && option) choose(option)
      else eager.current = now?.query ?? null
    } else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  })
  useLayoutEffect(
    () => mergeRegister(editor.registerCommand(KEY_DOWN_COMMAND, (event) => press(event), COMMAND_PRIORITY_CRITICAL)),
    [editor],
  )
  useListedFor(editor, id, options.length > 0 ? optionId(index) : null)
  const sentence = options.length === 0 ? '' : `${HEADINGS[kind]}: ${String(options.length)}, arrow keys to choose`
  useLayoutEffect(() => {
    if (sentence !== '') announce(sentence)
  }, [sentence])
  const { refs, floatingStyles } = useAtTrigger(editor, trigger)
  if (options.length === 0) return null
  return (
    <div
      ref={(element) => {
        refs.setFloating(element)
        showInTopLayer(element)
      }}
      popover="manual"
      className="menu completion"
      style={floatingStyles}
      // A press must not take the caret out of the words.
      onPointerDown={(event) => {
        event.preventDefault()
      }}
      onMouseDown={(event) => {
        event.preventDefault()
      }}
    >
      <div role="listbox" id={id} aria-label={HEADINGS[kind]}>
        {options.map((option, at) => (
          <div
            key={optionKey(option)}
            id={optionId(at)}
            role="option"
            aria-selected={at === index}
            className="completion-option"
            ref={at === index ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onPointerMove={() => {
              setMarked({ query, index: at })
            }}
            onClick={() => {
              choose(option)
            }}
          >
            <OptionRow option={option} />
          </div>
        ))}
      </div>
    </div>
  )
}

function optionKey(option: CompletionOption): string {
  return option.act === 'refer' ? `${option.named.kind}:${option.named.id}` : `${option.act}:${optionLabel(option)}`
}

function OptionRow({ option }: { option: CompletionOption }) {
  const kind = option.act === 'refer' ? option.named.kind : option.act === 'tag' ? 'tag' : 'note'
  const detail =
    option.act === 'refer'
      ? (option.named.entityKind ?? option.named.detail ?? (option.named.kind === 'note' ? 'note' : ''))
      : ''
  return (
    <>
      <KindIcon kind={kind} />
      <span className="completion-label" dir="auto">
        {optionLabel(option)}
      </span>
      {option.act === 'refer' && kind !== 'tag' && <span className="visually-hidden">, {KIND_NAMES[kind]}</span>}
      {detail !== '' && <span className="completion-detail">{detail}</span>}
    </>
  )
}

/** Tells of the list on the element in which the words are typed, as the focus stays there. */
function useListedFor(editor: LexicalEditor, listId: string, activeId: string | null): void {
  useLayoutEffect(() => {
    const root = editor.getRootElement()
    if (!root || activeId === null) return
    root.setAttribute('aria-autocomplete', 'list')
    root.setAttribute('aria-controls', listId)
    root.setAttribute('aria-activedescendant', activeId)
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) root.removeAttribute(name)
    }
  }, [editor, listId, activeId])
}

function useAtTrigger(editor: LexicalEditor, { key, start }: Trigger) {
  const floating = useFloating({
    open: true,
    placement: 'bottom-start',
    strategy: 'fixed',
    middleware: [offset(6), flip({ padding: 8, crossAxis: false }), shift({ padding: 8 })],
    whileElementsMounted: autoUpdate,
  })
  const { setPositionReference } = floating.refs
  useLayoutEffect(() => {
    const element = editor.getElementByKey(key)
    const text = element?.firstChild
    if (!element || !text) return
    setPositionReference({
      contextElement: element,
      getBoundingClientRect: () => {
        const range = document.createRange()
        range.setStart(text, Math.min(start, text.nodeValue?.length ?? 0))
        range.collapse(true)
        return range.getBoundingClientRect()
      },
    })
  }, [editor, key, start, setPositionReference])
  return floating
}

/** Puts what was chosen in the place of what was typed, by where the caret is now; an undo gives the letters back. */
function complete(editor: LexicalEditor, option: CompletionOption): void {
  editor.update(
    () => {
      const trigger = $trigger()
      const node = trigger && $getNodeByKey(trigger.key)
      const typed = trigger && $isTextNode(node) ? $cutOut(node, trigger) : null
      if (!typed) return
      const piece = option.act === 'tag' ? $createTagNode(option.name) : $createReferenceNode(referenceFor(option))
      typed.replace(piece)
      const next = piece.getNextSibling()
      const parted = $isTextNode(next) && /^[\s)\]}.,;:!?]/.test(next.getTextContent())
      if (parted) next.select(0, 0)
      else {
        const space = $createTextNode(' ')
        piece.insertAfter(space)
        space.select()
      }
    },
    { tag: HISTORY_PUSH_TAG },
  )
}

function referenceFor(option: Exclude<CompletionOption, { act: 'tag' }>): Reference {
  if (option.act === 'new-note') return beginNote(option.title)
  learnDescribed(option.named)
  const { kind, id, label } = option.named
  return { kind, id, label: label.replace(/\s+/g, ' ').slice(0, 300) }
}

function beginNote(title: string): Reference {
  const id = uuidv7()
  learnDescribed({ kind: 'note', id, label: title, detail: null, articleId: null, range: null })
  client.note.create({ id, title }).catch((error: unknown) => {
    toast({
      tone: 'danger',
      message: `The note “${title}” was not begun: ${sentenceOf(error)} The link to it is kept.`,
    })
  })
  return { kind: 'note', id, label: title }
}
