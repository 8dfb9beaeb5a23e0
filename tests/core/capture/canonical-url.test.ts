import { expect, test } from 'vitest'
import { canonicalUrl } from '../../../src/core/capture/canonical-url.ts'

test.each([
  ['https://Example.com:443/a/b/?utm_source=x&id=7&fbclid=1#part', 'https://example.com/a/b?id=7'],
  ['http://example.com:80', 'http://example.com/'],
  ['https://example.com/a?b=2&a=1', 'https://example.com/a?b=2&a=1'],
  ['https://example.com/#!/story/7', 'https://example.com/#!/story/7'],
  ['https://example.com/story/amp/', 'https://example.com/story'],
  ['https://example.com/amp/story', 'https://example.com/story'],
  ['https://amp.example.com/story.amp.html?amp=1', 'https://example.com/story.html'],
  ['https://example.com/story?outputType=amp&p=1', 'https://example.com/story?p=1'],
  ['https://www.google.com/amp/s/example.com/story', 'https://example.com/story'],
  ['https://example-com.cdn.ampproject.org/c/s/example.com/story?gclid=1', 'https://example.com/story'],
  ['https://user:secret@example.com/a', 'https://example.com/a'],
  ['https://example.com/%7Eann/a%20b?q=%20x', 'https://example.com/%7Eann/a%20b?q=%20x'],
  ['https://example.com/camp/amplifier', 'https://example.com/camp/amplifier'],
  ['  not an address ', 'not an address'],
  ['mailto:ann@example.com', 'mailto:ann@example.com'],
])('%s stands for the article at %s', (url, canonical) => {
  expect(canonicalUrl(url)).toBe(canonical)
  expect(canonicalUrl(canonical)).toBe(canonical)
})
