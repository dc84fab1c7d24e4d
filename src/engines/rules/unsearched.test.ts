import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from './cli.ts'
import { libraryOf } from './library.ts'
import { readPolicy } from './read-policy.ts'
import { applyReform } from './reform.ts'
import { evaluate } from './run.ts'
import { tableOf } from './table.ts'

/** So many choices between two awards under one limit: two to their number combinations. */
function policyOf(choices: number): string {
  const clauses = Array.from({ length: choices }, (_, i) =>
    ['a', 'b'].map(
      (side) =>
        `  - { id: ${side}${i}, title: ${side}${i}, text: 给予, benefit: entitlement, when: { fact: x, above: 0 }, amount: ${side === 'a' ? 10 : 9}元 }`,
    ),
  ).flat()
  const rules = Array.from({ length: choices }, (_, i) => `  - { rule: highestOne, clauses: [a${i}, b${i}] }`)
  return `policy: many
title: 多
issuer: 示范市
level: city
source: { title: 多 }
validFrom: 2024-01-01
facts: { x: { label: x, type: count, supplier: s } }
clauses:
${clauses.join('\n')}
stacking:
${rules.join('\n')}
  - { rule: sumCap, clauses: [${Array.from({ length: choices }, (_, i) => `a${i}`).join(', ')}], cap: 25元 }
`
}

function runOf(choices: number) {
  const texts = [readPolicy(policyOf(choices), 'many.yaml')]
  expect(texts[0]!.problems).toEqual([])
  const { library } = libraryOf(texts)
  const rows = ['1', '2'].map((id) => ({ id, facts: new Map([['x', 1n]]) }))
  const table = tableOf(rows, library.facts)
  return { texts, table, run: evaluate(library, { table, onDay: 19_900 }) }
}

test('a group of up to 65,536 combinations is searched, and nothing is said', () => {
  const { run } = runOf(3)
  expect(run.unsearched).toEqual([])
  // Of three choices between 10 (all together at most 25) and 9: 10 + 10 + 9 for each of two firms.
  expect(run.totals.amountFen).toBe(5800n)
})

test('a larger group is stacked in written order, and the run says which clauses and how many groups', () => {
  const { run } = runOf(17)
  expect(run.unsearched).toHaveLength(1)
  expect(run.unsearched[0]!.groups).toBe(2)
  expect(run.unsearched[0]!.clauses).toHaveLength(34)
  expect(run.totals.amountFen).toBe(5000n)
})

test('after a reform elsewhere it is still said, and no longer when the rules are gone', () => {
  const { run, texts, table } = runOf(17)
  const same = evaluate(run.library, { table, onDay: 19_900 }, run)
  expect(same.unsearched).toEqual(run.unsearched)
  const remove = Array.from({ length: 14 }, (_, i) => [`many/a${i}`, `many/b${i}`]).flat()
  const reformed = applyReform(texts, { reform: '删', remove }, 19_900, 'r')
  const { library } = libraryOf(reformed.texts)
  expect(evaluate(library, { table, onDay: 19_900 }, run).unsearched).toEqual([])
})

test('the command says it in words and in its JSON', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-unsearched-'))
  try {
    writeFileSync(join(folder, 'many.yaml'), policyOf(17))
    writeFileSync(join(folder, 'facts.csv'), 'id,x\n1,1\n')
    const out: string[] = []
    const err: string[] = []
    const io = {
      cwd: folder,
      env: {},
      signal: new AbortController().signal,
      out: (text: string) => out.push(text),
      err: (text: string) => err.push(text),
    }
    const command = commands.find(({ name }) => name === 'policy evaluate')!
    const argv = ['--policies', 'many.yaml', '--facts', 'facts.csv', '--on', '2024-06-01', '--json']
    expect(await command.run(argv, io as never)).toBe(0)
    expect(err.join('\n')).toContain('65536')
    expect(JSON.parse(out.join('')).unsearched[0].groups).toBe(1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
