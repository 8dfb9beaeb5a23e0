// A process of its own that opens a library and reads it for names until it is killed: node read-and-wait.ts FOLDER
import { openApp } from '../../../src/core/app.ts'

const app = await openApp({ folder: process.argv[2]!, shell: 'test', seeds: null })
await app.settled()
console.log('settled')
await app.close()
