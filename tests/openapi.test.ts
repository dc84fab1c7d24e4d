import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeApi } from '../src/app.ts'

test('openapi.json is what the routes say; run npm run openapi and commit it', () => {
  const written = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')
  expect(written === `${JSON.stringify(describeApi(), null, 2)}\n`).toBe(true)
})
