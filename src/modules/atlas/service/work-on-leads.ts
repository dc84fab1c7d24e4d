import { isDeepStrictEqual } from 'node:util'
import { normaliseName } from '../../../engines/identity/index.ts'
import { act, replay, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, pushNotice, requirePermission } from '../../access/index.ts'
import { getGap } from '../../gaps/index.ts'
import { findOrganisationName, listByName } from '../../registry/index.ts'
import { leadCycle, phaseOf } from '../domain/lead-life.ts'
import type { LeadChange, LeadDetail, LeadPhase, LeadState, LeadStep, NewContact, NewLead } from '../model.ts'
import * as queries from '../queries/leads.ts'
import type { LeadEvent } from '../tables.ts'
import { loadChainNames } from './chain-names.ts'
import { getLead, getLeadRow, idOf, ownerIn } from './lead-list.ts'
import { reasonsNow } from './targets.ts'

/** A lead as the audit trail names it. */
export const subjectOf = (id: bigint | string) => `atlas.lead/${id}`
const field = (name: string, code: string, params: Record<string, unknown> = {}) =>
  new AppError('invalid', code, params, [{ field: name, code, params }])
/** Who asks, as the life cycle wants it. */
export const askedBy = ({ actor, now }: Context) => ({
  actor: { id: actor.displayName, roles: actor.role === 'system' ? ['administrator'] : [actor.role] },
  at: now.toISOString(),
})

/**
 * The office or park of the register that a name means whole; null where none or several do. Whom a city talks to is kept
 * from firms: a firm's name typed as the owner stays a name, and its people are told nothing.
 */
async function officeNamed(ctx: Context, dataset: 'held' | 'demo', name: string): Promise<string | null> {
  const held = await listByName(ctx.db, dataset, [normaliseName(name)])
  const [only] = held
  if (held.length !== 1 || !only) return null
  return (await queries.isOffice(ctx.db, only.id)) ? String(only.id) : null
}

/** Names who answers in a phase, and tells their organisation where the register knows it. */
export async function nameOwner(
  ctx: Context,
  lead: { id: bigint; dataset: 'held' | 'demo'; title: string },
  phase: LeadPhase,
  owner: string,
) {
  const organisationId = await officeNamed(ctx, lead.dataset, owner)
  await queries.upsertLeadOwner(ctx.db, {
    ...{ leadId: lead.id, phase, owner, namedBy: ctx.actor.displayName, namedAt: ctx.now },
    organisationId: organisationId === null ? null : BigInt(organisationId),
  })
  if (organisationId === null) return
  await pushNotice(ctx, {
    to: { organisationId },
    kind: 'atlas.lead_named',
    params: {
      title: lead.title,
      phase: { zh: translate('zh', `atlas.phase.${phase}`), en: translate('en', `atlas.phase.${phase}`) },
    },
    reference: { room: 'atlas', path: `/leads/${lead.id}` },
    dataset: lead.dataset,
    onceKey: `atlas.lead_named/${lead.id}/${phase}/${owner}`,
  })
}

async function firmOf(ctx: Context, input: NewLead): Promise<{ id: string | null; name: string }> {
  const id = input.organisationId ?? null
  if (id === null) {
    if (!input.firmName) throw field('firmName', 'atlas.firm_missing')
    return { id: null, name: input.firmName }
  }
  const name = await findOrganisationName(ctx, id)
  const isHeld = await queries.isHeldIn(ctx.db, 'organisation', {
    dataset: input.dataset,
    id,
    cityCode: null,
  })
  if (!isHeld || name === undefined) throw field('organisationId', 'atlas.no_firm', { id })
  return { id, name }
}

async function segmentOf(ctx: Context, { city, chain, node }: NewLead): Promise<string | null> {
  if (!chain) {
    if (node) throw field('chain', 'atlas.node_without_chain')
    return null
  }
  const names = await loadChainNames(ctx, city)
  if (!names.chains.some(({ id }) => id === chain)) throw field('chain', 'atlas.no_chain', { chain })
  if (!node) return null
  const found = names.maps.get(chain)?.nodes.find(({ id }) => id === node)
  if (!found) throw field('node', 'atlas.no_node', { chain, node })
  return found.segment
}

/** Refuses a gap of another city, data set or chain. @throws not_found where the register has none */
async function checkGap(ctx: Context, { city, dataset, chain }: NewLead, gapId: string): Promise<void> {
  const gap = await getGap(ctx, gapId)
  if (gap.city !== city || gap.dataset !== dataset || (chain && gap.chain.id !== chain))
    throw field('gapId', 'atlas.gap_elsewhere', { title: gap.title })
}

/** Makes a lead with the reasons that hold today; the same request key gives the lead made before. */
export async function makeLead(ctx: Context, input: NewLead): Promise<LeadDetail> {
  requirePermission(ctx.actor, 'leads.handle', input.city)
  const recordedById = ctx.actor.userId === null ? null : BigInt(ctx.actor.userId)
  const before = await queries.findLeadByRequest(ctx.db, recordedById, input.requestKey)
  if (before) return getLead(ctx, String(before.id))
  const firm = await firmOf(ctx, input)
  const segmentId = await segmentOf(ctx, input)
  const place = { dataset: input.dataset, cityCode: input.city }
  const [chain, node] = [input.chain ?? null, input.node ?? null]
  if (firm.id !== null) {
    const open = { ...place, organisationId: BigInt(firm.id), chainId: chain, nodeId: node }
    const standing = await queries.findOpenLead(ctx.db, open)
    if (standing)
      throw new AppError('conflict', 'atlas.lead_open', { id: String(standing.id), title: standing.title })
  }
  if (input.gapId) await checkGap(ctx, input, input.gapId)
  const reasons =
    firm.id === null || chain === null || node === null
      ? []
      : await reasonsNow(ctx, {
          city: input.city,
          dataset: input.dataset,
          chain,
          node,
          organisationId: firm.id,
        })
  const begun = start(leadCycle, askedBy(ctx))
  const id = await queries.insertLead(ctx.db, {
    ...{ ...place, chainId: chain, segmentId, nodeId: node, kind: input.kind, title: input.title },
    ...{
      source: input.source,
      requestKey: input.requestKey,
      recordedBy: ctx.actor.displayName,
      recordedById,
    },
    ...{ createdAt: ctx.now, updatedAt: ctx.now, history: begun.history, state: begun.state as LeadState },
    ...{ nextStep: input.nextStep ?? null, nextOn: input.nextOn ?? null, size: input.size ?? null },
    ...{ parkId: null, projectId: null, landedOn: null, lostReason: null, reasons, firmName: firm.name },
    importId: null,
    gapId: input.gapId ? BigInt(input.gapId) : null,
    organisationId: firm.id === null ? null : BigInt(firm.id),
    investmentFen: input.investmentFen ? BigInt(input.investmentFen) : null,
  })
  if (id === undefined) throw new AppError('conflict', 'atlas.lead_sent_twice')
  await nameOwner(ctx, { id, dataset: input.dataset, title: input.title }, 'attract', input.owner)
  await audit(ctx, {
    action: 'atlas.make_lead',
    subject: subjectOf(id),
    detail: { chain, node, firm: firm.name, kind: input.kind, owner: input.owner },
  })
  return getLead(ctx, String(id))
}

/** Refuses a park or project that the city does not hold. */
async function checkPlaces(
  ctx: Context,
  row: queries.HeldLead,
  told: { parkId?: string | null | undefined; projectId?: string | null | undefined },
) {
  const of = { dataset: row.dataset, cityCode: row.cityCode }
  if (told.parkId && !(await queries.isHeldIn(ctx.db, 'park', { ...of, id: told.parkId })))
    throw field('parkId', 'atlas.no_park', { id: told.parkId })
  if (told.projectId && !(await queries.isHeldIn(ctx.db, 'project', { ...of, id: told.projectId })))
    throw field('projectId', 'atlas.no_project', { id: told.projectId })
}

const sentId = (id: string | null | undefined) =>
  id === undefined ? {} : { id: id === null ? null : BigInt(id) }

/** What a step or a change tells of a lead, as columns; what is left out stays. */
function columnsOf(
  told: Pick<LeadChange, 'parkId' | 'projectId' | 'nextStep' | 'nextOn'>,
): queries.LeadUpdate {
  const park = sentId(told.parkId)
  const project = sentId(told.projectId)
  return {
    ...('id' in park ? { parkId: park.id } : {}),
    ...('id' in project ? { projectId: project.id } : {}),
    ...(told.nextStep === undefined ? {} : { nextStep: told.nextStep }),
    ...(told.nextOn === undefined ? {} : { nextOn: told.nextOn }),
  }
}

async function holdLead(ctx: Context, id: string, seen: number): Promise<queries.HeldLead> {
  const row = await getLeadRow(ctx, id, 'leads.handle', true)
  if (row.seen !== seen) throw new AppError('conflict', 'atlas.lead_changed', { id })
  return row
}

/** What a step asks besides the life cycle: who answers next, and why a lead is lost. */
function checkStep(ctx: Context, step: LeadStep): void {
  if ((step.action === 'sign' || step.action === 'land') && step.owner === undefined)
    throw field('owner', `atlas.owner_for_${step.action}`)
  if (step.action === 'lose' && step.lostReason === undefined)
    throw field('lostReason', 'atlas.lost_reason_missing')
  if (step.happenedOn !== undefined && step.happenedOn > chinaDay(ctx.now))
    throw field('happenedOn', 'atlas.day_ahead', { date: step.happenedOn })
}

/** A history whose newest step bears the day on which it happened. */
const dated = (history: readonly LeadEvent[], happenedOn: string): LeadEvent[] => [
  ...history.slice(0, -1),
  { ...history.at(-1)!, happenedOn },
]

/** Takes one step of a lead's life; signing names who moves it on, landing who serves it (招推服, row A19). */
export async function stepLead(ctx: Context, id: string, step: LeadStep): Promise<LeadDetail> {
  requirePermission(ctx.actor, 'leads.handle')
  const row = await holdLead(ctx, id, step.seen)
  checkStep(ctx, step)
  await checkPlaces(ctx, row, step)
  const outcome = act(leadCycle, replay(leadCycle, row.history), step.action, {
    ...askedBy(ctx),
    ...(step.comment === undefined ? {} : { comment: step.comment }),
  })
  if (!outcome.ok)
    throw new AppError('conflict', 'atlas.step_refused', {
      action: leadCycle.actions[step.action].title[ctx.lang],
      state: leadCycle.states[row.state].title[ctx.lang],
      why: outcome.refusals.map(({ code }) => translate(ctx.lang, `atlas.refusal.${code}`)).join(' '),
    })
  const state = outcome.instance.state as LeadState
  const happenedOn = step.happenedOn ?? chinaDay(ctx.now)
  await queries.updateLead(
    ctx.db,
    row.id,
    {
      ...{ state, history: dated(outcome.instance.history, happenedOn), ...columnsOf(step) },
      ...(state === 'landed' ? { landedOn: happenedOn } : {}),
      ...(state === 'lost' ? { lostReason: step.lostReason! } : {}),
    },
    ctx.now,
  )
  if (step.owner !== undefined) await nameOwner(ctx, row, phaseOf(state), step.owner)
  await audit(ctx, {
    action: `atlas.lead_${step.action}`,
    subject: subjectOf(id),
    detail: { ...step, state },
  })
  return getLead(ctx, id)
}

/** What a change may change, as it stands; unknown is null. */
async function toldBefore(ctx: Context, row: queries.HeldLead) {
  const { nextStep, nextOn, size, investmentFen, parkId, projectId } = row
  const owners = await queries.listLeadOwners(ctx.db, [row.id])
  return {
    ...{ nextStep, nextOn, size, owner: ownerIn(owners, phaseOf(row.state))?.owner ?? null },
    ...{ investmentFen: idOf(investmentFen), parkId: idOf(parkId), projectId: idOf(projectId) },
  }
}

/** Changes who answers, what is next, and what is known of a lead; before and after stand in the audit trail. */
export async function changeLead(ctx: Context, id: string, change: LeadChange): Promise<LeadDetail> {
  requirePermission(ctx.actor, 'leads.handle')
  const row = await holdLead(ctx, id, change.seen)
  await checkPlaces(ctx, row, change)
  const before = await toldBefore(ctx, row)
  const { owner, size, investmentFen } = change
  await queries.updateLead(
    ctx.db,
    row.id,
    {
      ...columnsOf(change),
      ...(size === undefined ? {} : { size }),
      ...(investmentFen === undefined
        ? {}
        : { investmentFen: investmentFen === null ? null : BigInt(investmentFen) }),
    },
    ctx.now,
  )
  if (owner !== undefined) await nameOwner(ctx, row, phaseOf(row.state), owner)
  await audit(ctx, {
    action: 'atlas.change_lead',
    subject: subjectOf(id),
    detail: { before, after: change },
  })
  return getLead(ctx, id)
}

/** Writes down a call, visit or talk; it moves nothing on by itself. The same told again by the same person is the same. */
export async function addContact(ctx: Context, id: string, input: NewContact): Promise<LeadDetail> {
  requirePermission(ctx.actor, 'leads.handle')
  const row = await getLeadRow(ctx, id, 'leads.handle', true)
  if (input.happenedOn > chinaDay(ctx.now))
    throw field('happenedOn', 'atlas.day_ahead', { date: input.happenedOn })
  const told = { leadId: row.id, ...input, recordedBy: ctx.actor.displayName }
  const held = await queries.listContacts(ctx.db, row.id)
  if (held.some((one) => isDeepStrictEqual({ ...one, ...told }, one))) return getLead(ctx, id)
  await queries.insertContact(ctx.db, { ...told, recordedAt: ctx.now })
  await queries.updateLead(ctx.db, row.id, {}, ctx.now)
  await audit(ctx, { action: 'atlas.lead_contact', subject: subjectOf(id), detail: { ...input } })
  return getLead(ctx, id)
}
