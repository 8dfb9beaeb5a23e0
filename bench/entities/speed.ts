// How many characters a second each finder reads, on one thread: the first time through some texts, and then again.
import type { Finder } from './span-table.ts'

/**
 * Prints the speed of each finder.
 * @param times milliseconds that each took the first time
 */
export function printSpeed(texts: readonly string[], finders: readonly Finder[], times: readonly number[]): void {
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
  console.log(`${'Speed'.padEnd(28)} first, MB/s   again, MB/s      (${megabytes.toFixed(2)} MB)`)
  finders.forEach(({ name, find }, number) => {
    const before = performance.now()
    for (const text of texts) find(text)
    const again = performance.now() - before
    const rate = (milliseconds: number): string => ((1000 * megabytes) / milliseconds).toFixed(2).padStart(12)
    console.log(`${name.padEnd(28)} ${rate(times[number] ?? 0)}  ${rate(again)}`)
  })
  console.log('')
}
