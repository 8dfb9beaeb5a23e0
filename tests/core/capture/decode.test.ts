import { expect, test } from 'vitest'
import { decodeBytes } from '../../../src/core/capture/decode.ts'

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const utf16 = (text: string, mark = ''): Uint8Array => Buffer.from(mark + text, 'utf16le')
// "Привіт, світе! Це речення українською мовою." in windows-1251
const cyrillic = Uint8Array.from(
  [...'Привіт, світе! Це речення українською мовою, і воно досить довге, щоб його впізнати.'].map((letter) => {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x80) return code
    if (letter === 'і') return 0xb3
    if (letter === 'ї') return 0xbf
    if (letter === 'є') return 0xba
    return code - 0x410 + 0xc0
  }),
)

test('a byte order mark decides, and is no part of the text', () => {
  expect(decodeBytes(Buffer.from('\ufeffnaïve'))).toEqual({ text: 'naïve', encoding: 'utf-8' })
  expect(decodeBytes(utf16('naïve', '\ufeff'), { contentType: 'text/plain; charset=utf-8' })).toEqual({
    text: 'naïve',
    encoding: 'utf-16le',
  })
})

test('UTF-16 without a mark is seen', () => {
  expect(decodeBytes(utf16('A plain sentence.'))).toEqual({ text: 'A plain sentence.', encoding: 'utf-16le' })
  expect(decodeBytes(Buffer.from(utf16('A plain sentence.')).swap16()).text).toBe('A plain sentence.')
})

test('the HTTP header is believed before the page', () => {
  const page = Buffer.concat([latin('<meta charset="utf-8"><p>'), cyrillic])
  expect(decodeBytes(page, { contentType: 'text/html; charset="windows-1251"' }).text).toContain('Привіт, світе!')
})

test('a meta element is believed, even far down the head', () => {
  const head = `<html><head>${'<link rel="x" href="y">'.repeat(200)}<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`
  const page = Buffer.concat([latin(head), cyrillic])
  expect(decodeBytes(page)).toMatchObject({ encoding: 'windows-1251' })
  expect(decodeBytes(page).text).toContain('світе')
})

test('without any word about it the encoding is detected', () => {
  expect(decodeBytes(cyrillic, { markup: false }).text).toContain('Привіт, світе!')
  expect(
    decodeBytes(latin('Der Müller trägt fünf Säcke über die schöne Brücke, ähnlich wie früher.'), { markup: false })
      .text,
  ).toContain('Müller trägt fünf Säcke')
})

test('valid UTF-8 is read as such though a header calls it Latin-1', () => {
  expect(decodeBytes(Buffer.from('Žluťoučký kůň'), { contentType: 'text/html; charset=iso-8859-1' }).text).toBe(
    'Žluťoučký kůň',
  )
})

test('an unknown charset and a damaged character do no harm', () => {
  expect(decodeBytes(Buffer.from('plain'), { contentType: 'text/html; charset=klingon' }).text).toBe('plain')
  const damaged = Buffer.concat([Buffer.from('ä'.repeat(300)), Buffer.from([0xff]), Buffer.from('ö')])
  expect(decodeBytes(damaged, { contentType: 'text/plain; charset=utf-8' })).toMatchObject({ encoding: 'utf-8' })
})
