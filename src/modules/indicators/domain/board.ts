import type { BoardRow, BoardTarget, StatementAnswer } from '../model/board.ts'
import type { Definition } from '../model/definitions.ts'
import { lastDayOf } from '../model/partial-date.ts'
import type { TargetRule } from '../model/target-rule.ts'
import type { Conflict, HeldTarget as Target } from '../model.ts'
import { judgeTarget, unknown } from './judge-target.ts'
import { type Point, pointOn, type Series, type Statement } from './series.ts'
import { staleFrom } from './stale.ts'
import { targetConflictKey } from './target-conflicts.ts'

/** A figure as the sources say it, with all that a page shows of it. */
export type FullStatement = Statement &
  Pick<
    StatementAnswer,
    'source' | 'coverageRatio' | 'inputs' | 'definitionVersion' | 'factsPath' | 'unknownBecause' | 'asWritten'
  >
export type BoardInput = {
  readonly definitions: readonly Definition[]
  readonly series: readonly Series<FullStatement>[]
  readonly targets: readonly Target[]
  readonly conflicts: readonly Conflict[]
  /** Conflict key → id of the target that binds, or `each`. */
  readonly decisions: ReadonlyMap<string, string>
  readonly rule: TargetRule | undefined
  readonly onDate: string
}
type Place = Pick<Series, 'chain' | 'subject' | 'scope'>
type Slot = Place & { readonly points: readonly Point<FullStatement>[]; readonly targets: readonly Target[] }

/** Every indicator as it stands on a day: one row for each chain, subject and scope that is measured or promised. */
export function boardOf(input: BoardInput): BoardRow[] {
  return input.definitions.flatMap((definition) => {
    const targets = input.targets.filter(({ indicator }) => indicator === definition.id)
    const series = input.series.filter(({ indicator }) => indicator === definition.id)
    const slots = slotsOf(definition, series, targets)
    return slots.map((slot) => rowOf(definition, slot, input))
  })
}

/**
 * Which targets a series measures: those of the same chain and subject with the same scope words. A series without scope
 * words measures a target only where all targets of that place speak of one scope, or of the definition's own: 国家 15 and
 * 国省级 20 are never held against one and the same count.
 */
function slotsOf(
  definition: Definition,
  series: readonly Series<FullStatement>[],
  targets: readonly Target[],
): Slot[] {
  const slots = new Map<
    string,
    { place: Place; points: readonly Point<FullStatement>[]; targets: Target[] }
  >()
  const slotAt = (place: Place) => {
    const key = JSON.stringify([place.chain, place.subject, place.scope?.zh ?? null])
    const slot = slots.get(key) ?? { place, points: [], targets: [] }
    slots.set(key, slot)
    return slot
  }
  for (const each of series) slotAt(each).points = each.points
  for (const target of targets) {
    const here = (place: Place) => place.chain === target.chain && place.subject === target.subject
    const scopes = new Set(targets.filter(here).map(({ scope }) => scope.zh))
    const plain = series.find((each) => here(each) && each.scope === null)
    const own = series.find((each) => here(each) && each.scope?.zh === target.scope.zh)
    const isPlainEnough = scopes.size === 1 || definition.scope?.zh === target.scope.zh
    const measuring = own ?? (isPlainEnough ? plain : undefined) ?? target
    slotAt(measuring).targets.push(target)
  }
  if (slots.size === 0) slotAt({ chain: null, subject: null, scope: null })
  return [...slots.values()].map(({ place, points, targets: of }) => ({
    chain: place.chain,
    subject: place.subject,
    scope: place.scope,
    points,
    targets: of,
  }))
}

function rowOf(definition: Definition, slot: Slot, input: BoardInput): BoardRow {
  const { onDate, rule } = input
  const point = pointOn(slot, onDate)
  const binding = point?.binding ?? null
  const targets = slot.targets.map((target) => boardTargetOf(target, definition, slot, input))
  const current = currentOf(targets, onDate)
  const frequency = definition.frequency ?? null
  const stale = point && rule ? staleFrom(point.asOf, frequency, rule) : null
  return {
    indicator: definition.id,
    version: definition.version,
    name: definition.name,
    unit: definition.unit,
    direction: definition.direction,
    owner: definition.owner ?? null,
    frequency,
    fiveChains: definition.fiveChains,
    chain: slot.chain,
    subject: slot.subject,
    scope: slot.scope,
    value: point?.value ?? null,
    comparator: binding?.comparator ?? '=',
    asOf: point?.asOf ?? null,
    origin: binding?.origin ?? null,
    source: binding?.source ?? null,
    coverageRatio: binding?.coverageRatio ?? null,
    unknownBecause: binding?.unknownBecause ?? (point?.value == null ? (definition.collect ?? null) : null),
    disputed:
      point?.conflict != null && binding === null ? point.statements.flatMap(({ value }) => value ?? []) : [],
    previous: previousOf(slot, point),
    isStale: stale !== null && stale <= onDate,
    staleFrom: stale,
    targets,
    target: current === 'open' ? null : current,
    light: current === 'open' ? 'unknown' : (current?.light ?? null),
    openPath: openPathOf(definition.id, slot),
    factsPath: binding?.factsPath ?? null,
  }
}

/** The page of an indicator, opened on a chain and scope where the row has them. */
export function openPathOf(indicator: string, { chain, scope }: Pick<Place, 'chain' | 'scope'>): string {
  const query = new URLSearchParams()
  if (chain !== null) query.set('chain', chain)
  if (scope !== null) query.set('scope', scope.zh)
  return `/indicators/${indicator}${query.size === 0 ? '' : `?${query}`}`
}

function previousOf(slot: Slot, point: Point<FullStatement> | undefined): BoardRow['previous'] {
  const before = slot.points.findLast(
    ({ asOf, value }) => point !== undefined && asOf < point.asOf && value !== null,
  )
  return before ? { value: before.value!, asOf: before.asOf } : null
}

function boardTargetOf(target: Target, definition: Definition, slot: Slot, input: BoardInput): BoardTarget {
  const { comparator, value, source } = target
  const dueDate = target.due === null ? null : lastDayOf(target.due)
  const judged = target.isApart
    ? unknown('other_unit')
    : judgeTarget({ comparator, value, dueDate }, slot.points, definition.direction, input.onDate, input.rule)
  const { conflict, binds } = bindingOf(target, input)
  return {
    id: target.id,
    row: target.row,
    scope: target.scope,
    comparator,
    value,
    unit: target.unit,
    dueDate,
    dueWritten: target.dueWritten,
    document: source.document,
    place: source.place,
    sentence: source.sentence,
    binds,
    conflict,
    ...judged,
  }
}

function bindingOf(target: Target, { conflicts, targets, decisions }: BoardInput) {
  if (target.isApart) return { conflict: null, binds: false }
  const own = conflicts.filter((conflict) => conflict.targets.includes(target.id))
  if (own.length === 0) return { conflict: null, binds: true }
  const keys = own.map((conflict) => targetConflictKey(conflict, targets))
  const open = keys.find((key) => !decisions.has(key))
  if (open !== undefined) return { conflict: open, binds: null }
  const binds = keys.every((key) => ['each', target.id].includes(decisions.get(key)!))
  return { conflict: keys[0]!, binds }
}

/** The target that counts on a day: of those that bind the next to fall due, else the last that did. */
function currentOf(targets: readonly BoardTarget[], onDate: string): BoardTarget | null | 'open' {
  const byDue = targets
    .filter(({ binds }) => binds !== false)
    .sort((a, b) => ((a.dueDate ?? '9999') < (b.dueDate ?? '9999') ? -1 : 1))
  const next = byDue.find(({ dueDate }) => dueDate === null || dueDate >= onDate) ?? byDue.at(-1)
  if (next === undefined) return null
  const sameDay = byDue.filter(({ dueDate }) => dueDate === next.dueDate)
  return sameDay.some(({ binds }) => binds === null) ? 'open' : next
}
