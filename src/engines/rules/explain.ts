/** One clause explained to one person: verdict, every condition with gap, cheapest change, sums, stacking, sources. */
import { arithmeticLines } from './arithmetic.ts'
import { type Change, cheapestChange } from './cheapest-change.ts'
import { roundFen, type Verdict } from './clause-reference.ts'
import { type Cond, FALSE, factsOf, INSUFFICIENT, type Num, TRUE, type Truth, type Unit } from './core.ts'
import { changeText, stackingWords } from './explanation-words.ts'
import { type Fraction, subtract } from './fraction.ts'
import { dueFen, splitInstalments, splitPayers } from './payment.ts'
import type { Policy } from './policy.ts'
import { formatQuantity } from './quantity.ts'
import { evaluateCond, evaluateNum, type Source } from './reference.ts'
import { type ResultLine, resultLine } from './result.ts'
import type { ClauseOutcome, Run } from './run.ts'
import { rowSource } from './table.ts'
import { entryOf, type Taken, takenFrom } from './taken.ts'
import { type Names, namesOf, textOfCond, textOfNum } from './text.ts'

export type ConditionStatus = 'met' | 'unmet' | 'insufficient_data' | 'not_computable'
export type Asked = { readonly name: string; readonly label: string; readonly supplier: string | null }
export type ConditionLine = {
  readonly text: string
  readonly status: ConditionStatus
  readonly actual: string | null
  readonly required: string | null
  readonly gap: string | null
  readonly changeable: boolean
  readonly asks: readonly Asked[]
  readonly parts: readonly ConditionLine[]
}

export type Explanation = ResultLine & {
  readonly title: string
  readonly rule: string
  readonly summary: string
  readonly condition: ConditionLine
  readonly cheapest: { readonly text: string; readonly changes: readonly Change[] } | null
  readonly missingFrom: readonly Asked[]
  readonly arithmetic: readonly string[]
  readonly stacking: readonly { readonly rule: string; readonly takenFen: string; readonly text: string }[]
  readonly payers: readonly { readonly payer: string; readonly fen: string | null }[]
  readonly instalments: readonly {
    readonly label: string
    readonly fen: string
    readonly isDue: boolean | null
  }[]
  /** What is still to be paid after what was paid already; negative is to be recovered; null unknown. */
  readonly dueFen: string | null
  readonly source: {
    readonly policy: string
    readonly title: string
    readonly span: string | null
    readonly url: string | null
  }
}

/**
 * Explains every clause of a run for one row. The cheapest change is looked for where the verdict is 差一点, and
 * with `cheapest: 'all'` also where it is 不符合; `explainOne` answers for a single clause in full.
 */
export function explainRow(
  run: Run,
  row: number,
  { cheapest = 'near' }: { readonly cheapest?: 'near' | 'all' } = {},
): Explanation[] {
  const about = subjectOf(run, row)
  return run.outcomes.map((outcome) => explainClause(about, outcome, cheapest === 'all'))
}

/** One clause for one row in full, with the cheapest change also where it is not near; null when not in force. */
export function explainOne(run: Run, row: number, clauseKey: string): Explanation | null {
  const outcome = run.outcomes.find((o) => o.clause.key === clauseKey)
  return outcome ? explainClause(subjectOf(run, row), outcome, true) : null
}

/** What is the same for all clauses of one subject. */
type Subject = {
  readonly run: Run
  readonly row: number
  readonly source: Source
  readonly names: Names
  readonly taken: ReadonlyMap<string, readonly Taken[]>
  readonly policies: ReadonlyMap<string, Policy>
  /** Facts already written out. */
  readonly shown: Map<string, string>
}

function subjectOf(run: Run, row: number): Subject {
  return {
    run,
    row,
    source: remembering(rowSource(run.input.table, run.input.snapshot, run.input.onDay, row)),
    names: namesOf(run.library),
    taken: takenFrom(run, row),
    policies: new Map(run.library.policies.map((policy) => [policy.id, policy])),
    shown: new Map(),
  }
}

/** The same subject is asked hundreds of times: numbers are looked up once. */
function remembering(source: Source): Source {
  const numbers = new Map<string, bigint | null>()
  return {
    ...source,
    number(fact) {
      const known = numbers.get(fact)
      if (known !== undefined) return known
      const value = source.number(fact)
      numbers.set(fact, value)
      return value
    },
  }
}

function explainClause(subject: Subject, outcome: ClauseOutcome, isFull: boolean): Explanation {
  const { run, row, source, names } = subject
  const { clause } = outcome
  const taken = subject.taken.get(clause.key) ?? []
  const line = resultLine(run, outcome, row, entryOf(outcome.gross.rows, row))
  const condition = conditionLine(clause.when, subject)
  const changes =
    line.verdict === 'near' || (isFull && line.verdict === 'not_eligible')
      ? cheapestChange(clause.when, source, run.library.facts)
      : null
  const cheapest = changes && { text: changes.map((c) => changeText(c, run, names)).join('；'), changes }
  const fen = line.amountFen ?? line.ceilingFen
  const isEntitled = line.verdict === 'entitled' && fen !== null
  const policy = subject.policies.get(clause.policy)!
  const due = isEntitled ? dueFen(clause, BigInt(fen), source) : null
  // Written out: copying the line with a spread costs more than all the rest of an explanation.
  return {
    id: line.id,
    policy: line.policy,
    clause: line.clause,
    verdict: line.verdict,
    amountFen: line.amountFen,
    ceilingFen: line.ceilingFen,
    missing: line.missing,
    takenByStacking: line.takenByStacking,
    title: clause.title,
    rule: `${textOfCond(clause.when, names)}：${clause.isCeiling ? '至多' : '给予'}${textOfNum(clause.amount, names)}`,
    summary: summaryOf(line, cheapest?.text ?? null, run, names),
    condition,
    cheapest,
    missingFrom: line.missing.map((name) => asked(name, run)),
    arithmetic: isEntitled ? sums(outcome, source, names) : [],
    stacking: taken.map(({ rule, fen: lost }) => ({
      rule: rule?.rule ?? 'limit',
      takenFen: String(lost),
      text: `${stackingWords(rule)}，减 ${formatQuantity('money', { n: lost, d: 1n })}`,
    })),
    payers: isEntitled
      ? splitPayers(clause, BigInt(fen), source).map((p) => ({
          payer: p.payer,
          fen: p.fen?.toString() ?? null,
        }))
      : [],
    instalments: isEntitled
      ? splitInstalments(clause, BigInt(fen), source).map((p) => ({ ...p, fen: String(p.fen) }))
      : [],
    dueFen: due === null ? null : String(due),
    source: {
      policy: policy.id,
      title: policy.title,
      span: clause.written.span ?? null,
      url: policy.written.source.url ?? null,
    },
  }
}

/** The sum line by line, and the rounding where it changed something. */
function sums({ clause }: ClauseOutcome, source: Source, names: Names): string[] {
  const lines = arithmeticLines(clause.amount, source, names)
  const exact = evaluateNum(clause.amount, source)
  if (!exact) return lines
  const fen = roundFen(exact, clause.rounding)
  return exact.n === fen * exact.d
    ? lines
    : [...lines, `按本政策的取整规则为 ${formatQuantity('money', { n: fen, d: 1n })}`]
}

const verdictSummary: Readonly<Record<Verdict, string>> = {
  entitled: '可享',
  near: '差一点',
  not_eligible: '不符合',
  insufficient_data: '数据不足',
  not_computable: '暂不可算',
}

function summaryOf(line: ResultLine, change: string | null, run: Run, names: Names): string {
  const fen = line.amountFen ?? line.ceilingFen
  const money = fen === null ? '' : formatQuantity('money', { n: BigInt(fen), d: 1n })
  if (line.verdict === 'entitled')
    return line.ceilingFen === null ? `可享 ${money}` : `符合条件，上限 ${money}，实际金额以批准为准`
  const word = verdictSummary[line.verdict]
  if (line.missing.length > 0)
    return `${word}：缺${line.missing.map((name) => missingWord(name, run, names)).join('、')}`
  return change ? `${word}：${change}` : word
}

function missingWord(name: string, run: Run, names: Names): string {
  const { label, supplier } = asked(name, run)
  return `${label || names.fact(name)}${supplier ? `（由${supplier}提供）` : ''}`
}

/** Who can say it. A name that is a parameter is supplied by whoever keeps the policy. */
function asked(name: string, run: Run): Asked {
  const fact = run.library.facts.get(name) ?? run.library.city.get(name)
  if (fact) return { name, label: fact.label, supplier: fact.supplier ?? null }
  const parameter = run.library.policies.map((p) => p.parameters[name]).find((p) => p !== undefined)
  return { name, label: parameter?.label ?? name, supplier: null }
}

const askedBy = new WeakMap<Run['library'], WeakMap<Cond, readonly Asked[]>>()

/** What a condition asks for: the same for every subject, so worked out once. */
function asksOf(cond: Cond, run: Run): readonly Asked[] {
  const leaves = askedBy.get(run.library) ?? new WeakMap<Cond, readonly Asked[]>()
  askedBy.set(run.library, leaves)
  const known = leaves.get(cond)
  if (known) return known
  const asks = [...factsOf([cond], [])].map((name) => asked(name, run))
  leaves.set(cond, asks)
  return asks
}

const statusOf = (truth: Truth): ConditionStatus =>
  truth === TRUE
    ? 'met'
    : truth === FALSE
      ? 'unmet'
      : truth === INSUFFICIENT
        ? 'insufficient_data'
        : 'not_computable'

function conditionLine(cond: Cond, subject: Subject): ConditionLine {
  const { source, names, run } = subject
  const truth = evaluateCond(cond, source)
  const base = {
    text: textOfCond(cond, names),
    status: statusOf(truth),
    actual: null,
    required: null,
    gap: null,
    changeable: false,
    asks: [],
    parts: [],
  }
  if (cond.op === 'undecided') return base
  if (cond.op === 'not') return { ...base, parts: [conditionLine(cond.of, subject)] }
  if (cond.op === 'all' || cond.op === 'any' || cond.op === 'atLeast')
    return { ...base, parts: cond.of.map((part) => conditionLine(part, subject)) }
  const asks = asksOf(cond, run)
  const leaf = { ...base, changeable: cond.leaf.changeable, asks }
  if (cond.op === 'flag') return { ...leaf, actual: yesNo(source.flag(cond.fact)), required: '是' }
  if (cond.op === 'cell') return { ...leaf, actual: cellText(source, cond.fact), required: base.text }
  const [a, b] = [evaluateNum(cond.a, source), evaluateNum(cond.b, source)]
  return {
    ...leaf,
    actual: actualText(cond.a, a, subject),
    required: requiredText(cond, b),
    gap: truth === FALSE && a && b ? shown(cond.a.unit, distance(a, b)) : null,
  }
}

const shown = (unit: Unit, x: Fraction | null): string | null => (x ? formatQuantity(unit, x) : null)

/** A fact that many clauses ask for is written out once. */
function actualText(num: Num, value: Fraction | null, { shown: known }: Subject): string | null {
  if (num.op !== 'fact') return shown(num.unit, value)
  const text = known.get(num.fact) ?? shown(num.unit, value)
  if (text !== null) known.set(num.fact, text)
  return text
}

const limits = new WeakMap<Cond, string | null>()

/** A limit that stands in the clause is the same for every subject. */
function requiredText(cond: Extract<Cond, { op: 'compare' }>, limit: Fraction | null): string | null {
  if (cond.b.op !== 'const') return shown(cond.a.unit, limit)
  const known = limits.get(cond) ?? shown(cond.a.unit, limit)
  limits.set(cond, known)
  return known
}

function distance(a: Fraction, b: Fraction): Fraction {
  const gap = subtract(b, a)
  return gap.n < 0n ? { n: -gap.n, d: gap.d } : gap
}

const yesNo = (x: boolean | null) => (x === null ? null : x ? '是' : '否')

function cellText(source: Source, fact: string): string | null {
  const cell = source.cell(fact)
  if (!cell) return null
  if (cell.kind === 'text') return cell.text
  if (cell.kind === 'titles') return cell.titles.map((t) => t.title).join('、') || '无'
  return [...cell.byYear.keys()].sort().join('、')
}
