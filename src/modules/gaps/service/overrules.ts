import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, keepAttachment, requirePermission } from '../../access/index.ts'
import type { NodeHistory, Overrule, OverruleInput } from '../model.ts'
import * as queries from '../queries/overrules.ts'
import { type GapsInput, onDay } from './chain-gaps.ts'
import { field } from './invalid-field.ts'
import { judgeChains } from './judge-chains.ts'

type NodeInput = GapsInput & { chain: string; node: string }
type Document = { fileName: string; bytes: Buffer }

const placeOf = ({ city, dataset, chain, node }: NodeInput): queries.NodePlace => ({
  dataset,
  cityCode: city,
  chainId: chain,
  nodeId: node,
})
const subjectOf = (id: bigint | string) => `gaps.overrule/${id}`

/** The node as it is judged on a day; refuses one that the chain's map does not have. */
export async function getJudgedNode(ctx: Context, input: NodeInput) {
  const { on, city, dataset } = onDay(ctx, input)
  const { facts, chains } = await judgeChains(ctx, { city, dataset, on }, input.chain)
  const judged = chains[0]!
  const node = judged.nodes.find(({ id }) => id === input.node)
  if (!node) throw new AppError('not_found', 'gaps.no_node', { chain: input.chain, node: input.node })
  return { facts, judged, node }
}

function checkDays(ctx: Context, { from, until }: OverruleInput): void {
  const today = chinaDay(ctx.now)
  if (from > today) throw field('from', 'gaps.date_in_future', { date: from })
  if (until < from) throw field('until', 'gaps.overrule_ends_before', { from, until })
  if (until < today) throw field('until', 'gaps.overrule_over', { until })
  const latest = new Date(Date.parse(from) + 366 * 86_400_000).toISOString().slice(0, 10)
  if (until > latest) throw field('until', 'gaps.overrule_too_long', { latest })
}

/**
 * Says another status than the figures, with evidence, from a day to a day (a year at most): it stands beside what is
 * counted, with the name of who says so, and ends by itself. The figures are counted on as before.
 */
export async function overruleStatus(
  ctx: Context,
  input: OverruleInput & { document?: Document },
): Promise<NodeHistory> {
  requirePermission(ctx.actor, 'gaps.state', input.city)
  checkDays(ctx, input)
  const { node } = await getJudgedNode(ctx, input)
  const { status, reason, source, from, until, document } = input
  const id = await queries.insertOverrule(ctx.db, {
    ...placeOf(input),
    ...{ status, reason, source, formerStatus: node.countedStatus },
    ...{ holdsFrom: from, holdsUntil: until, statedBy: ctx.actor.displayName, createdAt: ctx.now },
    ...{ attachmentId: null, endedOn: null, endedBy: null, endedReason: null },
  })
  if (document) {
    const kept = await keepAttachment(ctx, {
      room: 'gaps',
      subject: subjectOf(id),
      organisationId: null,
      readers: ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
      ...document,
    })
    await queries.setOverruleDocument(ctx.db, id, BigInt(kept.id))
  }
  await audit(ctx, {
    action: 'gaps.overrule',
    subject: `city/${input.city}/chain/${input.chain}/node/${input.node}/${input.dataset}`,
    detail: { id: String(id), status, counted: node.countedStatus, reason, source, from, until },
  })
  return getNodeHistory(ctx, input)
}

/** Ends an overrule before its day, with a reason; what is counted speaks again from today on. */
export async function endOverrule(ctx: Context, id: string, reason: string): Promise<NodeHistory> {
  requirePermission(ctx.actor, 'gaps.state')
  const row = await queries.lockOverrule(ctx.db, id)
  if (!row) throw new AppError('not_found', 'gaps.no_overrule', { id })
  requirePermission(ctx.actor, 'gaps.state', row.cityCode)
  const today = chinaDay(ctx.now)
  if (row.endedOn !== null || row.holdsUntil < today)
    throw new AppError('conflict', 'gaps.overrule_ended', { id })
  await queries.endOverruleRow(ctx.db, row.id, {
    endedOn: today,
    endedBy: ctx.actor.displayName,
    endedReason: reason,
  })
  await audit(ctx, { action: 'gaps.end_overrule', subject: subjectOf(id), detail: { reason } })
  const { dataset, cityCode: city, chainId: chain, nodeId: node } = row
  return getNodeHistory(ctx, { dataset, city, chain, node })
}

const describe = (row: queries.HeldOverrule, today: string): Overrule => ({
  id: String(row.id),
  status: row.status,
  formerStatus: row.formerStatus,
  reason: row.reason,
  source: row.source,
  attachmentId: row.attachmentId === null ? null : String(row.attachmentId),
  from: row.holdsFrom,
  until: row.holdsUntil,
  by: row.statedBy,
  at: row.createdAt.toISOString(),
  endedOn: row.endedOn,
  endedBy: row.endedBy,
  endedReason: row.endedReason,
  isHolding:
    row.holdsFrom <= today && row.holdsUntil >= today && (row.endedOn === null || row.endedOn > today),
})

/** Everything that offices ever said about a node: overrules and statements, newest first. */
export async function getNodeHistory(ctx: Context, input: NodeInput): Promise<NodeHistory> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const place = placeOf(input)
  const overrules = await queries.listOverrules(ctx.db, place)
  const statements = await queries.listNodeStatements(ctx.db, place)
  return {
    overrules: overrules.map((row) => describe(row, chinaDay(ctx.now))),
    statements: statements.map(({ kind, source, statedOn, statedBy, createdAt }) => ({
      kind,
      source,
      date: statedOn,
      by: statedBy,
      at: createdAt.toISOString(),
    })),
  }
}
