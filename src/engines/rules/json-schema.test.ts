import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { runCases } from './cases.ts'
import { policyJsonSchema } from './json-schema.ts'
import { readPolicy } from './read-policy.ts'
import { staticProblems } from './static-checks.ts'
import { conditionForms, numberForms } from './written-forms.ts'

const docs = fileURLToPath(new URL('../../../docs/methods/', import.meta.url))

test('the schema for editors is the one that the reader uses (vitest -u renews it)', async () => {
  await expect(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    `${docs}policy.schema.json`,
  )
})

const page = readFileSync(`${docs}writing-rules.md`, 'utf8')
const examples = [...page.matchAll(/```yaml\n(policy:[\s\S]*?)```/gu)].map((m) => m[1]!)

test('whole policies shown in the guide pass every check', () => {
  expect(examples.length).toBeGreaterThanOrEqual(2)
  for (const example of examples) {
    const text = readPolicy(example, 'writing-rules.md')
    const cases = runCases(text)
    expect([...text.problems, ...cases.problems, ...staticProblems(text, cases)]).toEqual([])
  }
})

test('every shape in the guide is read without a mistake, and every form is shown', () => {
  const frame = /```yaml frame\n([\s\S]*?)```/u.exec(page)![1]!
  const rows = [...page.matchAll(/^\| (\d+) \|[^|]*\| (when|amount) \| `([^`]+)` \|/gmu)]
  expect(rows.length).toBeGreaterThanOrEqual(50)
  for (const [, number, place, shape] of rows) {
    const clause = {
      id: 'shape',
      title: '形',
      text: '形',
      benefit: 'entitlement',
      when: 'is_listed',
      amount: '1万元',
      [place!]: parse(shape!),
    }
    const data = { ...parse(frame), clauses: [clause] }
    const { problems } = readPolicy(JSON.stringify(data), `shape ${number}`)
    expect(problems, `${number}: ${shape}`).toEqual([])
  }
  const shown = rows.map((row) => row[3]).join('\n')
  for (const form of [...Object.keys(numberForms), ...Object.keys(conditionForms)])
    expect(shown).toMatch(new RegExp(`\\b${form}\\b`, 'u'))
})
