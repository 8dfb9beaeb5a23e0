// One line of a script's input: a text and the selectors to find in it. The same anchoring as the library's own.
import { z } from 'zod'
import { fail } from '../contract/failure.ts'
import { anchorSelectors } from './anchor.ts'
import type { Anchoring } from './anchor.ts'

const AnchorLine = z.object({
  text: z.string(),
  selectors: z
    .object({
      exact: z.string().min(1),
      prefix: z.string().default(''),
      suffix: z.string().default(''),
      start: z.int().nonnegative(),
      end: z.int().nonnegative(),
    })
    .refine((selectors) => selectors.end >= selectors.start, { message: 'ends before it starts', path: ['end'] }),
})
/** What a line holds: `prefix` and `suffix` may be left out; positions in UTF-16 code units. */
export type AnchorLine = z.input<typeof AnchorLine>

/**
 * Anchors one line.
 * @param line what was read, of any shape
 * @returns where the quote is now, as `anchorSelectors`
 * @throws Failure BAD_INPUT when it is no such line; the sentence names what is amiss
 */
export function anchorLine(line: AnchorLine): Anchoring {
  const parsed = AnchorLine.safeParse(line)
  if (parsed.success) return anchorSelectors(parsed.data.text, parsed.data.selectors)
  const [issue] = parsed.error.issues
  const where = issue === undefined || issue.path.length === 0 ? 'the line' : issue.path.join('.')
  return fail(
    'BAD_INPUT',
    `That line cannot be anchored: ${where}: ${issue?.message ?? 'not understood'}. Nothing was changed; a line holds text and selectors with exact, prefix, suffix, start and end.`,
  )
}
