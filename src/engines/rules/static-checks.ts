/** What publication refuses: unreachable or conflicting clauses, ceilings sold as entitlements, missing cases, facts nobody supplies. */
import { checkAssessments } from './assessment-checks.ts'
import type { CaseReport, CaseRun } from './cases.ts'
import { type Cond, type Num, walkCond, walkNum } from './core.ts'
import { compare } from './fraction.ts'
import type { Clause, Policy } from './policy.ts'
import { formatDay } from './quantity.ts'
import { canHold, type Known } from './reachable.ts'
import { type PolicyText, type Problem, problemAt } from './read-policy.ts'
import { evaluateNum, type Source } from './reference.ts'
import { datedValue, readValue } from './snapshot.ts'
import { checkSuppliers } from './supplier-checks.ts'
import { rowSource } from './table.ts'

export type Tell = (
  clause: Clause | null,
  at: (string | number)[],
  zh: string,
  en: string,
  severity?: Problem['severity'],
) => void

/** All static checks of one policy; `cases` are its cases as they ran. */
export function staticProblems(text: PolicyText, cases: CaseReport): Problem[] {
  const { policy, file, lineOf } = text
  if (!policy) return []
  const problems: Problem[] = []
  const tell: Tell = (clause, at, zh, en, severity = 'error') => {
    const path = clause ? ['clauses', clause.index, ...at] : at
    problems.push({ ...problemAt(file, lineOf(path), `${zh} · ${en}`, severity), clause: clause?.id ?? null })
  }
  for (const clause of policy.clauses) {
    checkReachable(policy, clause, tell)
    checkCeiling(clause, tell)
    checkCases(
      clause,
      cases.runs.filter((run) => run.clause === clause),
      tell,
    )
    checkInstalments(clause, tell)
  }
  checkConflicts(policy, tell)
  checkSuppliers(policy, tell)
  for (const clause of policy.clauses) checkDates(policy, clause, datedValue, tell)
  checkAssessments(policy, cases, tell)
  if (policy.written.validTo && policy.written.validTo < policy.written.validFrom)
    tell(null, ['validTo'], '失效日期早于生效日期', 'validTo lies before validFrom')
  return problems
}

/** Parameters that stay the same over the whole life of a policy count as constants. */
function knownOf(policy: Policy): Known {
  return (key) => {
    const [kind, id, name = ''] = key.split('/')
    const parameter = kind === 'p' && id === policy.id ? policy.parameters[name] : undefined
    return parameter?.values.length === 1 ? readValue(parameter.type, parameter.values[0]!.value) : null
  }
}

function checkReachable(policy: Policy, clause: Clause, tell: Tell): void {
  const known = knownOf(policy)
  if (!canHold([clause.when], known))
    tell(
      clause,
      ['when'],
      '这条条款的条件互相矛盾，永远不会成立',
      'the conditions contradict each other: the clause can never apply',
    )
  walkNum(clause.amount, (num) => {
    if (num.op !== 'choose' || num.as === 'bands') return
    num.cases.forEach((choice, i) => {
      const earlier = num.cases.slice(0, i).map((c): Cond => ({ op: 'not', of: c.when }))
      if (!canHold([clause.when, ...earlier, choice.when], known))
        tell(
          clause,
          ['amount'],
          `第 ${i + 1} 种情形永远轮不到`,
          `case ${i + 1} of the choice can never be reached`,
        )
    })
  })
}

const ceilingBeforeRate = /(不超过|至多|最高(?:不超过)?|≤|<=|up to)[^，。；,;]{0,12}?\d+(\.\d+)?\s*[%‰]/u
const ceilingWord = /不超过|至多|最高|≤|up to/u

/** “不超过”“最高” promise nothing: only an exact rate with a stated limit stays an entitlement. */
function checkCeiling(clause: Clause, tell: Tell): void {
  const { text, payment } = clause.written
  if (clause.isCeiling && payment?.automatic)
    tell(
      clause,
      ['payment', 'automatic'],
      '只有上限的条款不能免申即享：金额要先批准',
      'a ceiling cannot be paid automatically: its amount must be approved first',
    )
  if (clause.isCeiling) return
  let hasLimit = clause.limit !== null
  walkNum(clause.amount, (num) => {
    if (num.op === 'min') hasLimit = true
  })
  if (ceilingBeforeRate.test(text) || (ceilingWord.test(text) && !hasLimit))
    tell(
      clause,
      ['benefit'],
      '条文写的是“不超过”“最高”，只是上限，请写 benefit: ceiling',
      'the notice says "at most": this is a ceiling, write benefit: ceiling',
    )
}

/** At least one case that is granted, one that is not, one on the edge. */
function checkCases(clause: Clause, runs: readonly CaseRun[], tell: Tell): void {
  const lines = runs.flatMap((run) => run.lines)
  if (!lines.some((line) => line.verdict === 'entitled'))
    tell(
      clause,
      ['cases'],
      '缺少正例：至少写一个可享的案例',
      'a positive case is missing: write one case that is entitled',
    )
  if (!lines.some((line) => line.verdict === 'near' || line.verdict === 'not_eligible'))
    tell(
      clause,
      ['cases'],
      '缺少反例：至少写一个不符合的案例',
      'a negative case is missing: write one case that is not eligible',
    )
  if (!runs.some((run) => isOnEdge(clause, run)))
    tell(
      clause,
      ['cases'],
      `缺少边界案例：至少写一个恰好等于门槛或上限、或在有效期首日末日（on: ${formatDay(clause.validFromDay)}）的案例`,
      `a boundary case is missing: write one case exactly on a threshold, exactly at a cap, or on the first or last day of validity (on: ${formatDay(clause.validFromDay)})`,
    )
}

function isOnEdge(clause: Clause, run: CaseRun): boolean {
  const { table, snapshot, onDay } = run.run.input
  if (run.written.on && (onDay === clause.validFromDay || onDay === clause.validToDay)) return true
  return table.ids.some((_, row) => {
    const source = rowSource(table, snapshot, onDay, row)
    let isEdge = false
    const see = (num: Num) => {
      if ((num.op === 'min' || num.op === 'max') && meets(num.of, source)) isEdge = true
      if (num.op === 'floor' && evaluateNum(num.of, source)?.d === 1n) isEdge = true
    }
    const seeCond = (cond: Cond) => {
      if (cond.op === 'compare' && meets([cond.a, cond.b], source)) isEdge = true
      if (cond.op === 'cell' && isLastDay(cond, source)) isEdge = true
    }
    walkCond(clause.when, see, seeCond)
    walkNum(clause.amount, see, seeCond)
    return isEdge
  })
}

/** Two parts of a limit that are exactly equal. */
function meets(parts: readonly Num[], source: Source): boolean {
  const [first, ...rest] = parts.map((part) => evaluateNum(part, source))
  return first != null && rest.some((x) => x !== null && compare(first, x) === 0)
}

/** A title on its first or last day. */
function isLastDay(cond: Extract<Cond, { op: 'cell' }>, source: Source): boolean {
  const cell = source.cell(cond.fact)
  return (
    cell?.kind === 'titles' &&
    cell.titles.some((t) => t.untilDay === source.onDay || t.fromDay === source.onDay)
  )
}

function checkInstalments(clause: Clause, tell: Tell): void {
  if (clause.instalments.length === 0) return
  const sum = clause.instalments.reduce(
    (s, { share }) => (share.op === 'const' ? s + (share.n * 1_000_000n) / share.d : s),
    0n,
  )
  if (sum !== 1_000_000n)
    tell(
      clause,
      ['payment', 'instalments'],
      '各期比例之和应为 100%',
      'the shares of the instalments must add up to 100%',
    )
}

/** Two clauses of one award and equal rank that may hold together need a stacking rule. */
function checkConflicts(policy: Policy, tell: Tell): void {
  const known = knownOf(policy)
  const joined = (a: Clause, b: Clause) =>
    policy.stacking.some(
      (rule) =>
        rule.rule !== 'sumCap' &&
        rule.rule !== 'portfolioCap' &&
        rule.clauses.includes(a.key) &&
        rule.clauses.includes(b.key),
    )
  policy.clauses.forEach((a, i) => {
    for (const b of policy.clauses.slice(i + 1)) {
      if (!a.written.award || a.written.award !== b.written.award) continue
      if ((a.written.rank ?? 0) !== (b.written.rank ?? 0) || joined(a, b)) continue
      const overlaps =
        a.validFromDay <= (b.validToDay ?? Number.MAX_SAFE_INTEGER) &&
        b.validFromDay <= (a.validToDay ?? Number.MAX_SAFE_INTEGER)
      if (overlaps && canHold([a.when, b.when], known))
        tell(
          b,
          ['award'],
          `与条款“${a.id}”给同一奖补“${a.written.award}”，可能同时成立而级别相同：请写叠加规则或不同的 rank`,
          `conflicts with clause "${a.id}" of the same award and rank: add a stacking rule or different ranks`,
        )
    }
  })
  for (const rule of policy.stacking)
    if (
      rule.rule === 'excludes' &&
      policy.stacking.some(
        (o) =>
          o.rule === 'excludes' &&
          o.clauses[0] !== rule.clauses[0] &&
          o.clauses.slice(1).includes(rule.clauses[0]!) &&
          rule.clauses.slice(1).includes(o.clauses[0]!),
      )
    )
      tell(
        null,
        ['stacking'],
        `“${rule.clauses[0]}”与另一条互相排斥而无先后`,
        `"${rule.clauses[0]}" and another clause exclude each other with no order between them`,
      )
}

/** A parameter must have a value on the first day of the clauses that use it. */
function checkDates(policy: Policy, clause: Clause, valueOn: typeof datedValue, tell: Tell): void {
  const seen = new Set<string>()
  const see = (num: Num) => {
    if (num.op !== 'given' || !num.key.startsWith('p/') || seen.has(num.key)) return
    seen.add(num.key)
    const name = num.key.split('/')[2]!
    const values = policy.parameters[name]?.values
    if (values && valueOn(values, clause.validFromDay) === undefined)
      tell(
        clause,
        [],
        `参数“${name}”在条款生效日还没有值`,
        `the parameter "${name}" has no value on the first day of the clause`,
        'warning',
      )
  }
  walkCond(clause.when, see)
  walkNum(clause.amount, see)
}
