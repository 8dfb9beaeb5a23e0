// Any edits, many at once, while the library changes as well: what the user wrote is there once, and all comes to rest.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOf, joinBlocks } from '../../../src/core/vault/markdown-blocks.ts'
import { highlightOf, idOf } from '../exporters/a-library.ts'
import { setNote, usualShelf, vaultOnDisk } from './a-vault.ts'
import type { VaultShelf } from './a-vault.ts'

const FILE = 'The first - a ’story’.md'

const edit = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), form: fc.constantFrom('', '## ', '- ', '> ') }),
  fc.record({ kind: fc.constant('delete' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(), to: fc.nat() }),
  fc.record({ kind: fc.constant('reword' as const), at: fc.nat() }),
)
const change = fc.constantFrom('highlight', 'note', 'colour', 'remove', 'title', 'nothing')

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never

/** Edits the blocks of a file; returns the words that were written and not taken out again. */
function apply(text: string, edits: readonly Edit[]): { text: string; own: string[] } {
  const head = text.indexOf('\n---\n') + 5
  const { lead, blocks } = blocksOf(text.slice(head))
  const own = new Set<string>()
  for (const [number, one] of edits.entries()) {
    const at = one.at % (blocks.length + 1)
    const words = `Own${String(number)}words`
    const there = blocks[at]
    if (one.kind === 'insert') {
      blocks.splice(at, 0, { type: 'paragraph', text: `${one.form}${words}`, gap: '\n\n', marker: null })
      own.add(words)
    } else if (one.kind === 'reword' && there?.type === 'paragraph' && there.marker === null) {
      there.text = `${there.text} ${words}`
      own.add(words)
    } else if (there) {
      const [taken] = blocks.splice(at, 1)
      if (one.kind === 'move' && taken) blocks.splice(one.to % (blocks.length + 1), 0, taken)
      else for (const word of own) if (taken?.text.includes(word)) own.delete(word)
    }
  }
  for (const block of blocks) if (block.gap.length < 2) block.gap = '\n\n'
  return { text: text.slice(0, head) + lead + joinBlocks(blocks), own: [...own] }
}

function changeLibrary(shelf: VaultShelf, what: string): void {
  if (what === 'highlight') shelf.marks.splice(1, 0, highlightOf(9, idOf(1), 'New words from the library.'))
  if (what === 'note')
    setNote(shelf, { kind: 'highlight', id: idOf(0xa001) }, 'Written in the library.\n\nIts second paragraph.')
  if (what === 'colour') shelf.marks[1] = { ...shelf.marks[1]!, colour: 'pink' }
  if (what === 'remove') shelf.marks.splice(1, 1)
  if (what === 'title') shelf.articles[0] = { ...shelf.articles[0]!, title: 'A title of its own' }
}

test('any edits, and any change of the library, are merged without loss and come to rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), change, async (edits, what) => {
      const vault = vaultOnDisk()
      try {
        const shelf = usualShelf(vault.root)
        await vault.sync(shelf)
        const { text, own } = apply(vault.read(FILE), edits)
        vault.write(FILE, text)
        changeLibrary(shelf, what)
        await vault.sync(shelf)
        const [file = ''] = vault.files().filter((name) => !name.startsWith('Notes/') && name !== 'Second.md')
        const merged = vault.read(file)
        for (const words of own) expect(merged.split(words), words).toHaveLength(2)
        const markers = [...merged.matchAll(/^\^[hn]-[\da-f]{8}$/gm)].map(([marker]) => marker)
        expect(new Set(markers).size).toBe(markers.length)
        const before = vault.everything()
        expect((await vault.sync(shelf)).lines).toEqual([])
        expect(vault.everything()).toEqual(before)
      } finally {
        vault.remove()
      }
    }),
    { numRuns: 40, seed: 11 },
  )
})
