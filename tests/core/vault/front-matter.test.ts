import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { idIn, mergeMatter, splitMatter, writeMatter } from '../../../src/core/vault/front-matter.ts'
import type { MatterField } from '../../../src/core/vault/front-matter.ts'

const FIELDS: MatterField[] = [
  { key: 'id', value: '0197a000-0000-7000-8000-000000000001' },
  { key: 'title', value: ': "a" / b? #c' },
  { key: 'tags', value: ['one', 'two'], flows: 'tags' },
  { key: 'state', value: 'inbox', flows: 'state' },
  { key: 'words', value: 420 },
]
const LAST = Object.fromEntries(FIELDS.map(({ key, value }) => [key, value]))
const YAML = writeMatter(FIELDS)
const changed = (key: string, value: MatterField['value']) =>
  FIELDS.map((field) => (field.key === key ? { ...field, value } : field))

describe('front matter', () => {
  test('holds any title, and is parted from the rest of the file', () => {
    expect(parse(YAML)).toMatchObject({ title: ': "a" / b? #c', tags: ['one', 'two'] })
    expect(splitMatter(`---\n${YAML}---\n\nText\n`)).toEqual({ matter: YAML, rest: '\nText\n' })
    expect(splitMatter('--- no\nText')).toEqual({ matter: null, rest: '--- no\nText' })
    expect(idIn(`\uFEFF---\r\n${YAML.replace(/\n/g, '\r\n')}---\r\n`)).toBe(LAST['id'])
  })

  test('stays byte for byte while nothing changed here', () => {
    const theirs = `# mine\n${YAML.replace('words: 420', "words:   420   # that's many")}mine: [a,  b]\n`
    expect(mergeMatter(LAST, FIELDS, theirs)).toMatchObject({ yaml: theirs, edits: {}, conflicts: [], deleted: [] })
  })

  test('takes a new value of ours in its place, with the comment beside it', () => {
    const theirs = YAML.replace('state: inbox', 'state: inbox # where it is')
    expect(mergeMatter(LAST, changed('state', 'later'), theirs).yaml).toContain(
      'state: later # where it is\nwords: 420\n',
    )
  })

  test('keeps the user’s value where both changed it, and says so', () => {
    const theirs = YAML.replace('words: 420', 'words: many')
    const merged = mergeMatter(LAST, changed('words', 421), theirs)
    expect(merged.conflicts).toEqual(['words'])
    expect(merged.yaml).toContain('words: many')
  })

  test('merges tags of both sides, whatever way they are written', () => {
    const theirs = YAML.replace('tags:\n  - "one"\n  - "two"', 'tags: "#two, three"')
    const merged = mergeMatter(LAST, changed('tags', ['one', 'two', 'four']), theirs)
    expect(merged.edits.tags).toEqual(['two', 'four', 'three'])
    expect(parse(merged.yaml)).toMatchObject({ tags: ['two', 'four', 'three'] })
  })

  test('a key that is gone from the library goes, unless the user changed it', () => {
    const without = FIELDS.filter(({ key }) => key !== 'words')
    expect(mergeMatter(LAST, without, YAML).yaml).not.toContain('words')
    expect(mergeMatter(LAST, without, YAML.replace('420', '421')).yaml).toContain('words: 421')
  })

  test('a new key of ours comes behind the one before it, one that the user took out does not come back', () => {
    const more: MatterField[] = [...FIELDS.slice(0, 2), { key: 'author', value: 'A' }, ...FIELDS.slice(2)]
    expect(mergeMatter(LAST, more, YAML).yaml).toContain('#c"\nauthor: "A"\ntags:')
    const theirs = YAML.replace('words: 420\n', '')
    expect(mergeMatter(LAST, changed('words', 999), theirs)).toMatchObject({ yaml: theirs, deleted: ['words'] })
  })

  test('an empty list of tags takes all away; a key without a value is taken for what it is', () => {
    expect(mergeMatter(LAST, FIELDS, YAML.replace('tags:\n  - "one"\n  - "two"', 'tags: []')).edits.tags).toEqual([])
    expect(mergeMatter(LAST, changed('words', 1), YAML.replace('words: 420', 'words:')).conflicts).toEqual(['words'])
  })

  test('what is no YAML, or no list of keys, stays as it is', () => {
    for (const theirs of ['a: [', '- a\n- b\n', 'a: 1\na: 2\n']) {
      const merged = mergeMatter(LAST, changed('words', 1), theirs)
      expect(merged.yaml).toBe(theirs)
      expect(merged.problem).not.toBeNull()
    }
  })
})
