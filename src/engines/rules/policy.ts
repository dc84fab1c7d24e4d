/** A policy ready to compute: clauses in the closed tree, stacking, dated parameters. */
import type { Cond, Num } from './core.ts'
import { factsOf } from './core.ts'
import { type Assessment, lowerAssessments } from './lower-assessment.ts'
import { type CityNums, lowerCityNums } from './lower-city.ts'
import { lowerCondition } from './lower-condition.ts'
import { lowerNumber } from './lower-number.ts'
import { lowerScore } from './lower-score.ts'
import { type Lowering, type LowerProblem, literal, type Path, type Score } from './lowering.ts'
import { nearCondition } from './near-condition.ts'
import { parseDay } from './quantity.ts'
import type {
  CityDefinition,
  FactDefinition,
  ParameterDefinition,
  Rounding,
  Scope,
  WrittenClause,
  WrittenPolicy,
} from './written.ts'

export type Payer = { readonly payer: string; readonly share: Num | null; readonly cap: Num | null }
export type Instalment = { readonly label: string; readonly share: Num; readonly when: Cond | null }

export type Clause = {
  readonly key: string
  readonly policy: string
  readonly id: string
  readonly title: string
  readonly isCeiling: boolean
  readonly validFromDay: number
  readonly validToDay: number | null
  readonly when: Cond
  readonly near: Cond | null
  readonly amount: Num
  readonly rounding: Rounding
  readonly limit: { readonly scope: Scope; readonly capFen: number } | null
  readonly payers: readonly Payer[]
  readonly alreadyPaid: string | null
  readonly instalments: readonly Instalment[]
  readonly facts: ReadonlySet<string>
  readonly written: WrittenClause
  readonly index: number
}

export type StackingRule = {
  readonly rule: 'highestOne' | 'topUp' | 'sumCap' | 'excludes' | 'portfolioCap'
  /** Keys of the clauses it speaks of; for `excludes` the first one wins over the others. */
  readonly clauses: readonly string[]
  readonly cap: Num | null
  readonly scope: Scope
  readonly policy: string
}

export type Policy = {
  readonly id: string
  readonly title: string
  readonly file: string
  readonly clauses: readonly Clause[]
  readonly stacking: readonly StackingRule[]
  readonly facts: Readonly<Record<string, FactDefinition>>
  readonly parameters: Readonly<Record<string, ParameterDefinition>>
  readonly city: Readonly<Record<string, CityDefinition>>
  readonly scores: ReadonlyMap<string, Score>
  readonly assessments: ReadonlyMap<string, Assessment>
  /** What computed city values add up, by the name of the value. */
  readonly cityNums: ReadonlyMap<string, CityNums>
  readonly written: WrittenPolicy
}

/** Lowers a checked written policy; the problems name the place of each mistake. */
export function compilePolicy(
  written: WrittenPolicy,
  file: string,
): { policy: Policy; problems: LowerProblem[] } {
  const problems: LowerProblem[] = []
  const ctx = loweringOf(written, problems)
  const clauses = written.clauses.map((clause, i) => compileClause(ctx, written, clause, i))
  const scores = new Map<string, Score>()
  for (const name of Object.keys(ctx.scorecards)) {
    const score = lowerScore(ctx, name, ['scorecards', name])
    if (score) scores.set(name, score)
  }
  const ids = new Set<string>()
  written.clauses.forEach(({ id }, i) => {
    if (ids.has(id)) ctx.report(['clauses', i, 'id'], `条款“${id}”重复`, `the clause "${id}" stands twice`)
    ids.add(id)
  })
  if (written.clauses.length === 0 && !written.assessments)
    ctx.report(['clauses'], '至少写一条条款或一项评价', 'at least one clause or assessment')
  checkNames(ctx)
  const policy: Policy = {
    id: written.policy,
    title: written.title,
    file,
    clauses,
    stacking: compileStacking(ctx, written),
    facts: ctx.facts,
    parameters: ctx.parameters,
    city: ctx.city,
    scores,
    assessments: lowerAssessments(ctx, written),
    cityNums: lowerCityNums(ctx),
    written,
  }
  return { policy, problems }
}

function loweringOf(written: WrittenPolicy, problems: LowerProblem[]): Lowering {
  const report = (path: Path, zh: string, en: string, severity: 'error' | 'warning' = 'error') => {
    problems.push({ path, message: `${zh} · ${en}`, severity })
  }
  const ctx: Lowering = {
    policy: written.policy,
    facts: written.facts,
    parameters: written.parameters ?? {},
    city: written.city ?? {},
    scorecards: written.scorecards ?? {},
    scores: new Map(),
    nearPpm: null,
    number: (node, path, expected) => lowerNumber(ctx, node, path, expected),
    condition: (node, path) => lowerCondition(ctx, node, path),
    report,
  }
  const margin = written.near && literal(ctx, written.near.margin, ['near', 'margin'], 'rate')
  return Object.assign(ctx, { nearPpm: margin?.op === 'const' ? (margin.n * 1_000_000n) / margin.d : null })
}

/** One name, one meaning; parameters and city values must be readable and dated in order. */
function checkNames(ctx: Lowering): void {
  const kinds: [string, Readonly<Record<string, ParameterDefinition | CityDefinition>>][] = [
    ['parameters', ctx.parameters],
    ['city', ctx.city],
  ]
  for (const [kind, names] of kinds)
    for (const [name, definition] of Object.entries(names)) {
      if (Object.hasOwn(ctx.facts, name) || (kind === 'city' && Object.hasOwn(ctx.parameters, name)))
        ctx.report([kind, name], `“${name}”声明了两次`, `"${name}" is declared twice`)
      ;(definition.values ?? []).forEach((value, i) => {
        literal(ctx, value.value, [kind, name, 'values', i, 'value'], definition.type)
      })
    }
  for (const [name, definition] of Object.entries(ctx.facts))
    if (definition.type === 'series' && !definition.of)
      ctx.report(
        ['facts', name],
        '逐年数值要写 of: money、count 或 quantity',
        'a series needs of: money, count or quantity',
      )
}

function compileClause(ctx: Lowering, policy: WrittenPolicy, clause: WrittenClause, index: number): Clause {
  const path = ['clauses', index]
  const when = ctx.condition(clause.when, [...path, 'when'])
  const amount = ctx.number(clause.amount, [...path, 'amount'], 'money')
  const payers = (clause.payers ?? []).map((payer, i) => ({
    payer: payer.payer,
    share:
      payer.share === undefined ? null : literal(ctx, payer.share, [...path, 'payers', i, 'share'], 'rate'),
    cap: payer.cap === undefined ? null : ctx.number(payer.cap, [...path, 'payers', i, 'cap'], 'money'),
  }))
  const instalments = (clause.payment?.instalments ?? []).map((part, i) => ({
    label: part.label,
    share: literal(ctx, part.share, [...path, 'payment', 'instalments', i, 'share'], 'rate'),
    when:
      part.when === undefined
        ? null
        : ctx.condition(part.when, [...path, 'payment', 'instalments', i, 'when']),
  }))
  const cap = clause.limit ? literal(ctx, clause.limit.cap, [...path, 'limit', 'cap'], 'money') : null
  const alreadyPaid = clause.payment?.alreadyPaid ?? null
  if (alreadyPaid && ctx.facts[alreadyPaid]?.type !== 'money')
    ctx.report(
      [...path, 'payment', 'alreadyPaid'],
      `“${alreadyPaid}”不是金额指标`,
      `"${alreadyPaid}" is not a money fact`,
    )
  const caps = payers.flatMap((p) => (p.cap ? [p.cap] : []))
  return {
    key: `${policy.policy}/${clause.id}`,
    policy: policy.policy,
    id: clause.id,
    title: clause.title,
    isCeiling: clause.benefit === 'ceiling',
    validFromDay: parseDay(clause.validFrom ?? policy.validFrom),
    validToDay: (clause.validTo ?? policy.validTo) ? parseDay((clause.validTo ?? policy.validTo)!) : null,
    when,
    near: nearCondition(when),
    amount,
    rounding: policy.rounding ?? 'fen_down',
    limit:
      clause.limit && cap?.op === 'const'
        ? { scope: clause.limit.scope, capFen: Number(cap.n / cap.d) }
        : null,
    payers,
    alreadyPaid,
    instalments,
    facts: factsOf([when, ...instalments.flatMap((i) => (i.when ? [i.when] : []))], [amount, ...caps]),
    written: clause,
    index,
  }
}

function compileStacking(ctx: Lowering, written: WrittenPolicy): StackingRule[] {
  const own = new Set(written.clauses.map((c) => c.id))
  const keyOf = (name: string, path: Path): string => {
    if (name.includes('/')) return name
    if (!own.has(name))
      ctx.report(path, `叠加规则里的条款“${name}”不存在`, `the stacking rule names no clause "${name}"`)
    return `${written.policy}/${name}`
  }
  return (written.stacking ?? []).map((rule, i) => {
    const path = ['stacking', i]
    const keys = (names: readonly string[], key: string) => names.map((n, j) => keyOf(n, [...path, key, j]))
    const cap = 'cap' in rule ? ctx.number(rule.cap, [...path, 'cap'], 'money') : null
    const clauses =
      rule.rule === 'excludes'
        ? [keyOf(rule.clause, [...path, 'clause']), ...keys(rule.excludes, 'excludes')]
        : rule.rule === 'portfolioCap'
          ? portfolio(written, keys(rule.exempt ?? [], 'exempt'))
          : keys(rule.clauses, 'clauses')
    return { rule: rule.rule, clauses, cap, scope: rule.scope ?? 'enterprise', policy: written.policy }
  })
}

const portfolio = (written: WrittenPolicy, exempt: readonly string[]): string[] =>
  written.clauses.map((c) => `${written.policy}/${c.id}`).filter((key) => !exempt.includes(key))
