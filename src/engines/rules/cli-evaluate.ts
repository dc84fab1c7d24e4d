import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, type CommandIo, UsageError } from '../../kernel/command.ts'
import { problemLine } from './cli-check.ts'
import { type ConditionLine, explainRow } from './explain.ts'
import { type FactsFile, readFacts } from './facts-file.ts'
import type { Library } from './library.ts'
import { type Loaded, loadPolicies } from './load-policies.ts'
import { formatQuantity, parseDay, QuantityError } from './quantity.ts'
import { type ResultLine, resultLines } from './result.ts'
import { evaluate, type Run } from './run.ts'

const help = `用法 usage: lianshu policy evaluate --policies PATH… --facts FILE.csv|yaml --on DATE [--explain] [--json]

按申报日期有效的条款，算出每个主体可享多少（分毫不差）、差什么、缺什么数据。不用数据库。
Computes, by the clauses in force on the day of application, what each subject is entitled to, exactly,
what it lacks and which data are missing. Needs no database.

  --policies PATH…  政策文件或文件夹 policy files or folders
  --facts FILE      指标表：id 列加 policy facts 列出的名称；空格即未知
                    a table with id and the names that policy facts lists; an empty cell is unknown
  --on DATE         申报日期 date of application, 2024-03-01
  --explain         逐条说明：条件、差距、最省的改变、算式、叠加 each condition, gap, cheapest change, arithmetic
  --json            输出 print {on, results: [{id, policy, clause, verdict, amountFen, ceilingFen, missing,
                    takenByStacking}], totals: {amountFen, ceilingFen}}；金额为分，写成字符串 fen as strings；
                    组合太多、未穷尽的叠加另列 unsearched: [{clauses, groups}] where stacking was not searched

“不超过”“最高”的条款只给上限 ceilingFen，amountFen 为 null。A ceiling is never shown as an entitlement.`

export type EvaluateInput = { readonly loaded: Loaded; readonly facts: FactsFile; readonly onDay: number }
export const inputOptions = {
  policies: { type: 'string', multiple: true },
  facts: { type: 'string' },
  on: { type: 'string' },
  json: { type: 'boolean' },
  explain: { type: 'boolean' },
} as const

/** Reads what evaluate and compare share; null when something was refused and told. */
export function readInput(
  values: { policies?: string[]; facts?: string; on?: string },
  positionals: readonly string[],
  io: CommandIo,
): EvaluateInput | null {
  const paths = [...(values.policies ?? []), ...positionals]
  if (paths.length === 0) throw new UsageError('缺少 --policies：政策文件或文件夹 · --policies is missing')
  if (!values.facts) throw new UsageError('缺少 --facts：指标表 · --facts is missing')
  if (!values.on)
    throw new UsageError('缺少 --on：申报日期，如 2024-03-01 · --on is missing, for example 2024-03-01')
  const onDay = readDay(values.on)
  const loaded = loadPolicies(paths, io.cwd)
  const file = resolve(io.cwd, values.facts)
  if (!existsSync(file)) throw new UsageError(`找不到指标表“${values.facts}” · no such file: ${values.facts}`)
  const facts = readFacts(readFileSync(file), values.facts, loaded.library)
  const problems = [...loaded.problems, ...facts.problems]
  for (const problem of problems.slice(0, 200)) io.err(problemLine(problem))
  if (problems.length > 200)
    io.err(`… 还有 ${problems.length - 200} 个问题 · ${problems.length - 200} more problems`)
  if (loaded.texts.length === 0) io.err(`没有找到政策文件 · no policy found in ${paths.join(', ')}`)
  const isRefused = loaded.texts.length === 0 || problems.some((p) => p.severity === 'error')
  if (isRefused) io.err('有错误，未计算 · nothing was computed because of the errors above')
  return isRefused ? null : { loaded, facts, onDay }
}

function readDay(text: string): number {
  try {
    return parseDay(text)
  } catch (error) {
    throw error instanceof QuantityError ? new UsageError(`--on：${error.message}`) : error
  }
}

export const evaluateCommand: Command = {
  name: 'policy evaluate',
  summary: { zh: '算出每个主体可享的政策金额', en: 'compute what each subject is entitled to' },
  help,
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: inputOptions,
    })
    const input = readInput(values, positionals, io)
    if (!input) return 1
    const { loaded, facts, onDay } = input
    const run = evaluate(loaded.library, { table: facts.table, onDay, city: facts.city, withNear: true })
    if (run.outcomes.length === 0)
      io.err(`${values.on} 没有有效的条款 · no clause is in force on ${values.on}`)
    for (const line of unsearchedLines(run)) io.err(line)
    if (values.json) printJson(run, values.on!, io, values.explain === true)
    else printText(run, loaded.library, io, values.explain === true)
    return 0
  },
}

/** What stacking did not search to the end, one line a set of clauses. */
export const unsearchedLines = (run: Run): string[] =>
  run.unsearched.map(
    ({ clauses, groups }) =>
      `注意：${groups} 组的叠加组合超过 65536 种，按书写先后取用，金额可能不是最高：${clauses.join('、')} · ${groups} groups have more than 65,536 combinations; they were stacked in written order and may not be the best: ${clauses.join(', ')}`,
  )

/** Lines are printed in batches, so that a whole city never stands in one string. */
function printJson(run: Run, on: string, io: CommandIo, isExplained: boolean): void {
  io.out(`{"on":${JSON.stringify(on)},"results":[`)
  let batch: string[] = []
  let isFirst = true
  const flush = () => {
    if (batch.length === 0) return
    io.out(`${isFirst ? '' : ','}${batch.join(',\n')}`)
    isFirst = false
    batch = []
  }
  for (const line of isExplained ? explainedLines(run) : resultLines(run)) {
    batch.push(JSON.stringify(line, bigintText))
    if (batch.length >= 5000) flush()
  }
  flush()
  const totals = { amountFen: String(run.totals.amountFen), ceilingFen: String(run.totals.ceilingFen) }
  const unsearched = run.unsearched.length > 0 ? `,"unsearched":${JSON.stringify(run.unsearched)}` : ''
  io.out(`],"totals":${JSON.stringify(totals)}${unsearched}}`)
}

const bigintText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

/** Each line with its explanation beside it. */
function* explainedLines(run: Run): Generator<ResultLine & { explanation: object }> {
  for (let row = 0; row < run.input.table.ids.length; row++)
    for (const line of explainRow(run, row, { cheapest: 'all' })) {
      const { id, policy, clause, verdict, amountFen, ceilingFen, missing, takenByStacking, ...explanation } =
        line
      yield { id, policy, clause, verdict, amountFen, ceilingFen, missing, takenByStacking, explanation }
    }
}

const verdictWords: Readonly<Record<ResultLine['verdict'], string>> = {
  entitled: '可享 entitled',
  near: '差一点 near',
  not_eligible: '不符合 not eligible',
  insufficient_data: '数据不足 insufficient data',
  not_computable: '暂不可算 not computable',
}

const money = (fen: string | bigint) => formatQuantity('money', { n: BigInt(fen), d: 1n })

const statusMarks = { met: '✓', unmet: '✗', insufficient_data: '?', not_computable: '…' } as const

function conditionText(line: ConditionLine, depth: number): string[] {
  const facts = [
    line.actual === null ? '' : `实际 ${line.actual}`,
    line.required === null || line.required === line.text ? '' : `要求 ${line.required}`,
    line.gap === null ? '' : `差 ${line.gap}`,
    line.status === 'insufficient_data' && line.asks.length > 0
      ? `缺数据，由${[...new Set(line.asks.map((a) => a.supplier ?? '申报人'))].join('、')}提供`
      : '',
  ].filter((x) => x !== '')
  const own = `${'  '.repeat(depth)}${statusMarks[line.status]} ${line.text}${facts.length > 0 ? `（${facts.join('，')}）` : ''}`
  return [own, ...line.parts.flatMap((part) => conditionText(part, depth + 1))]
}

function printExplanations(run: Run, io: CommandIo): void {
  for (let row = 0; row < run.input.table.ids.length; row++)
    for (const e of explainRow(run, row, { cheapest: 'all' })) {
      io.out(`${e.id}  ${e.policy}/${e.clause} ${e.title}\n  ${e.summary}`)
      io.out(conditionText(e.condition, 1).join('\n'))
      if (e.cheapest) io.out(`  最省的改变 cheapest change：${e.cheapest.text}`)
      for (const line of e.arithmetic) io.out(`  = ${line}`)
      for (const taken of e.stacking) io.out(`  − ${taken.text}`)
      for (const p of e.payers) io.out(`  ${p.payer} ${p.fen === null ? '未知 unknown' : money(p.fen)}`)
      for (const p of e.instalments) io.out(`  ${p.label} ${money(p.fen)}`)
    }
}

function printText(run: Run, library: Library, io: CommandIo, isExplained: boolean): void {
  if (isExplained) {
    printExplanations(run, io)
    return
  }
  const titles = new Map(library.clauses.map((c) => [c.key, c.title]))
  for (const line of resultLines(run)) {
    const amount =
      line.amountFen !== null
        ? money(line.amountFen)
        : line.ceilingFen !== null
          ? `上限 at most ${money(line.ceilingFen)}`
          : ''
    const missing = line.missing.length > 0 ? `  缺 missing: ${line.missing.join(', ')}` : ''
    const key = `${line.policy}/${line.clause}`
    io.out(
      `${line.id}  ${key} ${titles.get(key)}  ${verdictWords[line.verdict]}  ${line.verdict === 'entitled' ? amount : ''}${missing}`,
    )
  }
  io.out(`合计可享 total ${money(run.totals.amountFen)}，上限合计 ceilings ${money(run.totals.ceilingFen)}`)
}
