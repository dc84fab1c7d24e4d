import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPolicies, readFactValue } from '../../../engines/rules/index.ts'
import { projectFolder } from '../../../platform/config.ts'
import { inventFact } from './invent-facts.ts'

test('what is invented for the demo city is readable for every fact of every policy, and some of it stays unknown', () => {
  const { library } = loadPolicies([join(projectFolder, 'packs')], projectFolder)
  const told = [...library.facts].flatMap(([name, definition]) =>
    Array.from({ length: 400 }, (_, firm) => {
      const raw = inventFact(firm, name, definition)
      return raw === null ? null : readFactValue(definition, raw)
    }),
  )
  expect(library.facts.size).toBeGreaterThan(30)
  expect(told.some((value) => value === null)).toBe(true)
})
