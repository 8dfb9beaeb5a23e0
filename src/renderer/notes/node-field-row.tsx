// What a formula or a picture is made of, in a field below the note: the TeX, or what the picture shows in words.
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $getNodeByKey, SKIP_DOM_SELECTION_TAG } from 'lexical'
import type { NodeKey } from 'lexical'
import { useLayoutEffect, useRef, useState } from 'react'
import { ImageNode } from '../../rich-text/nodes/image-node.ts'
import { MathNode } from '../../rich-text/nodes/math-node.ts'
import { Button } from '../ui/button.tsx'

interface NodeFieldRowProps {
  nodeKey: NodeKey
  onClose: () => void
}

export function NodeFieldRow({ nodeKey, onClose }: NodeFieldRowProps) {
  const [editor] = useLexicalComposerContext()
  const [{ kind, words }] = useState(() => editor.read(() => $fieldOf(nodeKey)))
  const [typed, setTyped] = useState(words)
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  const show = (value: string) => {
    setTyped(value)
    const write = () => {
      const node = $getNodeByKey(nodeKey)
      if (node instanceof MathNode) node.setTex(value.trim())
      if (node instanceof ImageNode) node.setAlt(value.replace(/\s+/g, ' ').trim())
    }
    // The caret of the note stays where it is, and the focus here.
    editor.update(write, { tag: SKIP_DOM_SELECTION_TAG })
  }
  const close = () => {
    onClose()
    editor.update(() => {
      const node = $getNodeByKey(nodeKey)
      // A formula of nothing would be a hole in the words.
      if (node instanceof MathNode && node.getTex() === '') {
        node.selectPrevious()
        node.remove()
      } else node?.selectNext()
    })
    editor.focus()
  }
  return (
    <div
      className="note-link-row"
      onKeyDown={(event) => {
        const done =
          event.key === 'Escape' || (event.key === 'Enter' && (kind !== 'block' || event.ctrlKey || event.metaKey))
        if (!done || event.nativeEvent.isComposing) return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      <textarea
        ref={field}
        className="field note-node-field"
        data-tex={kind === 'picture' ? undefined : true}
        rows={kind === 'block' ? 3 : 1}
        aria-label={kind === 'picture' ? 'What the picture shows' : 'Formula, in TeX'}
        placeholder={kind === 'picture' ? 'What the picture shows' : 'E = mc^2'}
        autoComplete="off"
        spellCheck={kind === 'picture'}
        value={typed}
        onChange={(event) => {
          show(event.target.value)
        }}
      />
      <Button size="small" onClick={close}>
        Done
      </Button>
    </div>
  )
}

function $fieldOf(key: NodeKey): { kind: 'line' | 'block' | 'picture'; words: string } {
  const node = $getNodeByKey(key)
  if (node instanceof ImageNode) return { kind: 'picture', words: node.getPicture().alt }
  if (node instanceof MathNode) return { kind: node.isDisplay() ? 'block' : 'line', words: node.getTex() }
  return { kind: 'line', words: '' }
}
