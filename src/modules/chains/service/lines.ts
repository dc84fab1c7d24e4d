import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { dayBefore } from '../domain/dated-lists.ts'
import type { Ending, LineEntry, NewLineEntry } from '../model.ts'
import { isChain } from '../queries/firm-roles.ts'
import * as queries from '../queries/lines.ts'

const subjectOf = (city: string, chainId: string) => `chains.chain/${city}/${chainId}`
const wrong = (field: string, code: string, params: Record<string, unknown> = {}) =>
  new AppError('invalid', code, params, [{ field, code, params }])

/** Refuses a chain that no catalogue holds: `not_found`, or `invalid` where a field of a form names it. */
export async function requireChain(ctx: Context, chainId: string, field?: string): Promise<void> {
  if (await isChain(ctx.db, chainId)) return
  const params = { chain: chainId }
  if (field === undefined) throw new AppError('not_found', 'chains.role_no_chain', params)
  throw wrong(field, 'chains.role_no_chain', params)
}

/**
 * States who leads a chain, which department leads, or in which tier it is, from a day on; the same statement once.
 * Permission `chains.edit`; `conflict` where somebody else holds it on one of the days and is not ended with it.
 */
export async function recordLineEntry(
  ctx: Context,
  chainId: string,
  input: NewLineEntry,
): Promise<LineEntry[]> {
  requirePermission(ctx.actor, 'chains.edit', input.city)
  await requireChain(ctx, chainId)
  if (input.validFrom > lastSensibleDay(ctx))
    throw wrong('validFrom', 'chains.day_too_far', { day: input.validFrom })
  const of = { city: input.city, dataset: input.dataset }
  const lineId = await queries.holdLine(ctx.db, { ...of, chainId, subject: input.subject })
  const before = await queries.listLineEntries(ctx.db, of, { chainId, subject: input.subject })
  if (before.some((held) => isSame(held, input))) return before
  if (input.endsFormer)
    await queries.endLineEntry(ctx.db, { lineId, lastDay: dayBefore(input.validFrom), source: input.source })
  const { value, post, validFrom, lastDay, source, note } = input
  const stamp = { by: ctx.actor.displayName, at: ctx.now }
  const row = { lineId, value, post, validFrom, lastDay, source, note, ...stamp }
  const id = await queries.insertLineEntry(ctx.db, row)
  if (id === undefined) throw overlapOf(before, input)
  await audit(ctx, {
    action: 'chains.state',
    subject: subjectOf(input.city, chainId),
    detail: { id, ...input },
  })
  return queries.listLineEntries(ctx.db, of, { chainId, subject: input.subject })
}

const isSame = (held: LineEntry, asked: NewLineEntry) =>
  held.value === asked.value && held.validFrom === asked.validFrom && held.post === asked.post

/** Statements may speak of what begins within a year. */
const lastSensibleDay = (ctx: Context) => chinaDay(new Date(ctx.now.getTime() + 366 * 86_400_000))

function overlapOf(before: readonly LineEntry[], { validFrom, lastDay }: NewLineEntry): AppError {
  const other = before.find(
    (held) =>
      (held.validTo === null || held.validTo > validFrom) && (lastDay === null || held.validFrom <= lastDay),
  )
  const params = { holder: other?.value ?? '—', from: other?.validFrom ?? '—', day: validFrom }
  return new AppError('conflict', 'chains.held_by_another', params, [
    { field: 'validFrom', code: 'chains.held_by_another', params },
  ])
}

async function holdEntry(ctx: Context, entryId: string) {
  const line = await queries.findLineOfEntry(ctx.db, entryId)
  if (!line) throw new AppError('not_found', 'chains.no_entry', { id: entryId })
  requirePermission(ctx.actor, 'chains.edit', line.city)
  return line
}

/** Ends a statement on its last day, with what shows it. `conflict` where it had ended or begins later. */
export async function endLineEntry(
  ctx: Context,
  entryId: string,
  { lastDay, source }: Ending,
): Promise<LineEntry[]> {
  requirePermission(ctx.actor, 'chains.edit')
  const { city, dataset, chainId, subject } = await holdEntry(ctx, entryId)
  if (!(await queries.endLineEntry(ctx.db, { entryId, lastDay, source })))
    throw new AppError('conflict', 'chains.role_not_running', { day: lastDay })
  await audit(ctx, {
    action: 'chains.state_end',
    subject: subjectOf(city, chainId),
    detail: { id: entryId, lastDay, source },
  })
  return queries.listLineEntries(ctx.db, { city, dataset }, { chainId, subject })
}

/** Takes back a statement recorded in error; it stays in the audit trail and in the table. */
export async function withdrawLineEntry(ctx: Context, entryId: string, why: string): Promise<LineEntry[]> {
  requirePermission(ctx.actor, 'chains.edit')
  const { city, dataset, chainId, subject } = await holdEntry(ctx, entryId)
  await queries.withdrawLineEntry(ctx.db, { entryId, why, by: ctx.actor.displayName, at: ctx.now })
  await audit(ctx, {
    action: 'chains.state_withdraw',
    subject: subjectOf(city, chainId),
    detail: { id: entryId, why },
  })
  return queries.listLineEntries(ctx.db, { city, dataset }, { chainId, subject })
}
