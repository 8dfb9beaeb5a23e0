// @vitest-environment jsdom
import { $createParagraphNode, $createTextNode, $getRoot } from 'lexical'
import { expect, test } from 'vitest'
import { EDIT_NODE } from '../../../src/renderer/notes/decorations.tsx'
import { $turnLineIntoBlock } from '../../../src/renderer/notes/note-shortcuts.ts'
import { createNoteEditor } from '../../../src/rich-text/read-markdown.ts'

/** Writes a line, presses Enter at its end; what the note holds then, and whether a formula was asked for. */
function afterEnter(words: string) {
  const editor = createNoteEditor()
  let asked = false
  editor.registerCommand(
    EDIT_NODE,
    () => {
      asked = true
      return true
    },
    0,
  )
  let turned = false
  const write = () => {
    const line = $createParagraphNode().append($createTextNode(words))
    $getRoot().append(line)
    line.selectEnd()
    turned = $turnLineIntoBlock()
  }
  editor.update(write, { discrete: true })
  const types = editor
    .getEditorState()
    .toJSON()
    .root.children.map(({ type }) => type)
  return { turned, types, asked }
}

test('Enter after the marks of a rule or a formula makes one, and an empty formula asks for its TeX', () => {
  expect(afterEnter('---')).toEqual({ turned: true, types: ['horizontalrule', 'paragraph'], asked: false })
  expect(afterEnter('$$x^2$$')).toEqual({ turned: true, types: ['math', 'paragraph'], asked: false })
  expect(afterEnter('$$')).toEqual({ turned: true, types: ['math', 'paragraph'], asked: true })
})

test('any other line stays what it is', () => {
  for (const words of ['--- and more', 'costs $$', '$$a$$ and $$b$$', '----']) {
    expect(afterEnter(words)).toEqual({ turned: false, types: ['paragraph'], asked: false })
  }
})
