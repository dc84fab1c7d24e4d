import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { extractDocument } from '../extract.ts'
import { addCounts, type Count, type Key, scoreDocument } from './blind-score.ts'

const folder = new URL('.', import.meta.url)
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8'),
    key: JSON.parse(readFileSync(new URL(name.replace('.txt', '.key.json'), folder), 'utf8')) as Key,
  }))

const total = addCounts(documents.map(({ text, key }) => scoreDocument(key, extractDocument(text))))
const precision = ({ found, right }: Count) => (found === 0 ? 1 : right / found)
const recall = ({ keyed, right }: Count) => (keyed === 0 ? 1 : right / keyed)

/** Floors [right, at most found] of the last run written down in docs/methods/documents.md. */
const floors: Record<string, readonly [right: number, found: number]> = {
  head: [36, 43],
  tasks: [73, 73],
  'tasks.leads': [54, 54],
  'tasks.responsibles': [75, 75],
  'tasks.supports': [65, 65],
  'tasks.leadPersons': [19, 19],
  'tasks.dueDate': [45, 45],
  'tasks whole': [73, 73],
  targets: [126, 128],
  policies: [17, 17],
  'policies whole': [16, 17],
  subsidies: [22, 22],
  commitments: [17, 17],
  'commitments whole': [16, 17],
  organisations: [186, 188],
  conflicts: [3, 3],
}

describe('documents of invented cities, keyed before the first run', () => {
  test('there are ten, each with its key', () => {
    expect(documents).toHaveLength(10)
  })

  test.each(Object.entries(floors))('%s does not fall below what was measured', (kind, [right, found]) => {
    const count = total[kind]!
    expect(recall(count)).toBeGreaterThanOrEqual(right / count.keyed)
    expect(precision(count)).toBeGreaterThanOrEqual(right / found)
  })

  test('every kind that is scored has a floor', () => {
    expect(Object.keys(floors).sort()).toEqual(Object.keys(total).sort())
  })
})

describe('the scoring itself', () => {
  const { key } = documents[3]!
  const changed = (edit: (copy: Key) => void) => {
    const copy = structuredClone(key)
    edit(copy)
    return scoreDocument(key, copy)
  }

  test('a key agrees with itself wholly', () => {
    for (const { keyed, found, right } of Object.values(scoreDocument(key, key))) {
      expect([found, right]).toEqual([keyed, keyed])
    }
  })

  test('another value, unit name, deadline or missing row costs', () => {
    const size = key.tasks.length
    expect(changed((copy) => (copy.targets[0]!.value = 1)).targets!.right).toBe(key.targets.length - 1)
    expect(changed((copy) => (copy.tasks[4]!.leads = ['市教育局']))['tasks whole']!.right).toBe(size - 1)
    expect(changed((copy) => (copy.tasks[4]!.dueDate = null))['tasks whole']!.right).toBe(size - 1)
    expect(changed((copy) => copy.policies.pop()).policies!.right).toBe(key.policies.length - 1)
    expect(changed((copy) => (copy.head.number = null)).head!.right).toBe(4)
  })
})
