import { describe, expect, test } from 'vitest'
import { DEFAULT_VAULT } from '../../../src/contract/vault-model.ts'
import { articleFile } from '../../../src/core/vault/article-file.ts'
import { linksOf } from '../../../src/core/vault/file-links.ts'
import { TemplateFailure } from '../../../src/core/vault/template.ts'
import { compose } from '../../../src/core/vault/vault-file.ts'
import { gather } from '../../../src/core/exporters/vault.ts'
import { articleOf, idOf } from '../exporters/a-library.ts'
import { noteText, usualShelf, vaultOnDisk } from './a-vault.ts'

const NOWHERE = {
  fileOf: () => null,
  itemOf: () => null,
  articleOf: () => null,
  fileNamed: () => null,
  highlightAt: () => null,
}

function written(template: string, change = {}): string {
  const shelf = usualShelf('')
  shelf.articles[0] = articleOf(1, 'The first: a "story"', { tags: ['History', 'deep'], ...change })
  const links = linksOf('a.md', NOWHERE, DEFAULT_VAULT)
  return compose(articleFile(gather(shelf, idOf(1)), links, template), []).text.replace(/^---\n.*?\n---\n\n/s, '')
}

function failure(template: string): TemplateFailure {
  try {
    written(template)
  } catch (error) {
    if (error instanceof TemplateFailure) return error
    throw error
  }
  throw new Error('The template was taken')
}

describe('a template', () => {
  test('knows the names of other apps', () => {
    expect(
      written('{{ full_title }}|{{ author }}|{{ site_name }}|{{ original_url }}|{{ date_saved | date: "%d.%m.%Y" }}'),
    ).toBe('The first: a "story"|A. Writer|Example|https://example.org/1|23.11.2026\n')
    expect(written('{{ labels[0].name }} {{ document_tags }} {{ words_count }} {{ domain }}')).toBe(
      'History History, deep 420 example.org\n',
    )
    expect(written('{% for a in annotations %}{{ a.colorCategory }}: {{ a.annotatedText }}\n\n{% endfor %}')).toContain(
      'Blue: Second words, in blue. ^h-0000a002',
    )
  })

  test('quotes every line behind `>`, makes callouts and escapes', () => {
    expect(written('{% for h in highlights %}\n> {{ h.text }}\n{% endfor %}')).toContain(
      '> First words that were marked.',
    )
    expect(written('{{ "a\nb" | callout: "note", "Title" }}')).toBe('> [!note] Title\n> a\n> b\n')
    expect(written('{{ "*a*" | md }} {{ "a: b" | yaml }} {{ "two words" | hashtag }}')).toBe(
      '\\*a\\* "a: b" #two-words\n',
    )
  })

  test('gets the block ids and the ends of notes without asking for them', () => {
    const text = written('{% for h in highlights %}\n{{ h.quote }}\n\n{{ h.note }}\n{% endfor %}')
    expect(text).toBe(
      [
        '> First words that were marked.',
        '^h-0000a001',
        'A remark on the first.',
        'Its second paragraph.',
        '^n-0000a001',
        '> Second words, in blue.',
        '^h-0000a002',
        '- one\n- two\n- three',
        '^n-0000a002',
        '> Third words without any note.',
        '^h-0000a003\n',
      ].join('\n\n'),
    )
    expect(written('{{ highlights }}')).toContain('*Blue highlight*\n\n> Second words, in blue.\n\n^h-0000a002')
    expect(written('{% for h in highlights %}\n- {{ h.text }}{% endfor %}')).toContain(
      '- First words that were marked. ^h-0000a001\n- Second',
    )
  })

  test('can put the text of the article into the file', () => {
    const html =
      '<h2>Head</h2><p>One <b>bold</b> <a href="https://example.org/x">link</a>.</p><ul><li>a</li><li>b</li></ul><pre><code>x &lt; y</code></pre><table><tbody><tr><th>h</th></tr><tr><td>c</td></tr></tbody></table><img src="assets/ab/c.png" alt="pic">'
    expect(written('{{ content }}', { html })).toBe(
      '### Head\n\nOne **bold** [link](https://example.org/x).\n\n- a\n- b\n\n```\nx < y\n```\n\n| h |\n| - |\n| c |\n\n![pic](assets/abc.png)\n',
    )
  })

  test('has properties of its own, checked, with the id at their head', () => {
    const shelf = usualShelf('')
    const links = linksOf('a.md', NOWHERE, DEFAULT_VAULT)
    const template =
      '---\ntitle: {{ title | yaml }}\ntags: {{ tags | json }}\ncreated: {{ added | date }}\n---\n{{ note }}'
    const { matter } = articleFile(gather(shelf, idOf(1)), links, template)
    expect(matter).toEqual([
      { key: 'id', value: idOf(1) },
      { key: 'title', value: 'The first: a "story"' },
      { key: 'tags', value: ['History', 'deep'], flows: 'tags' },
      { key: 'created', value: '2026-11-23', plain: true },
    ])
    expect(failure('---\ntitle: {{ title }}\n---\n')).toMatchObject({ line: 2 })
  })

  test('says what is wrong and in which line, and reads no file', () => {
    expect(failure('one\n{% if x %}\nthree')).toMatchObject({ line: 2, code: 'BAD_INPUT' })
    expect(failure('one\n\n{{ title | nosuch }}')).toMatchObject({ line: 3 })
    expect(failure('{% include "/etc/passwd" %}').message).not.toContain('root:')
    expect(failure('{% render "../package.json" %}')).toBeInstanceOf(TemplateFailure)
  })

  test('ends when it takes too long or writes too much', () => {
    expect(
      failure('{% for a in (1..3000000) %}{% for b in (1..3000000) %}x{% endfor %}{% endfor %}').message,
    ).toContain('too')
    expect(
      failure(
        '{% assign a = "xxxxxxxxxxxxxxxx" %}{% for i in (1..30) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
      ).message,
    ).toContain('too')
  })

  test('of the user’s own merges as the app’s does', async () => {
    const articleTemplate =
      '# {{ title | heading }}\n\n{% for h in highlights %}\n{{ h.quote | callout: "quote" }}\n\n{{ h.note }}\n{% endfor %}\n'
    const vault = vaultOnDisk({ articleTemplate })
    const shelf = usualShelf(vault.root)
    await vault.sync(shelf)
    const file = 'The first - a ’story’.md'
    vault.edit(file, (text) =>
      text.replace('A remark on the first.', 'Edited.').replace('^n-0000a001', '^n-0000a001\n\nMine.'),
    )
    shelf.marks[2] = { ...shelf.marks[2]!, quote: { exact: 'Third, corrected.', prefix: '', suffix: '' } }
    await vault.sync(shelf)
    expect(noteText(shelf, { kind: 'highlight', id: idOf(0xa001) })).toBe('Edited.\n\nIts second paragraph.')
    expect(vault.read(file)).toContain('^n-0000a001\n\nMine.\n\n> [!quote]')
    expect(vault.read(file)).toContain('> > Third, corrected.')
    vault.remove()
  })
})
