import { type Event, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { gapCycle } from '../domain/gap-life.ts'
import type { OwnGap, RaisedGap } from '../model.ts'
import * as queries from '../queries/gap-objects.ts'
import { findOrganisationDataset } from '../queries/raisers.ts'
import { accountOf, actorOf, subjectOf } from './gap-actor.ts'
import { findPlace, listSegments } from './gap-place.ts'
import { field } from './invalid-field.ts'
import { judgeChains, nameIn } from './judge-chains.ts'
import { tellOffice } from './tell-owner.ts'

const organisationOf = ({ actor }: Context) =>
  actor.organisationId === null || actor.role === 'department' || actor.role === 'park'
    ? null
    : BigInt(actor.organisationId)

/** Whoever stands for a firm raises in its name; an office in its own. */
async function checkRaiser(ctx: Context, dataset: Dataset): Promise<bigint | null> {
  const { role } = ctx.actor
  const organisationId = organisationOf(ctx)
  if (organisationId === null) {
    if (role === 'department' || role === 'park') return null
    throw new AppError('conflict', 'gaps.raise_no_firm')
  }
  if ((await findOrganisationDataset(ctx.db, organisationId)) !== dataset)
    throw field('dataset', 'gaps.raise_other_data')
  return organisationId
}

/**
 * Raises what stands in the way as a firm or an office sees it: the chain office takes it up or declines it with a reason.
 * The same request key gives the item made before.
 */
export async function raiseGap(ctx: Context, input: RaisedGap): Promise<OwnGap> {
  requirePermission(ctx.actor, 'gaps.raise', input.city)
  const before = await queries.findGapByRequest(ctx.db, accountOf(ctx), input.requestKey)
  if (before) return getOwn(ctx, before.id)
  const organisationId = await checkRaiser(ctx, input.dataset)
  if (input.foundOn > chinaDay(ctx.now))
    throw field('foundOn', 'gaps.date_in_future', { date: input.foundOn })
  const { nodeId, segmentId } = await findPlace(ctx, input)
  const begun = start(gapCycle, { actor: actorOf(ctx), at: ctx.now.toISOString() })
  const row = {
    ...{ dataset: input.dataset, cityCode: input.city, chainId: input.chain, nodeId, segmentId },
    ...{ kind: input.kind, title: input.title, foundOn: input.foundOn, requestKey: input.requestKey },
    ...{ recordedBy: ctx.actor.displayName, recordedById: accountOf(ctx), organisationId },
    ...{ createdAt: ctx.now, updatedAt: ctx.now, history: begun.history, state: 'raised' as const },
    ...{ act: null, owner: null, dueOn: null, askedToCloseBy: null },
    description: input.description ?? null,
    source: ctx.actor.organisationName ?? ctx.actor.displayName,
  }
  const id = await queries.insertGap(ctx.db, row)
  if (id === undefined) throw new AppError('conflict', 'gaps.gap_sent_twice')
  await audit(ctx, {
    action: 'gaps.raise',
    subject: subjectOf(id),
    detail: { chain: input.chain, node: nodeId, segment: segmentId, kind: input.kind },
  })
  await tellOffice(ctx, { ...row, id }, 'gaps.told_raised', 'raised')
  return getOwn(ctx, id)
}

async function getOwn(ctx: Context, id: bigint): Promise<OwnGap> {
  const row = await queries.findGap(ctx.db, String(id))
  if (!row) throw new AppError('not_found', 'gaps.no_gap', { id: String(id) })
  return (await describeOwn(ctx, [row]))[0]!
}

/** What one's own firm, or an office's person, raised; newest first, with the office's last answer. */
export async function listOwnGaps(ctx: Context, dataset: Dataset): Promise<{ items: OwnGap[] }> {
  requirePermission(ctx.actor, 'gaps.raise')
  const who = { organisationId: organisationOf(ctx), userId: accountOf(ctx), dataset }
  return { items: await describeOwn(ctx, await queries.listRaisedBy(ctx.db, who)) }
}

async function describeOwn(ctx: Context, rows: readonly queries.HeldGap[]): Promise<OwnGap[]> {
  const names = new Map<string, { chain: string; places: Map<string, string> }>()
  for (const { cityCode: city, dataset, chainId } of rows) {
    if (names.has(`${city}/${chainId}`)) continue
    const on = chinaDay(ctx.now)
    const { chains } = await judgeChains(ctx, { city, dataset, on })
    const judged = chains.find(({ chain }) => chain.chainId === chainId)
    const segments = judged ? await listSegments(ctx, city, chainId) : []
    const places = [...(judged?.nodes ?? []), ...segments].map(({ id, name }): [string, string] => [id, name])
    names.set(`${city}/${chainId}`, {
      chain: judged ? nameIn(ctx, judged.chain) : chainId,
      places: new Map(places),
    })
  }
  return rows.map((row) => {
    const known = names.get(`${row.cityCode}/${row.chainId}`)!
    const place = row.nodeId ?? row.segmentId!
    const { zh, en } = gapCycle.states[row.state].title
    return {
      id: String(row.id),
      chain: { id: row.chainId, name: known.chain },
      place: known.places.get(place) ?? place,
      ...{ kind: row.kind, title: row.title, state: row.state },
      raisedOn: chinaDay(row.createdAt),
      stateName: ctx.lang === 'en' ? en : zh,
      answer: answerIn(row.history),
    }
  })
}

/** What the office said when it took up, declined or closed; what is said between offices stays there. */
const answerIn = (history: readonly Event[]): string | null =>
  history.findLast(
    (event) => event.kind === 'acted' && ['accept', 'decline', 'close', 'drop'].includes(event.action),
  )?.comment ?? null
