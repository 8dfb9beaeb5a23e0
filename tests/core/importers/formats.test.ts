// What each format's reader makes of an export, and of an odd one.
import { expect, test } from 'vitest'
import { exportFile, readAll, zipOf } from './export-file.ts'
import { recognise } from '../../../src/core/importers/formats.ts'

const SAVED = Date.UTC(2024, 2, 5, 7, 30)
const SECONDS = String(SAVED / 1000)

test('Pocket as CSV: tags, state, title and date; the address for a title is none', async () => {
  const { format, items, broken } = await readAll(
    `title,url,time_added,tags,status\n` +
      `The tide tables,https://low-wick.example/tides,${SECONDS},harbours|long reads,unread\n` +
      `https://low-wick.example/ice,https://low-wick.example/ice,${SECONDS},,archive\n` +
      `Nothing,,${SECONDS},,unread\n`,
  )
  expect(format).toBe('pocket')
  expect(items).toMatchObject([
    {
      at: 'line 2',
      title: 'The tide tables',
      url: 'https://low-wick.example/tides',
      addedAt: SAVED,
      tags: ['harbours', 'long reads'],
      state: 'inbox',
    },
    { at: 'line 3', title: null, tags: [], state: 'archive' },
  ])
  expect(broken).toEqual([{ at: 'line 4', problem: 'There is no web address in this row.' }])
})

test('Pocket as a zip of parts, with other columns and paths that lead out of it', async () => {
  const { format, items } = await readAll(
    zipOf({
      'part_000001.csv': `title,url,time_added,cursor,tags,status\nB,https://b.example/,${SECONDS},abc,,unread\n`,
      'part_000000.csv': `title,url,time_added,cursor,tags,status\nA,https://a.example/,${SECONDS},abc,,archive\n`,
      '../part_000009.csv': `title,url,time_added,cursor,tags,status\nC,https://c.example/,${SECONDS},abc,,archive\n`,
    }),
  )
  expect(format).toBe('pocket')
  expect(items.map(({ title, at }) => [title, at])).toEqual([
    ['A', 'part_000000.csv, line 2'],
    ['B', 'part_000001.csv, line 2'],
  ])
})

test('Pocket as HTML: the heading says the state', async () => {
  const { format, items } = await readAll(
    `<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
     <li><a href="https://a.example/?x=1&amp;y=2" time_added="${SECONDS}" tags="ice,tea time">Ice &amp; “tea” &#8212; twice</a></li></ul>
     <h1>Read Archive</h1><ul><li><a href="https://b.example/" time_added="${SECONDS}" tags="">B</a></li></ul></body></html>`,
  )
  expect(format).toBe('pocket')
  expect(items).toMatchObject([
    { url: 'https://a.example/?x=1&y=2', title: 'Ice & “tea” — twice', tags: ['ice', 'tea time'], state: 'inbox' },
    { url: 'https://b.example/', state: 'archive', addedAt: SAVED, at: 'line 3' },
  ])
})

test('Instapaper: folders become states or tags, the selection a highlight, and columns may be missing', async () => {
  const full = await readAll(
    `URL,Title,Selection,Folder,Timestamp,Tags\r\n` +
      `https://a.example/,"A, and ""B""",The words marked,Starred,${SECONDS},"[""one"",""two words""]"\r\n` +
      `https://b.example/,B,,Kitchen,${SECONDS},[]\r\n`,
  )
  expect(full.format).toBe('instapaper')
  expect(full.items).toMatchObject([
    { title: 'A, and "B"', favourite: true, tags: ['one', 'two words'], highlights: [{ exact: 'The words marked' }] },
    { favourite: false, tags: ['Kitchen'], state: 'inbox', highlights: [] },
  ])
  const less = await readAll(`URL,Title,Selection,Folder\nhttps://a.example/,A,,Archive\n`)
  expect(less.items).toMatchObject([{ state: 'archive', addedAt: null, tags: [] }])
})

test('Omnivore: metadata, content and highlights of a slug come together', async () => {
  const metadata = [
    {
      id: 'f3a1',
      slug: 'the-tide-tables-18e',
      title: 'The tide tables',
      description: 'On Low Wick.',
      author: 'M. Oswin',
      url: 'https://low-wick.example/tides',
      state: 'Archived',
      readingProgress: 40,
      thumbnail: '',
      labels: ['harbours', 'long reads'],
      savedAt: '2024-03-05T07:30:00.000Z',
      updatedAt: '2024-03-05T07:30:00.000Z',
      publishedAt: null,
    },
    { id: 'x', slug: 'gone', title: null, url: null },
  ]
  const { format, items, broken } = await readAll(
    zipOf({
      'metadata_0_to_20.json': JSON.stringify(metadata),
      'contents/the-tide-tables-18e.html': '<p>The harbour froze.</p>',
      'highlights/the-tide-tables-18e.md':
        '> The harbour froze \n\n#ice #cold days\n\nA **note**\n\nin two parts\n\n> and\n> thawed\n\n> last',
    }),
  )
  expect(format).toBe('omnivore')
  expect(items).toMatchObject([
    {
      foreignId: 'f3a1',
      byline: 'M. Oswin',
      excerpt: 'On Low Wick.',
      state: 'archive',
      progress: 0.4,
      tags: ['harbours', 'long reads'],
      addedAt: SAVED,
      publishedAt: null,
      content: { kind: 'html', html: '<p>The harbour froze.</p>' },
      highlights: [
        { exact: 'The harbour froze', tags: ['ice', 'cold days'], note: 'A **note**\n\nin two parts' },
        { exact: 'and\nthawed', note: '' },
        { exact: 'last' },
      ],
    },
  ])
  expect(broken).toHaveLength(1)
})

test('Wallabag: tags of both kinds, ones for truth, and annotations with the words around them', async () => {
  const { format, items } = await readAll(
    JSON.stringify([
      {
        id: 7,
        title: 'Tides',
        url: 'https://low-wick.example/tides',
        is_archived: 1,
        is_starred: '0',
        tags: ['ice', { id: 3, label: 'Long reads', slug: 'long-reads' }],
        content: '<div><p>The ship. The ice.</p><p>Again the ship, and again.</p></div>',
        created_at: '2024-03-05T08:30:00+0100',
        language: 'pt_BR',
        annotations: [
          {
            id: 1,
            text: 'Why?',
            quote: 'the ship',
            ranges: [{ start: '/div[1]/p[2]', startOffset: '6', end: '/div[1]/p[2]', endOffset: '14' }],
          },
          { id: 2, text: '', quote: 'The ice', ranges: [{ start: '/section[4]', startOffset: 0 }] },
        ],
      },
      { id: 8, title: 'No text', url: 'https://b.example/', is_archived: 0, tags: [], content: "wallabag can't retrieve contents for this article." }, // prettier-ignore
    ]),
  )
  expect(format).toBe('wallabag')
  expect(items).toMatchObject([
    {
      state: 'archive',
      favourite: false,
      tags: ['ice', 'Long reads'],
      addedAt: SAVED,
      lang: 'pt-BR',
      highlights: [
        { exact: 'the ship', prefix: 'The ship. The ice.Again ', suffix: ', and again.', note: 'Why?', foreignId: '1' },
        { exact: 'The ice', prefix: '', suffix: '' },
      ],
    },
    { content: null, state: 'inbox' },
  ])
})

test('Readwise: the rows of a book come together, by their places in it, however they are mixed', async () => {
  const { format, items, broken } = await readAll(
    `\ufeffHighlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at\r\n` +
      `"Second, in
two lines",On Harbours,M. Oswin,B00X,,orange,,location,90,2024-03-05 07:30:00+00:00\r\n` +
      `Elsewhere,Another,,,,,,page,1,\r\n` +
      `First,On Harbours,M. Oswin,B00X,My note,blue,"sea, ice",location,12,2024-03-06 07:30:00+00:00\r\n` +
      `,On Harbours,M. Oswin,B00X,,,,location,13,\r\n`,
  )
  expect(format).toBe('readwise')
  expect(items).toMatchObject([
    {
      title: 'On Harbours',
      byline: 'M. Oswin',
      url: null,
      addedAt: SAVED,
      highlights: [
        { exact: 'First', note: 'My note', colour: 'blue', tags: ['sea', 'ice'] },
        { exact: 'Second, in\ntwo lines', colour: 'yellow', createdAt: SAVED },
      ],
    },
    { title: 'Another', highlights: [{ exact: 'Elsewhere' }] },
  ])
  expect(broken).toEqual([{ at: 'line 6', problem: 'There are no words in the column Highlight.' }])
})

test('Readwise Reader: tags as Python prints them, and nothing of feeds', async () => {
  const { format, items } = await readAll(
    `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n` +
      `A,https://a.example/,01h,"['one', ""it's two""]",2024-03-05 07:30:00.123456+00:00,0.25,later,True\n` +
      `B,https://b.example/,02h,[],2024-03-05 07:30:00+00:00,0,feed,False\n` +
      `C,https://c.example/,03h,[],,1,shortlist,True\n`,
  )
  expect(format).toBe('readwise-reader')
  expect(items).toMatchObject([
    { tags: ['one', "it's two"], progress: 0.25, state: 'later', foreignId: '01h', addedAt: SAVED + 123 },
    { state: 'later', favourite: true, progress: 1 },
  ])
})

test('Raindrop, Matter and Karakeep', async () => {
  const raindrop = await readAll(
    `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n` +
      `1,A,My note,Short,https://a.example/,Sea/Ice,"one, two",2024-03-05T07:30:00.000Z,,"Highlight:The words\nColor:red\nNote:Mine",true\n`,
  )
  expect(raindrop.format).toBe('raindrop')
  expect(raindrop.items).toMatchObject([
    {
      note: 'My note',
      excerpt: 'Short',
      tags: ['Sea', 'Ice', 'one', 'two'],
      favourite: true,
      addedAt: SAVED,
      highlights: [{ exact: 'The words', colour: 'pink', note: 'Mine' }],
    },
  ])
  const matter = await readAll(
    `Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,File Id\n` +
      `A,M. Oswin,The Pilot,https://a.example/,one;two,900,True,False,False,0,2024-03-05 07:30:00,9\n` +
      `B,,,https://b.example/,,900,False,True,True,0,,10\n`,
  )
  expect(matter.format).toBe('matter')
  expect(matter.items).toMatchObject([
    { byline: 'M. Oswin', siteName: 'The Pilot', tags: ['one', 'two'], state: 'inbox', progress: null, addedAt: SAVED },
    { state: 'archive', favourite: true, progress: 1 },
  ])
  const karakeep = await readAll(
    JSON.stringify({
      bookmarks: [
        { createdAt: SAVED / 1000, title: 'A', tags: ['one'], lists: ['l2'], content: { type: 'link', url: 'https://a.example/' }, note: 'Mine', archived: true }, // prettier-ignore
        { createdAt: SAVED / 1000, title: null, tags: [], content: { type: 'text', text: 'A thought.' }, note: null, archived: false }, // prettier-ignore
        { createdAt: SAVED / 1000, title: 'PDF', tags: [], content: null, archived: false },
      ],
      lists: [
        { id: 'l1', name: 'Sea', parentId: null },
        { id: 'l2', name: 'Ice', parentId: 'l1' },
      ],
    }),
  )
  expect(karakeep.format).toBe('karakeep')
  expect(karakeep.items).toMatchObject([
    { url: 'https://a.example/', tags: ['one', 'Sea', 'Ice'], note: 'Mine', state: 'archive', addedAt: SAVED },
    { url: null, content: { kind: 'markdown', markdown: 'A thought.' } },
  ])
  expect(karakeep.broken).toMatchObject([{ at: 'bookmarks[2]' }])
})

test('Bookmarks: folders become tags, a description the excerpt, and scripts are left out', async () => {
  const { format, items } = await readAll(
    `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
    <DL><p>
        <DT><A HREF="https://a.example/" ADD_DATE="${SECONDS}" TAGS="one,two" TOREAD="1">A &lt;b&gt;</A>
        <DD>What it is about
        <DT><H3>Sea</H3>
        <DL><p>
            <DT><H3>Ice</H3>
            <DL><p><DT><A HREF="https://b.example/" ADD_DATE="${SECONDS}000000">B</A></DL><p>
            <DT><A HREF="javascript:void(0)">Do</A>
        </DL><p>
    </DL><p>
    <DT><A HREF="https://c.example/">C</A>
</DL>`,
  )
  expect(format).toBe('bookmarks')
  expect(items).toMatchObject([
    { title: 'A <b>', tags: ['one', 'two'], state: 'inbox', excerpt: 'What it is about', addedAt: SAVED },
    { title: 'B', tags: ['Sea', 'Ice'], state: null, addedAt: SAVED },
    { title: 'C', tags: [] },
  ])
})

test('Hypothesis: annotations of a page together, page notes on the page, replies below what they answer', async () => {
  const annotation = (id: string, over: object) => ({
    id,
    created: '2024-03-05T07:30:00.000000+00:00',
    updated: '2024-03-05T07:30:00.000000+00:00',
    user: 'acct:someone@hypothes.is',
    uri: 'https://a.example/',
    text: '',
    tags: [],
    group: '__world__',
    permissions: {},
    target: [{ source: 'https://a.example/' }],
    document: { title: ['A page'] },
    ...over,
  })
  const { format, items } = await readAll(
    JSON.stringify([
      annotation('1', {
        text: 'Why?',
        tags: ['ice'],
        target: [
          {
            source: 'https://a.example/',
            selector: [
              { type: 'RangeSelector', startContainer: '/p[1]', startOffset: 0, endContainer: '/p[1]', endOffset: 4 },
              { type: 'TextPositionSelector', start: 40, end: 48 },
              { type: 'TextQuoteSelector', exact: 'the ship', prefix: 'Again ', suffix: ', and' },
            ],
          },
        ],
      }),
      annotation('2', { text: 'On all of it.', tags: ['page'] }),
      annotation('3', { text: 'Because.', references: ['1'] }),
      annotation('4', { uri: undefined }),
    ]),
  )
  expect(format).toBe('hypothesis')
  expect(items).toMatchObject([
    {
      title: 'A page',
      note: 'On all of it.',
      tags: ['page'],
      highlights: [
        { exact: 'the ship', prefix: 'Again ', suffix: ', and', start: 40, tags: ['ice'], note: 'Why?\n\n**someone:** Because.', createdAt: SAVED }, // prettier-ignore
      ],
    },
  ])
})

test('the Web Clipper: highlights with their surroundings, its notes with their properties', async () => {
  const json = await readAll(
    JSON.stringify([
      {
        url: 'https://a.example/',
        title: 'A page',
        highlights: [{ text: 'the ship', timestamp: '2024-03-05T07:30:00Z', notes: ['Why?', 'How?'] }],
        data: [
          { id: '1', xpath: '/p', content: '<p>the ship</p>', type: 'text', textQuote: { prefix: 'Again ', suffix: ', and' } }, // prettier-ignore
        ],
      },
    ]),
  )
  expect(json.format).toBe('clipper')
  expect(json.items).toMatchObject([
    {
      highlights: [{ exact: 'the ship', prefix: 'Again ', suffix: ', and', note: 'Why?\n\nHow?', createdAt: SAVED }],
    },
  ])
  const note = await readAll(
    `---\ntitle: "A page"\nsource: "https://a.example/"\nauthor:\n  - "[[M. Oswin]]"\npublished: 2024-03-05\ntags:\n  - clippings\n---\n\nThe ==harbour froze== then. \`a ==b== c\`\n`,
  )
  expect(note.format).toBe('markdown')
  expect(note.items).toMatchObject([
    {
      title: 'A page',
      byline: 'M. Oswin',
      tags: ['clippings'],
      publishedAt: Date.UTC(2024, 2, 5),
      highlights: [{ exact: 'harbour froze' }],
      content: { kind: 'markdown', markdown: 'The harbour froze then. `a ==b== c`' },
    },
  ])
})

test('a quotation mark that is never closed costs its own row only', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, index) => `T${String(index)},https://a.example/${String(index)},${SECONDS},,unread`,
  )
  rows[3] = `"Broken,https://a.example/3,${SECONDS},,unread`
  rows[20] = `"A proper ""one"", here",https://a.example/20,${SECONDS},,unread`
  rows[30] = `One, two, three,https://a.example/30,${SECONDS},,unread`
  const { items, broken } = await readAll(`title,url,time_added,tags,status\n${rows.join('\n')}\n`)
  expect(broken.map(({ at }) => at)).toEqual(['line 5', 'line 32'])
  expect(items).toHaveLength(38)
  expect(items[19]).toMatchObject({ title: 'A proper "one", here', at: 'line 22' })
})

test('other encodings, separators and line ends are read as they are', async () => {
  const text = `title;url;time_added;tags;status\rCafé “Nord”;https://a.example/;${SECONDS};;unread\r`
  const wide = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
  expect((await readAll(wide)).items).toMatchObject([{ title: 'Café “Nord”', at: 'line 2' }])
  const old = new Uint8Array(
    Buffer.from(`title,url,time_added,tags,status\nCafé,https://a.example/,1,,unread\n`, 'latin1'),
  )
  expect((await readAll(old)).items).toMatchObject([{ title: 'Café' }])
})

test('what is no export, or another than was chosen, is said in a sentence', async () => {
  await expect(recognise(exportFile(''))).rejects.toThrow('The file is empty. Nothing was imported; export it again.')
  await expect(recognise(exportFile('Dear diary,\nnothing today.'))).rejects.toThrow('none of the exports')
  await expect(recognise(exportFile(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9])))).rejects.toThrow(
    'This zip archive is none',
  )
  await expect(readAll('URL,Title,Selection,Folder\nhttps://a.example/,A,,Archive\n', 'pocket')).rejects.toThrow(
    'This file cannot be read as Pocket (CSV, zip or HTML). It looks like Instapaper (CSV). Nothing was imported.',
  )
  await expect(readAll('[{"is_archived": 1, "url": "https://a.example/"', 'wallabag')).rejects.toThrow(
    'cannot be read as Wallabag',
  )
  await expect(readAll('URL,Title,Selection,Folder\n')).rejects.toThrow('without a single row')
  await expect(readAll('x', 'nonsense')).rejects.toThrow('There is no format “nonsense”.')
})
