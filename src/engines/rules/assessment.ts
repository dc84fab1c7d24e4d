/**
 * An assessment of all subjects: who takes part, each group apart with its own city values and ranking, the score of
 * each subject, and its class. One class is given only where the stated share of the points is known.
 */
import { compare, type Fraction } from './fraction.ts'
import type { Library } from './library.ts'
import type { Assessment, AssessmentGroup } from './lower-assessment.ts'
import type { Score } from './lowering.ts'
import { type LevelReason, placeLevels } from './place-level.ts'
import type { Policy } from './policy.ts'
import { libraryWith } from './policy-library.ts'
import { rankingsOf } from './score-rankings.ts'
import { type ScoreLine, scoreRow, truthOf } from './scorecard.ts'
import { type CityRecord, cityStage } from './snapshot.ts'
import { rowSource, type Snapshot, selectRows, type Table } from './table.ts'

export type AssessmentInput = {
  readonly table: Table
  readonly onDay: number
  /** City values handed in, exact; null says: known to be missing. */
  readonly city?: ReadonlyMap<string, Fraction | null>
  /** Other values for parameters, by `policy/name`. */
  readonly parameters?: ReadonlyMap<string, Fraction>
}

export type AssessedLine = Omit<ScoreLine, 'level'> & {
  readonly group: string | null
  readonly card: string | null
  /** Label of the rule by which the subject takes no part; null when it does. */
  readonly excludedBy: string | null
  readonly level: string | null
  readonly place: number | null
  readonly reason:
    | LevelReason
    | 'excluded'
    | 'not_subject'
    | 'exclusion_unknown'
    | 'group_unknown'
    | 'coverage_too_low'
}

export type GroupRecord = {
  readonly group: string
  /** Subjects that were classed against each other. */
  readonly count: number
  readonly records: readonly CityRecord[]
}

export type Assessed = {
  readonly lines: readonly AssessedLine[]
  readonly groups: readonly GroupRecord[]
}

type Membership =
  | { readonly kind: 'in'; readonly group: AssessmentGroup; readonly excluded: Exclusion | null }
  | { readonly kind: 'out'; readonly excluded: Exclusion | null; readonly reason: AssessedLine['reason'] }
type Exclusion = { readonly label: string; readonly level: string }

/** Runs one assessment of a policy over all rows of a table. */
export function assess(policy: Policy, name: string, input: AssessmentInput): Assessed {
  const assessment = policy.assessments.get(name)
  if (!assessment) throw new RangeError(`no assessment "${name}" in policy "${policy.id}"`)
  const library = libraryWith(policy)
  const { table } = input
  const whole = stageOf(library, input, table, new Set())
  const members = table.ids.map((_, row) => membership(assessment, table, whole.snapshot, input.onDay, row))
  const lines: AssessedLine[] = table.ids.map((id, row) => outside(id, members[row]!))
  const taking = members.flatMap((m, row) => (m.kind === 'in' && !m.excluded ? [row] : []))
  const across = acrossAll(library, input, selectRows(table, taking))
  const groups = assessment.groups.map((group) => {
    const rows = members.flatMap((m, row) => (m.kind === 'in' && m.group === group ? [row] : []))
    return assessGroup(policy, assessment, group, { library, input, across, rows, members, lines })
  })
  return { lines, groups }
}

function stageOf(library: Library, input: AssessmentInput, table: Table, rankings: ReadonlySet<string>) {
  const { onDay, city = new Map(), parameters = new Map() } = input
  return cityStage(library, { table, onDay, clauses: [], given: city, parameters, rankings, before: null })
}

/** City values that count over all subjects taking part, whichever their group. */
function acrossAll(library: Library, input: AssessmentInput, table: Table): AssessmentInput['city'] {
  const { records } = stageOf(library, input, table, new Set())
  const given = new Map(input.city)
  for (const { name, value } of records)
    if (library.city.get(name)?.computed?.across === 'all') given.set(name, value)
  return given
}

function membership(
  assessment: Assessment,
  table: Table,
  snapshot: Snapshot,
  onDay: number,
  row: number,
): Membership {
  const source = rowSource(table, snapshot, onDay, row)
  const excluded = firstHolding(assessment.excluded, (rule) => truthOf(rule.when, source))
  if (excluded === null) return { kind: 'out', excluded: null, reason: 'exclusion_unknown' }
  const group = firstHolding(assessment.groups, ({ when }) => (when === null ? true : truthOf(when, source)))
  if (group) return { kind: 'in', group, excluded: excluded ?? null }
  if (excluded) return { kind: 'out', excluded, reason: 'excluded' }
  return { kind: 'out', excluded: null, reason: group === null ? 'group_unknown' : 'not_subject' }
}

/** The first that holds; undefined when surely none does; null when an unknown one stands before it. */
function firstHolding<T>(rules: readonly T[], truth: (rule: T) => boolean | null): T | undefined | null {
  for (const rule of rules) {
    const holds = truth(rule)
    if (holds === true) return rule
    if (holds === null) return null
  }
  return undefined
}

function outside(id: string, member: Membership): AssessedLine {
  return {
    id,
    score: null,
    scoreAtMost: null,
    coverage: null,
    isVetoed: null,
    passesDirectly: null,
    byIndicator: [],
    atBest: [],
    direct: [],
    group: member.kind === 'in' ? member.group.id : null,
    card: member.kind === 'in' ? member.group.card : null,
    excludedBy: member.excluded?.label ?? null,
    level: member.excluded?.level ?? null,
    place: null,
    reason: member.kind === 'out' ? member.reason : 'excluded',
  }
}

type GroupWork = {
  readonly library: Library
  readonly input: AssessmentInput
  readonly across: AssessmentInput['city']
  readonly rows: readonly number[]
  readonly members: readonly Membership[]
  readonly lines: AssessedLine[]
}

function assessGroup(
  policy: Policy,
  assessment: Assessment,
  group: AssessmentGroup,
  { library, input, across, rows, members, lines }: GroupWork,
): GroupRecord {
  const score = policy.scores.get(group.card)!
  const classes = policy.written.scorecards![group.card]!.classes!
  const taking = rows.filter((row) => !members[row]!.excluded)
  const own = selectRows(input.table, taking)
  const stage = stageOf(library, { ...input, city: across }, own, rankingsOf(score))
  taking.forEach((row, i) => {
    const line = scoreRow(score, lines[row]!.id, rowSource(own, stage.snapshot, input.onDay, i))
    lines[row] = { ...lines[row]!, ...line, level: null, reason: 'coverage_too_low' }
  })
  scoreExcluded(score, stage.snapshot, { input, rows, members, lines })
  const enough = taking.filter((row) => isCovered(lines[row]!.coverage, assessment.minCoverage))
  const placed = placeLevels(
    enough.map((row) => lines[row]!),
    classes,
  )
  enough.forEach((row, i) => {
    lines[row] = { ...lines[row]!, ...placed[i]! }
  })
  return { group: group.id, count: enough.length, records: stage.records }
}

const isCovered = (coverage: Fraction | null, least: Fraction): boolean =>
  coverage !== null && compare(coverage, least) >= 0

/** Who takes no part is shown a score against the others' city values, but enters no mean and no ranking. */
function scoreExcluded(
  score: Score,
  snapshot: Snapshot,
  { input, rows, members, lines }: Pick<GroupWork, 'input' | 'rows' | 'members' | 'lines'>,
): void {
  const plain: Snapshot = { given: snapshot.given, standings: new Map() }
  for (const row of rows) {
    if (!members[row]!.excluded) continue
    const line = scoreRow(score, lines[row]!.id, rowSource(input.table, plain, input.onDay, row))
    lines[row] = { ...lines[row]!, ...line, level: lines[row]!.level }
  }
}
