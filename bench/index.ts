// Runs every bench whose data is at hand, one after the other: `npm run bench [-- --data DIR]`. Each prints its own table,
// with its peers measured in the same run.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { data: { type: 'string' } } })
const here = import.meta.dirname

const benches: { name: string; script: string; args: string[]; needs?: string | undefined }[] = [
  { name: 'Anchoring, on the sample articles', script: 'anchor.ts', args: [] },
  { name: 'Reading, in the built app', script: 'reader.ts', args: [] },
  {
    name: 'Entities, on annotated texts',
    script: 'entities.ts',
    // Without the sets it measures our own annotated texts.
    args: values.data === undefined ? [] : ['--data', join(values.data, 'ner')],
    needs: values.data === undefined ? undefined : join(values.data, 'ner'),
  },
]

let failed = 0
for (const { name, script, args, needs } of benches) {
  console.log(`\n# ${name}\n`)
  const isMissing = args.length > 0 && (needs === undefined || !existsSync(needs))
  if (isMissing) console.log('Left out: name the folder that holds ner/ with --data DIR.')
  else if (spawnSync(process.execPath, [join(here, script), ...args], { stdio: 'inherit' }).status !== 0) failed += 1
}
process.exitCode = failed === 0 ? 0 : 1
