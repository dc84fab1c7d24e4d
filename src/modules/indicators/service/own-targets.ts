import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { effectiveVersions } from '../domain/effective-definitions.ts'
import type { OwnTarget, TargetChange, TargetInput, TargetStep } from '../model/own-targets.ts'
import { firstDayOf, lastDayOf } from '../model/partial-date.ts'
import type { Definition } from '../model.ts'
import * as queries from '../queries.ts'

type Statement = Omit<TargetChange, 'basedOn' | 'reason'>
type Place = { readonly dataset: 'held' | 'demo'; readonly cityCode: string }
/** What a room knows of a target that it offers. */
type Offered = {
  readonly origin: string | null
  readonly readAs: { readonly name: string; readonly scope: string | null } | null
}

/** Writes a target by hand, with its source. The same key again gives what was written the first time. */
export async function enterTarget(ctx: Context, input: TargetInput): Promise<OwnTarget> {
  const { city, dataset, onceKey, ...statement } = input
  requirePermission(ctx.actor, 'indicators.manage', city)
  const key = onceKey === undefined ? null : `${ctx.actor.userId ?? 'system'}/${onceKey}`
  const known = key === null ? undefined : await queries.findOwnTargetByKey(ctx.db, key)
  if (known) return knownAnswer(known, { city, dataset, statement })
  const place = { cityCode: city, dataset }
  const row = await firstVersion(ctx, place, statement, { origin: null, readAs: null })
  const written = await queries.insertOwnTarget(ctx.db, { ...row, onceKey: key })
  if (!written) throw new AppError('conflict', 'indicators.key_used')
  await tell(ctx, written, 'indicators.enter_target')
  return ownTargetAnswer(written)
}

function knownAnswer(
  known: queries.OwnTargetRow,
  asked: { city: string; dataset: string; statement: Statement },
): OwnTarget {
  const isSame =
    known.cityCode === asked.city &&
    known.dataset === asked.dataset &&
    known.indicatorId === asked.statement.indicator &&
    JSON.stringify(known.value) === JSON.stringify(asked.statement.value)
  if (!isSame) throw new AppError('conflict', 'indicators.key_used')
  return ownTargetAnswer(known)
}

/**
 * Takes up targets that another room offers, all or none; each offer (`origin`) once, so that a retry doubles nothing.
 * Faults name the field of the target, `targets.3.due`.
 *
 * @returns how many were written, and how many had been taken up before
 */
export async function takeUpTargets(
  ctx: Context,
  place: Place,
  offers: readonly (Offered & { readonly statement: Statement })[],
): Promise<{ written: number; before: number }> {
  requirePermission(ctx.actor, 'indicators.manage', place.cityCode)
  let written = 0
  for (const [i, { statement, ...offered }] of offers.entries()) {
    const row = await firstVersion(ctx, place, statement, offered, `targets.${i}.`)
    const done = await queries.insertOwnTarget(ctx.db, row)
    if (!done) continue
    written += 1
    await tell(ctx, done, 'indicators.enter_target')
  }
  return { written, before: offers.length - written }
}

/** Writes the next version of a target with the reason; it also brings back one that was taken back. */
export async function correctTarget(ctx: Context, id: string, change: TargetChange): Promise<OwnTarget> {
  const held = await openTarget(ctx, id, change.basedOn)
  const { basedOn: _, reason, ...statement } = change
  const said = await checked(ctx, held, statement)
  if (!held.isWithdrawn && isUnchanged(held, said))
    throw new AppError('conflict', 'indicators.nothing_changed', { version: held.version })
  return nextVersion(ctx, held, { ...said, isWithdrawn: false, reason }, 'indicators.correct_target')
}

/** Takes a target back with the reason: it counts no more and stays as history. */
export async function withdrawTarget(ctx: Context, id: string, step: TargetStep): Promise<OwnTarget> {
  const held = await openTarget(ctx, id, step.basedOn)
  if (held.isWithdrawn) throw new AppError('conflict', 'indicators.target_withdrawn')
  const change = { isWithdrawn: true, reason: step.reason }
  return nextVersion(ctx, held, change, 'indicators.withdraw_target')
}

/** Brings back a target that was taken back, as it last stood. */
export async function restoreTarget(ctx: Context, id: string, step: TargetStep): Promise<OwnTarget> {
  const held = await openTarget(ctx, id, step.basedOn)
  if (!held.isWithdrawn) throw new AppError('conflict', 'indicators.target_holds')
  const change = { isWithdrawn: false, reason: step.reason }
  return nextVersion(ctx, held, change, 'indicators.restore_target')
}

async function openTarget(ctx: Context, id: string, basedOn: number): Promise<queries.OwnTargetRow> {
  requirePermission(ctx.actor, 'indicators.manage')
  const held = await queries.findOwnTarget(ctx.db, id)
  if (!held) throw new AppError('not_found', 'indicators.no_target', { id })
  requirePermission(ctx.actor, 'indicators.manage', held.cityCode)
  if (held.version !== basedOn)
    throw new AppError('conflict', 'indicators.version_moved', { basedOn, version: held.version })
  return held
}

/** Writes the next version of a target and says so in the audit. */
export async function nextVersion(
  ctx: Context,
  { id: _, ...held }: queries.OwnTargetRow,
  change: Partial<queries.NewOwnTarget>,
  action: string,
): Promise<OwnTarget> {
  const version = held.version + 1
  const written = await queries.insertOwnTarget(ctx.db, {
    ...held,
    ...change,
    version,
    onceKey: null,
    ...writer(ctx),
  })
  if (!written) throw new AppError('conflict', 'indicators.version_moved', { basedOn: held.version, version })
  await tell(ctx, written, action)
  return ownTargetAnswer(written)
}

const writer = (ctx: Context) => ({
  writtenBy: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
  writtenByName: ctx.actor.displayName,
  writtenAt: ctx.now,
})

async function firstVersion(
  ctx: Context,
  place: Place,
  statement: Statement,
  offered: Offered,
  at = '',
): Promise<queries.NewOwnTarget> {
  return {
    ...place,
    targetId: await queries.nextOwnTargetId(ctx.db),
    version: 1,
    isWithdrawn: false,
    ...(await checked(ctx, place, statement, at)),
    ...offered,
    reason: null,
    onceKey: null,
    ...writer(ctx),
  }
}

/** What is said, checked against the definition; the unit is the definition's. */
async function checked(ctx: Context, { cityCode }: { cityCode: string }, statement: Statement, at = '') {
  const versions = effectiveVersions(await queries.listDefinitionVersions(ctx.db, cityCode))
  const definition = versions.find(({ definition: { id } }) => id === statement.indicator)?.definition
  const faults = faultsOf(statement, definition, at)
  if (faults.length > 0 || !definition) throw new AppError('invalid', 'indicators.target_wrong', {}, faults)
  const { scope, due } = statement
  return {
    indicatorId: definition.id,
    chainId: statement.chain ?? null,
    subjectId: statement.subject ?? null,
    scope: { zh: scope.zh, en: scope.en ?? scope.zh },
    comparator: statement.comparator,
    value: statement.value,
    unit: definition.unit,
    due,
    dueWritten: statement.dueWritten ?? null,
    dueDate: due === null ? null : lastDayOf(due),
    sourceTitle: statement.sourceTitle,
    sourceDate: statement.sourceDate ?? null,
    sourcePlace: statement.sourcePlace ?? null,
    sourceSentence: statement.sourceSentence ?? null,
  }
}

function faultsOf(
  { indicator, comparator, value, due, sourceDate }: Statement,
  definition: Definition | undefined,
  at: string,
): FieldProblem[] {
  const faults: FieldProblem[] = []
  const fault = (field: string, code: string, params: Record<string, unknown> = {}) =>
    void faults.push({ field: `${at}${field}`, code, params })
  if (!definition) fault('indicator', 'indicators.no_indicator', { indicator })
  if ((comparator === 'range') !== Array.isArray(value)) fault('value', 'indicators.range_needs_two')
  if (Array.isArray(value) && value[0] >= value[1]) fault('value', 'indicators.range_backwards')
  if (comparator === 'x' && !Array.isArray(value) && value <= 0) fault('value', 'indicators.times_positive')
  if (due !== null && sourceDate && lastDayOf(due) < firstDayOf(sourceDate))
    fault('due', 'indicators.due_before_source', { due, date: sourceDate })
  return faults
}

const compared = [
  'indicatorId',
  'chainId',
  'subjectId',
  'scope',
  'comparator',
  'value',
  'due',
  'dueWritten',
  'sourceTitle',
  'sourceDate',
  'sourcePlace',
  'sourceSentence',
] as const

const isUnchanged = (
  held: queries.OwnTargetRow,
  said: Pick<queries.OwnTargetRow, (typeof compared)[number]>,
) =>
  compared.every((field) => {
    const [a, b] = [held[field], said[field]]
    const plain = (value: unknown) =>
      field === 'scope' ? Object.entries(value as object).sort() : (value ?? null)
    return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
  })

const tell = (ctx: Context, row: queries.OwnTargetRow, action: string) =>
  audit(ctx, {
    action,
    subject: `indicators.own_target/${row.targetId}`,
    detail: {
      version: row.version,
      indicator: row.indicatorId,
      value: row.value,
      due: row.due,
      source: row.sourceTitle,
      ...(row.origin === null ? {} : { origin: row.origin }),
      ...(row.reason === null ? {} : { reason: row.reason }),
    },
  })

/** A version as it travels. */
export const ownTargetAnswer = (row: queries.OwnTargetRow): OwnTarget => ({
  id: row.targetId,
  version: row.version,
  isWithdrawn: row.isWithdrawn,
  indicator: row.indicatorId,
  chain: row.chainId,
  subject: row.subjectId,
  scope: row.scope,
  comparator: row.comparator as OwnTarget['comparator'],
  value: row.value,
  unit: row.unit,
  due: row.due,
  dueWritten: row.dueWritten,
  sourceTitle: row.sourceTitle,
  sourceDate: row.sourceDate,
  sourcePlace: row.sourcePlace,
  sourceSentence: row.sourceSentence,
  origin: row.origin,
  reason: row.reason,
  writtenByName: row.writtenByName,
  writtenAt: row.writtenAt.toISOString(),
})
