/** Runs the worked cases of assessments: a small city by hand, with the score, coverage, class and place of each. */
import { type AssessedLine, assess } from './assessment.ts'
import { type CaseTools, readCity, readRow } from './case-facts.ts'
import type { Fraction } from './fraction.ts'
import { compare } from './fraction.ts'
import type { Library } from './library.ts'
import type { Policy } from './policy.ts'
import { formatQuantity, parseDay, parsePlain, parseRate } from './quantity.ts'
import type { PolicyText, Problem } from './read-policy.ts'
import { type Row, tableOf } from './table.ts'
import type { WrittenAssessmentCase } from './written.ts'

export type AssessmentCaseRun = {
  readonly assessment: string
  readonly written: WrittenAssessmentCase
  readonly lines: readonly AssessedLine[]
}
type Expect = WrittenAssessmentCase['expect'][number]

/** Every case of every assessment of one policy. */
export function runAssessmentCases(
  text: PolicyText,
  library: Library,
): { count: number; problems: Problem[]; runs: AssessmentCaseRun[] } {
  const { policy, file, lineOf } = text
  const problems: Problem[] = []
  const runs: AssessmentCaseRun[] = []
  let count = 0
  for (const { name, written } of policy?.assessments.values() ?? [])
    (written.cases ?? []).forEach((one, i) => {
      count++
      const fail: CaseTools['fail'] = (expected, actual, message, at = []) => {
        const line = lineOf(['assessments', name, 'cases', i, ...at])
        problems.push({
          file,
          line,
          clause: name,
          case: one.name,
          expected,
          actual,
          message,
          severity: 'error',
        })
      }
      const lines = runOne(policy!, name, one, { library, fail })
      if (!lines) return
      runs.push({ assessment: name, written: one, lines })
      checkLines(one, lines, { library, fail })
    })
  return { count, problems, runs }
}

function runOne(
  policy: Policy,
  name: string,
  one: WrittenAssessmentCase,
  tools: CaseTools,
): readonly AssessedLine[] | null {
  const rows = one.facts.map((facts, i) => readRow(tools, facts, i, ['facts', i]))
  const city = readCity(tools, one.city ?? {})
  if (rows.some((row) => row === null)) return null
  const table = tableOf(rows as Row[], tools.library.facts)
  return assess(policy, name, { table, onDay: parseDay(one.on ?? policy.written.validFrom), city }).lines
}

function checkLines(one: WrittenAssessmentCase, lines: readonly AssessedLine[], tools: CaseTools): void {
  if (one.expect.length !== lines.length)
    tools.fail(
      String(lines.length),
      String(one.expect.length),
      'facts 有几组，expect 就要有几组 · give one expect for each set of facts',
      ['expect'],
    )
  lines.forEach((line, row) => {
    const expect = one.expect[row]
    if (expect) checkLine(expect, line, row, tools)
  })
}

const points = (x: Fraction | null) => (x ? formatQuantity('points', x) : '未知 null')

function checkLine(expect: Expect, line: AssessedLine, row: number, { fail }: CaseTools): void {
  const differ = (what: string, expected: string, actual: string, isSame = expected === actual) => {
    if (!isSame)
      fail(
        expected,
        actual,
        `第 ${row + 1} 组 ${what} 应为 ${expected}，算得 ${actual} · subject ${row + 1}: ${what} should be ${expected} but is ${actual}`,
        ['expect', row, what],
      )
  }
  if (expect.score !== undefined) {
    const wanted = expect.score === null ? null : parsePlain(expect.score, 'points')
    const isSame = wanted && line.score ? compare(wanted, line.score) === 0 : wanted === line.score
    differ('score', points(wanted), points(line.score), isSame)
  }
  if (expect.coverage !== undefined) {
    const wanted = parseRate(expect.coverage, '%')
    const is = line.coverage
    differ(
      'coverage',
      shareText(wanted),
      is ? shareText(is) : 'null',
      is !== null && compare(wanted, is) === 0,
    )
  }
  for (const what of ['level', 'group', 'place', 'reason'] as const)
    if (expect[what] !== undefined) differ(what, String(expect[what]), String(line[what]))
}

const shareText = (x: Fraction) => formatQuantity('rate', { n: x.n, d: x.d })
