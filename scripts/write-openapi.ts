// Writes openapi.json from the routes, or with --check says whether the committed one is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { describeApi } from '../src/app.ts'

const path = new URL('../openapi.json', import.meta.url)
const fresh = `${JSON.stringify(describeApi(), null, 2)}\n`

if (!process.argv.includes('--check')) writeFileSync(path, fresh)
else if (readFileSync(path, 'utf8') !== fresh) {
  console.error('openapi.json is stale: run npm run openapi and commit it')
  process.exitCode = 1
}
