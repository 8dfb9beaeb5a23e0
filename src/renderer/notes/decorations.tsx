// What an editor shows for the nodes of a note that are not words, and what a click on one does.
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useLexicalNodeSelection } from '@lexical/react/useLexicalNodeSelection'
import { createCommand } from 'lexical'
import type { NodeKey } from 'lexical'
import type { ReactNode } from 'react'
import type { DecoratedNode } from '../../rich-text/nodes/decorated-node.ts'
import { HighlightQuoteNode } from '../../rich-text/nodes/highlight-quote-node.ts'
import { ImageNode } from '../../rich-text/nodes/image-node.ts'
import { MathNode } from '../../rich-text/nodes/math-node.ts'
import { ReferenceNode } from '../../rich-text/nodes/reference-node.ts'
import { TagNode } from '../../rich-text/nodes/tag-node.ts'
import { Formula } from './formula.tsx'
import { Picture, QuotedHighlight, ReferenceLink, TagChip } from './note-parts.tsx'

/** Asks for the field in which a formula's TeX, or what a picture shows, is written. */
export const EDIT_NODE = createCommand<NodeKey>('EDIT_NODE')

/** What stands in the editor for a node; run by Lexical for every node that changed. */
export function decorate(node: DecoratedNode): ReactNode {
  const key = node.getKey()
  if (node instanceof ReferenceNode) return <EditedReference nodeKey={key} reference={node.getReference()} />
  if (node instanceof TagNode) return <EditedTag nodeKey={key} name={node.getName()} />
  if (node instanceof HighlightQuoteNode) return <EditedHighlight nodeKey={key} quoted={node.getQuoted()} />
  if (node instanceof MathNode) return <EditedFormula nodeKey={key} tex={node.getTex()} display={node.isDisplay()} />
  if (node instanceof ImageNode) return <EditedPicture nodeKey={key} picture={node.getPicture()} />
  return null
}

interface Keyed {
  nodeKey: NodeKey
}

function EditedReference({ nodeKey, reference }: Keyed & { reference: ReturnType<ReferenceNode['getReference']> }) {
  const [selected] = useLexicalNodeSelection(nodeKey)
  return <ReferenceLink reference={{ type: 'reference', ...reference }} selected={selected} tabIndex={-1} />
}

function EditedTag({ nodeKey, name }: Keyed & { name: string }) {
  const [selected] = useLexicalNodeSelection(nodeKey)
  return <TagChip name={name} selected={selected} />
}

function EditedHighlight({ nodeKey, quoted }: Keyed & { quoted: ReturnType<HighlightQuoteNode['getQuoted']> }) {
  const [selected] = useLexicalNodeSelection(nodeKey)
  return <QuotedHighlight quoted={{ type: 'highlight-quote', ...quoted }} selected={selected} tabIndex={-1} />
}

function EditedFormula({ nodeKey, tex, display }: Keyed & { tex: string; display: boolean }) {
  const [editor] = useLexicalComposerContext()
  const [selected] = useLexicalNodeSelection(nodeKey)
  return (
    <span
      className="note-edited"
      data-selected={selected || undefined}
      onClick={() => {
        editor.dispatchCommand(EDIT_NODE, nodeKey)
      }}
    >
      <Formula tex={tex} display={display} />
    </span>
  )
}

function EditedPicture({ nodeKey, picture }: Keyed & { picture: ReturnType<ImageNode['getPicture']> }) {
  const [editor] = useLexicalComposerContext()
  const [selected] = useLexicalNodeSelection(nodeKey)
  return (
    <span
      className="note-edited"
      onClick={() => {
        editor.dispatchCommand(EDIT_NODE, nodeKey)
      }}
    >
      <Picture picture={{ type: 'image', ...picture }} selected={selected} />
    </span>
  )
}
