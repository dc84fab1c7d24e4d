import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { coverageFaults, readCoverage } from './coverage.ts'

test('docs/coverage says nothing that does not hold', () => {
  expect(coverageFaults()).toEqual([])
})

const rows = '../shared/mission/rows.md'
test.skipIf(!existsSync(rows))('every requirement row has an answer', () => {
  const asked = [...readFileSync(rows, 'utf8').matchAll(/^\| ([A-N]\d\d) \|/gm)].map((match) => match[1])
  const answered = new Set(readCoverage().map(({ id }) => id))
  expect(asked.filter((id) => !answered.has(id!))).toEqual([])
})
