import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, UsageError } from '../../kernel/command.ts'
import { problemLine } from './cli-check.ts'
import { inputOptions, readInput, unsearchedLines } from './cli-evaluate.ts'
import { type Comparison, compareRuns, type Shift } from './compare-runs.ts'
import { libraryOf } from './library.ts'
import { formatQuantity } from './quantity.ts'
import { applyReform, readReform } from './reform.ts'
import { evaluate } from './run.ts'
import type { Totals } from './totals.ts'

const help = `用法 usage: lianshu policy compare --policies PATH… --facts FILE.csv|yaml --on DATE --reform PATCH.yaml [--json]

把一项改革（调整参数、增删条款）前后的结果放在一起：总额、得者、失者。
Sets the results before and after a reform side by side: totals, winners, losers.

PATCH.yaml:
  reform: 提高上限
  changes:
    - { path: <policy>/parameters/<name>, value: 800万元, from: 2024-01-01 }
    - { path: <policy>/clauses/<clause>/amount/cap, value: 800万元 }
  remove: [<policy>/<clause>]
  add: [{ policy: <policy>, clause: {…} }]

  --json  输出 print {before, after, difference: {amountFen, ceilingFen}, winners, losers: [{id, before, after, difference}]}`

const fenText = (t: Totals) => ({ amountFen: String(t.amountFen), ceilingFen: String(t.ceilingFen) })
const shiftText = (s: Shift) => ({
  id: s.id,
  before: fenText(s.before),
  after: fenText(s.after),
  difference: fenText(s.difference),
})

export const compareCommand: Command = {
  name: 'policy compare',
  summary: { zh: '比较改革前后的政策结果', en: 'compare results before and after a reform' },
  help,
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...inputOptions, reform: { type: 'string' } },
    })
    if (!values.reform) throw new UsageError('缺少 --reform：改革文件 · --reform is missing')
    const path = resolve(io.cwd, values.reform)
    if (!existsSync(path)) throw new UsageError(`找不到“${values.reform}” · no such file: ${values.reform}`)
    const input = readInput(values, positionals, io)
    if (!input) return 1
    const { reform, problems } = readReform(readFileSync(path, 'utf8'), values.reform)
    const applied = reform && applyReform(input.loaded.texts, reform, input.onDay, values.reform)
    const joined = applied && libraryOf(applied.texts)
    const all = [...problems, ...(applied?.problems ?? []), ...(joined?.problems ?? [])]
    for (const problem of all) io.err(problemLine(problem))
    if (!joined || all.length > 0) return 1
    const options = { table: input.facts.table, onDay: input.onDay, city: input.facts.city }
    const before = evaluate(input.loaded.library, options)
    const after = evaluate(joined.library, options, before)
    for (const line of new Set([...unsearchedLines(before), ...unsearchedLines(after)])) io.err(line)
    const comparison = compareRuns(before, after)
    io.out(values.json ? asJson(comparison) : asText(comparison))
    return 0
  },
}

function asJson({ before, after, difference, winners, losers }: Comparison): string {
  return JSON.stringify(
    {
      before: fenText(before),
      after: fenText(after),
      difference: fenText(difference),
      winners: winners.map(shiftText),
      losers: losers.map(shiftText),
    },
    null,
    2,
  )
}

function asText({ before, after, difference, winners, losers }: Comparison): string {
  const money = (fen: bigint) => formatQuantity('money', { n: fen, d: 1n })
  const line = (name: string, t: Totals) => `${name}  可享 ${money(t.amountFen)}  上限 ${money(t.ceilingFen)}`
  const shift = (s: Shift) =>
    `  ${s.id}  ${money(s.difference.amountFen)} / ${money(s.difference.ceilingFen)}`
  return [
    line('之前 before', before),
    line('之后 after', after),
    line('变化 difference', difference),
    `得者 winners ${winners.length}`,
    ...winners.map(shift),
    `失者 losers ${losers.length}`,
    ...losers.map(shift),
  ].join('\n')
}
