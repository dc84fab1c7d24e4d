/** Runs the worked cases beside the clauses: each is computed by the columns and by the reference. */
import { type AssessmentCaseRun, runAssessmentCases } from './assessment-cases.ts'
import { type Fail, guarded, readCity, readRow } from './case-facts.ts'
import { assessClause, verdictNames } from './clause-reference.ts'
import { compare } from './fraction.ts'
import type { Library } from './library.ts'
import { libraryOf } from './library.ts'
import { splitInstalments, splitPayers } from './payment.ts'
import type { Clause } from './policy.ts'
import { formatQuantity, parseDay, parseMoney, parsePlain } from './quantity.ts'
import type { PolicyText, Problem } from './read-policy.ts'
import { evaluateNum } from './reference.ts'
import { type ResultLine, resultLine } from './result.ts'
import { evaluate, type Run } from './run.ts'
import { type Row, rowSource, tableOf } from './table.ts'
import type { WrittenCase, WrittenExpect } from './written.ts'

export type CaseRun = {
  readonly clause: Clause
  readonly written: WrittenCase
  readonly run: Run
  /** One line per subject of the case. */
  readonly lines: readonly ResultLine[]
}
export type CaseReport = {
  readonly count: number
  readonly problems: readonly Problem[]
  readonly runs: readonly CaseRun[]
  readonly assessments: readonly AssessmentCaseRun[]
}

/** Runs every case of one policy. */
export function runCases(text: PolicyText): CaseReport {
  const { policy, file, lineOf } = text
  if (!policy) return { count: 0, problems: [], runs: [], assessments: [] }
  const { library } = libraryOf([text])
  const problems: Problem[] = []
  const runs: CaseRun[] = []
  let count = 0
  for (const clause of policy.clauses)
    (clause.written.cases ?? []).forEach((written, i) => {
      count++
      const path = ['clauses', clause.index, 'cases', i]
      const fail = (
        expected: string | null,
        actual: string | null,
        message: string,
        at: (string | number)[] = [],
      ) =>
        problems.push({
          file,
          line: lineOf([...path, ...at]),
          clause: clause.id,
          case: written.name,
          expected,
          actual,
          message,
          severity: 'error',
        })
      const run = runCase(library, clause, written, fail)
      if (!run) return
      runs.push(run)
      checkCase(run, fail)
    })
  const assessed = runAssessmentCases(text, library)
  return {
    count: count + assessed.count,
    problems: [...problems, ...assessed.problems],
    runs,
    assessments: assessed.runs,
  }
}

/** Reads the facts of a case and computes it; reports what cannot be read. */
function runCase(library: Library, clause: Clause, written: WrittenCase, fail: Fail): CaseRun | null {
  const lists = Array.isArray(written.facts) ? written.facts : [written.facts]
  const tools = { library, fail }
  const rows = lists.map((facts, i) =>
    readRow(tools, facts, i, Array.isArray(written.facts) ? ['facts', i] : ['facts']),
  )
  const city = readCity(tools, written.city ?? {})
  if (rows.some((row) => row === null)) return null
  const onDay = written.on ? parseDay(written.on) : clause.validFromDay
  if (onDay < clause.validFromDay || (clause.validToDay !== null && onDay > clause.validToDay)) {
    fail(
      null,
      null,
      `案例日期 ${written.on} 不在条款有效期内 · the day of the case lies outside the clause's validity`,
      ['on'],
    )
    return null
  }
  const table = tableOf(rows as Row[], library.facts)
  const run = evaluate(library, { table, onDay, city, withNear: true })
  const outcome = run.outcomes.find((o) => o.clause === clause)!
  const lines = rows.map((_, row) => resultLine(run, outcome, row, outcome.gross.rows.indexOf(row)))
  return { clause, written, run, lines }
}

function checkCase(run: CaseRun, fail: Fail): void {
  const expects = Array.isArray(run.written.expect) ? run.written.expect : [run.written.expect]
  if (expects.length !== run.lines.length)
    fail(
      String(run.lines.length),
      String(expects.length),
      'facts 有几组，expect 就要有几组 · give one expect for each set of facts',
      ['expect'],
    )
  run.lines.forEach((line, row) => {
    const expect = expects[row]
    if (expect) guarded(fail, ['expect'], () => checkLine(run, line, row, expect, fail))
    checkSameMeaning(run, line, row, fail)
  })
}

const shown = (fen: string | null): string =>
  fen === null ? '未知 null' : formatQuantity('money', { n: BigInt(fen), d: 1n })

function checkLine(run: CaseRun, line: ResultLine, row: number, expect: WrittenExpect, fail: Fail): void {
  const differ = (what: string, expected: string, actual: string) => {
    if (expected !== actual)
      fail(
        expected,
        actual,
        `${what} 应为 ${expected}，算得 ${actual} · ${what} should be ${expected} but is ${actual}`,
        ['expect', what],
      )
  }
  const money = (raw: string | number | null) => (raw === null ? null : String(parseMoney(raw, '元').n))
  const positive = [expect.amount, expect.ceiling].some((raw) => raw != null && money(raw) !== '0')
  const verdict = expect.verdict ?? (positive ? 'entitled' : undefined)
  if (verdict) differ('verdict', verdict, line.verdict)
  if (expect.amount !== undefined) differ('amount', shown(money(expect.amount)), shown(line.amountFen))
  if (expect.ceiling !== undefined) differ('ceiling', shown(money(expect.ceiling)), shown(line.ceilingFen))
  if (expect.takenByStacking !== undefined)
    differ('takenByStacking', shown(money(expect.takenByStacking)), shown(line.takenByStacking))
  if (expect.missing)
    differ('missing', [...expect.missing].sort().join(', '), [...line.missing].sort().join(', '))
  checkParts(run, line, row, expect, differ, money)
}

function checkParts(
  run: CaseRun,
  line: ResultLine,
  row: number,
  expect: WrittenExpect,
  differ: (what: string, expected: string, actual: string) => void,
  money: (raw: string | number) => string | null,
): void {
  const { table, snapshot, onDay } = run.run.input
  const source = rowSource(table, snapshot, onDay, row)
  const fen = BigInt(line.amountFen ?? line.ceilingFen ?? 0)
  if (expect.payers) {
    const parts = new Map(splitPayers(run.clause, fen, source).map((p) => [p.payer, p.fen]))
    for (const [payer, raw] of Object.entries(expect.payers))
      differ(
        'payers',
        `${payer} ${shown(money(raw))}`,
        `${payer} ${shown(parts.get(payer)?.toString() ?? null)}`,
      )
  }
  if (expect.instalments) {
    const parts = splitInstalments(run.clause, fen, source)
    differ(
      'instalments',
      expect.instalments.map((raw) => shown(money(raw))).join(' + '),
      parts.map((p) => shown(String(p.fen))).join(' + '),
    )
  }
  if (expect.score !== undefined) {
    const [score] = [...run.run.library.policies[0]!.scores.values()]
    const least = score && evaluateNum(score.least, source)
    const wanted = parsePlain(expect.score, 'points')
    if (!least || compare(least, wanted) !== 0)
      differ('score', formatQuantity('points', wanted), least ? formatQuantity('points', least) : 'null')
  }
}

/** The columns and the reference must give the same verdict and the same amount before stacking. */
function checkSameMeaning(run: CaseRun, line: ResultLine, row: number, fail: Fail): void {
  const { table, snapshot, onDay } = run.run.input
  const exact = assessClause(run.clause, rowSource(table, snapshot, onDay, row))
  const outcome = run.run.outcomes.find((o) => o.clause === run.clause)!
  const entry = outcome.gross.rows.indexOf(row)
  const fen = entry < 0 ? null : BigInt(outcome.gross.fen[entry]!)
  if (outcome.verdicts[row] !== exact.verdict || fen !== exact.fen)
    fail(
      `${verdictNames[exact.verdict]} ${exact.fen}`,
      `${line.verdict} ${fen}`,
      '引擎内部不一致，请报告此案例 · the columns and the reference disagree: please report this case',
    )
}
