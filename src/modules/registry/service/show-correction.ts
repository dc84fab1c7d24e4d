// A correction as its reader sees it, and who plays which part towards it.
import { allowedActions, type Event, replay } from '../../../engines/workflow/index.ts'
import type { Context } from '../../access/index.ts'
import { correctionLife } from '../domain/correction-life.ts'
import { describeEntryField } from '../libraries/service/entry-corrections.ts'
import type { Correction, FigureKind } from '../model.ts'
import type * as queries from '../queries/corrections.ts'
import { listFigureKinds } from '../queries/figures.ts'
import { labelOfFact } from './sources.ts'

export const isOffice = (ctx: Context) =>
  ctx.actor.role === 'administrator' || ctx.actor.role === 'chain_office'

/** The parts that somebody plays towards one correction; nobody of the firm decides on the firm's own. */
export function partsOf(ctx: Context, organisationId: bigint): string[] {
  const isOwner = ctx.actor.organisationId === String(organisationId)
  return [...(isOwner ? ['owner'] : []), ...(isOffice(ctx) && !isOwner ? ['office'] : [])]
}
export const actorOf = (ctx: Context, organisationId: bigint) => ({
  id: ctx.actor.userId ?? 'system',
  roles: partsOf(ctx, organisationId),
})

export const kindsByName = async (ctx: Context) =>
  new Map((await listFigureKinds(ctx.db)).map((kind) => [kind.name, kind]))

export async function show(
  ctx: Context,
  row: queries.HeldCorrection,
  kinds: ReadonlyMap<string, FigureKind>,
): Promise<Correction> {
  const kind = row.subject === 'figure' ? kinds.get(row.field) : undefined
  const entryId = row.entryId === null ? null : String(row.entryId)
  const field = entryId === null ? null : await describeEntryField(ctx, entryId, row.field)
  const life = replay(correctionLife, row.history as Event[])
  return {
    id: String(row.id),
    organisationId: String(row.organisationId),
    organisationName: row.organisationName,
    subject: row.subject,
    field: row.field,
    entryId,
    label:
      field?.[ctx.lang] ??
      (ctx.lang === 'en' ? kind?.labelEn : kind?.labelZh) ??
      labelOfFact(ctx.lang, row.field),
    type: kind?.type ?? field?.type ?? 'text',
    unit: kind?.unit ?? null,
    period: row.period,
    heldValue: row.heldValue,
    proposedValue: row.proposedValue,
    reason: row.reason,
    state: row.state as Correction['state'],
    proposedBy: row.proposedBy,
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decision: row.decision,
    actions: allowedActions(correctionLife, life, actorOf(ctx, row.organisationId)).map(({ name }) => name),
  }
}

export async function labelOf(
  ctx: Context,
  row: queries.HeldCorrection,
  kinds: ReadonlyMap<string, FigureKind>,
): Promise<string> {
  if (row.entryId !== null) return (await describeEntryField(ctx, String(row.entryId), row.field)).zh
  return kinds.get(row.field)?.labelZh ?? labelOfFact('zh', row.field)
}
