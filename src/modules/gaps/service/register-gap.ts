import { act, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { gapCycle, registeredGapCycle } from '../domain/gap-life.ts'
import type { GapDetail, GapState, NewGap } from '../model.ts'
import * as queries from '../queries/gap-objects.ts'
import { accountOf, actorOf, subjectOf } from './gap-actor.ts'
import { findPlace } from './gap-place.ts'
import { getGap } from './gap-register.ts'
import { field } from './invalid-field.ts'
import { tellOwner } from './tell-owner.ts'
import { checkAct } from './vocabulary.ts'

/** Registers what stands in the way of a node or segment; the same request key gives the gap made before. */
export async function registerGap(ctx: Context, input: NewGap): Promise<GapDetail> {
  requirePermission(ctx.actor, 'gaps.register', input.city)
  const before = await queries.findGapByRequest(ctx.db, accountOf(ctx), input.requestKey)
  if (before) return getGap(ctx, String(before.id))
  return getGap(ctx, String(await writeGap(ctx, input)))
}

/** Writes a gap that the chain office registers; with an owner it is assigned at once. */
export async function writeGap(ctx: Context, input: NewGap): Promise<bigint> {
  if (input.foundOn > chinaDay(ctx.now))
    throw field('foundOn', 'gaps.date_in_future', { date: input.foundOn })
  const { nodeId, segmentId } = await findPlace(ctx, input)
  await checkAct(ctx, input.act)
  const asked = { actor: actorOf(ctx), at: ctx.now.toISOString() }
  const begun = start(registeredGapCycle, asked)
  const taken = input.owner === undefined ? null : act(gapCycle, begun, 'assign', asked)
  const instance = taken?.ok ? taken.instance : begun
  const row = {
    ...{ dataset: input.dataset, cityCode: input.city, chainId: input.chain, nodeId, segmentId },
    ...{ kind: input.kind, title: input.title, source: input.source, foundOn: input.foundOn },
    ...{ requestKey: input.requestKey, recordedBy: ctx.actor.displayName, recordedById: accountOf(ctx) },
    ...{ createdAt: ctx.now, updatedAt: ctx.now, history: instance.history },
    ...{ organisationId: null, askedToCloseBy: null },
    state: instance.state as GapState,
    description: input.description ?? null,
    act: input.act ?? null,
    owner: input.owner ?? null,
    dueOn: input.dueOn ?? null,
  }
  const id = await queries.insertGap(ctx.db, row)
  if (id === undefined) throw new AppError('conflict', 'gaps.gap_sent_twice')
  await audit(ctx, {
    action: 'gaps.register',
    subject: subjectOf(id),
    detail: { chain: input.chain, node: nodeId, segment: segmentId, kind: input.kind, owner: row.owner },
  })
  await tellOwner(ctx, { ...row, id }, 'gaps.told_assigned', ctx.now.toISOString())
  return id
}
