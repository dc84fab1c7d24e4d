import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, type Dataset, holds, requirePermission } from '../../access/index.ts'
import { currentCycle } from '../../policy/index.ts'
import { answerLived, type Lived, readLived } from '../../services/index.ts'
import type { NewProposal, ProposalDetail, ProposalSummary, Reply } from '../model.ts'
import * as queries from '../queries/proposals.ts'
import { listEvents } from '../queries/tasks.ts'
import { unitRows } from './resolve-units.ts'

const cycleId = 'proposal_reply'

function summaryOf(
  row: queries.HeldProposal,
  titles: ReadonlyMap<string, string>,
  today: string,
): ProposalSummary {
  const id = String(row.id)
  return {
    id,
    kind: row.kind,
    number: row.number,
    session: row.session,
    proposers: row.proposers,
    subject: row.subject,
    receivedOn: row.receivedOn,
    dueDate: row.dueDate,
    leadUnit: row.leadUnit,
    state: row.state,
    stateTitle: titles.get(row.state) ?? row.state,
    isOpen: row.isOpen,
    isCase: row.isCase,
    isLate: row.isOpen && row.replyOn === null && row.dueDate !== null && row.dueDate < today,
    replyOn: row.replyOn,
    replyNumber: row.reply?.number ?? null,
    satisfaction: row.satisfaction,
    planId: row.planId === null ? null : String(row.planId),
  }
}

async function stateTitles(ctx: Context, cityCode: string): Promise<ReadonlyMap<string, string>> {
  const { cycle } = await currentCycle(ctx, cycleId, cityCode)
  return new Map(Object.entries(cycle.states).map(([id, { title }]) => [id, title[ctx.lang]]))
}

/** The proposals and suggestions of a city, open ones first. */
export async function listProposals(
  ctx: Context,
  of: { city: string; dataset: Dataset },
): Promise<{ items: ProposalSummary[] }> {
  requirePermission(ctx.actor, 'programmes.read', of.city)
  const rows = await queries.listProposals(ctx.db, { dataset: of.dataset, cityCode: of.city })
  const titles = await stateTitles(ctx, of.city)
  return { items: rows.map((row) => summaryOf(row, titles, chinaDay(ctx.now))) }
}

/** A proposal, or `not_found`; a person of another city is refused. */
export async function getProposalRow(
  ctx: Context,
  id: string,
  isLocked = false,
): Promise<queries.HeldProposal> {
  const row = await queries.findProposal(ctx.db, id, isLocked)
  if (!row) throw new AppError('not_found', 'programmes.no_proposal', { id })
  requirePermission(ctx.actor, 'programmes.read', row.cityCode)
  return row
}

/** A proposal with its life. */
export async function readProposalLife(ctx: Context, row: queries.HeldProposal): Promise<Lived> {
  const events = await listEvents(ctx.db, { thing: 'proposal', thingId: row.id })
  const key =
    row.cycleId === null || row.cycleCity === null || row.cycleVersion === null
      ? null
      : { id: row.cycleId, cityCode: row.cycleCity, version: row.cycleVersion }
  const { cityCode, createdBy, createdAt } = row
  return readLived(ctx, key, events, { cycleId, cityCode, by: createdBy, byName: createdBy, at: createdAt })
}

/** What somebody is towards a proposal. */
export function proposalRoles(ctx: Context, row: queries.HeldProposal): string[] {
  if (holds(ctx.actor, 'programmes.manage')) return ['office']
  if (ctx.actor.role === 'chain_leader') return ['leader']
  const { organisationId } = ctx.actor
  return organisationId !== null && row.organisationId === BigInt(organisationId) ? ['unit'] : []
}

export const hasDraft = ({ reply }: queries.HeldProposal) => (reply?.paragraphs.length ?? 0) > 0

/** One proposal whole: what is proposed, the reply as it stands, its life and what the reader may do. */
export async function getProposal(ctx: Context, id: string): Promise<ProposalDetail> {
  requirePermission(ctx.actor, 'programmes.read')
  const row = await getProposalRow(ctx, id)
  const roles = proposalRoles(ctx, row)
  const head = { id, title: row.subject, seen: row.seen, roles, attachments: hasDraft(row) ? ['draft'] : [] }
  const life = row.isCase ? null : answerLived(ctx, await readProposalLife(ctx, row), head)
  return {
    ...summaryOf(row, await stateTitles(ctx, row.cityCode), chinaDay(ctx.now)),
    content: row.content,
    reply: row.reply,
    signedBy: row.signedBy,
    life,
    mayDraft: !row.isCase && row.state === 'drafting' && (roles.includes('office') || roles.includes('unit')),
  }
}

/** Takes a proposal in; the same number of the same session is the one that stands. */
export async function receiveProposal(
  ctx: Context,
  input: NewProposal,
): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.manage', input.city)
  const { city, requestKey, ...rest } = input
  const place = { dataset: input.dataset, cityCode: city }
  if (input.dueDate < input.receivedOn) throw new AppError('invalid', 'programmes.proposal_days')
  const id = await queries.insertProposal(ctx.db, {
    ...rest,
    ...place,
    organisationId: await organisationOf(ctx, place, input.leadUnit),
    requestKey,
    createdBy: ctx.actor.userName,
    createdAt: ctx.now,
  })
  if (id === undefined) {
    const held = await queries.findByNumber(ctx.db, {
      ...place,
      session: input.session,
      number: input.number,
    })
    return { id: String(held!.id), isNew: false }
  }
  await audit(ctx, {
    action: 'programmes.proposal_receive',
    subject: `programmes.proposal/${id}`,
    detail: { ...rest },
  })
  return { id: String(id), isNew: true }
}

type Place = { dataset: Dataset; cityCode: string }

/** The organisation that a unit's name means in a city; null where it is not certain. */
export async function organisationOf(
  ctx: Context,
  place: Place,
  name: string | null,
): Promise<bigint | null> {
  if (name === null) return null
  const [unit] = await unitRows(ctx, place, [{ part: 'lead', name }])
  return unit?.organisationId ?? null
}

/** Keeps the draft of a reply at the version that was seen. */
export async function draftReply(
  ctx: Context,
  id: string,
  input: { seen: number; reply: Reply },
): Promise<ProposalDetail> {
  requirePermission(ctx.actor, 'programmes.report')
  const row = await getProposalRow(ctx, id, true)
  const roles = proposalRoles(ctx, row)
  if (row.seen !== input.seen) throw new AppError('conflict', 'programmes.proposal_changed', { id })
  if (row.isCase || row.state !== 'drafting') throw new AppError('conflict', 'programmes.not_drafting')
  if (!roles.includes('office') && !roles.includes('unit'))
    throw new AppError('forbidden', 'programmes.not_own_proposal')
  await queries.updateProposal(ctx.db, row.id, { reply: JSON.stringify(input.reply) })
  await audit(ctx, {
    action: 'programmes.reply_draft',
    subject: `programmes.proposal/${id}`,
    detail: { paragraphs: input.reply.paragraphs.length },
  })
  return getProposal(ctx, id)
}
