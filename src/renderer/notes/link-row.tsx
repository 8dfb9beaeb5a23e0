// The address of a link in a note: shown, opened, changed, taken away.
import { TOGGLE_LINK_COMMAND } from '@lexical/link'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { $createTextNode, $getSelection, $isRangeSelection } from 'lexical'
import { ExternalLink, Unlink } from 'lucide-react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { safeAddress } from '../../rich-text/links.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { openAddress } from './open-address.ts'

interface LinkRowProps {
  /** The address of the link that the caret is in; null for a new one. */
  address: string | null
  onClose: () => void
}

export function LinkRow({ address, onClose }: LinkRowProps) {
  const [editor] = useLexicalComposerContext()
  const [typed, setTyped] = useState(address ?? '')
  const [refused, setRefused] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const hint = useId()
  useLayoutEffect(() => {
    field.current?.select()
  }, [])

  const close = () => {
    onClose()
    editor.focus()
  }
  const apply = () => {
    const safe = safeAddress(typed)
    setRefused(safe === null)
    if (safe === null) return
    editor.update(() => {
      const selection = $getSelection()
      // Nothing selected and no link here: the address itself becomes the words.
      if (address === null && $isRangeSelection(selection) && selection.isCollapsed()) {
        const words = $createTextNode(typed.trim())
        selection.insertNodes([words])
        words.select(0, words.getTextContentSize())
      }
    })
    editor.dispatchCommand(TOGGLE_LINK_COMMAND, safe)
    close()
  }
  const remove = () => {
    editor.dispatchCommand(TOGGLE_LINK_COMMAND, null)
    close()
  }
  return (
    <div
      className="note-link-row"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      <input
        ref={field}
        className="field"
        inputMode="url"
        aria-label="Address of the link"
        aria-invalid={refused}
        aria-describedby={refused ? hint : undefined}
        placeholder="https://"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setRefused(false)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          apply()
        }}
      />
      <Button size="small" onClick={apply}>
        {address === null ? 'Link' : 'Change'}
      </Button>
      {address !== null && (
        <>
          <IconButton
            size="small"
            label="Open the link"
            icon={<ExternalLink size={16} />}
            onClick={() => {
              openAddress(address)
            }}
          />
          <IconButton size="small" label="Remove the link" icon={<Unlink size={16} />} onClick={remove} />
        </>
      )}
      {refused && (
        <p id={hint} className="note-link-hint" role="alert">
          A link leads to a web page or a mail address, such as https://example.org.
        </p>
      )}
    </div>
  )
}
