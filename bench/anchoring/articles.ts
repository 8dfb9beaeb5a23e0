// The articles that are edited: the canonical texts of a folder of html, Markdown and plain text files.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractArticle } from '../../src/core/capture/extract.ts'

/** Articles shorter than this have too few sentences to edit. */
const LEAST_LENGTH = 2_000

/** The texts of a folder's articles, in the order of their file names; what is too short or no article is left out. */
export function articleTexts(folder: string): string[] {
  const files = readdirSync(folder)
    .filter((name) => /\.(?:txt|md|html?)$/iu.test(name) && name !== 'README.md')
    .sort()
  const texts = files.map((name) => extractArticle({ bytes: readFileSync(join(folder, name)), name }).text)
  return texts.filter((text) => text.length >= LEAST_LENGTH)
}
