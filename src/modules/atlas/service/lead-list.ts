import type { Event } from '../../../engines/workflow/index.ts'
import { allowedActions, replay } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, holds, requirePermission } from '../../access/index.ts'
import { pictureOf } from '../../policy/index.ts'
import { leadCycle, phaseOf } from '../domain/lead-life.ts'
import {
  type LeadAction,
  type LeadDetail,
  type LeadListQuery,
  type LeadPhase,
  type LeadSummary,
  leadPhases,
} from '../model.ts'
import * as queries from '../queries/leads.ts'
import type { LeadEvent, LeadOwnerRow } from '../tables.ts'
import { type ChainNames, loadChainNames } from './chain-names.ts'
import { tellReasons } from './targets.ts'

const isOpen = (state: LeadSummary['state']) => state !== 'landed' && state !== 'lost'
/** A number as JSON has it; null stays unknown. */
export const idOf = (id: bigint | null) => (id === null ? null : String(id))
const inLang = ({ lang }: Context, { zh, en }: { zh: string; en: string }) => (lang === 'en' ? en : zh)

/** The states that a history names, in order. */
export const passedStates = (history: readonly Event[]): string[] =>
  history.flatMap((event) =>
    event.kind === 'acted' ? [event.to] : event.kind === 'started' ? [leadCycle.initial] : [],
  )

/** A lead as lists show it. */
export function summarise(
  ctx: Context,
  row: queries.HeldLead,
  owners: readonly LeadOwnerRow[],
  names: ChainNames,
): LeadSummary {
  const phase = phaseOf(row.state)
  const own = owners.filter(({ leadId }) => leadId === row.id)
  const nextOn = isOpen(row.state) ? row.nextOn : null
  return {
    id: String(row.id),
    ...{ title: row.title, kind: row.kind, size: row.size, firmName: row.firmName, state: row.state, phase },
    organisationId: idOf(row.organisationId),
    ...names.of(row.chainId, row.nodeId),
    stateName: inLang(ctx, leadCycle.states[row.state].title),
    owner: ownerIn(own, phase)?.owner ?? null,
    nextStep: row.nextStep,
    nextOn: row.nextOn,
    isOverdue: nextOn !== null && nextOn < chinaDay(ctx.now),
    hasNoNextStep: isOpen(row.state) && row.nextOn === null,
    investmentFen: idOf(row.investmentFen),
    park: row.parkId === null ? null : { id: String(row.parkId), name: row.parkName ?? String(row.parkId) },
    landedOn: row.landedOn,
    lostReason: row.lostReason as LeadSummary['lostReason'],
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Who answers in a phase: whoever was named for it, else for the phase before. */
export function ownerIn(owners: readonly LeadOwnerRow[], phase: LeadPhase): LeadOwnerRow | undefined {
  const upTo = leadPhases.slice(0, leadPhases.indexOf(phase) + 1).reverse()
  for (const one of upTo) {
    const found = owners.find((owner) => owner.phase === one)
    if (found) return found
  }
  return undefined
}

/** Leads of a city, the soonest next step first. */
export async function listLeads(ctx: Context, query: LeadListQuery): Promise<{ items: LeadSummary[] }> {
  requirePermission(ctx.actor, 'leads.read', query.city)
  const rows = await queries.listLeads(ctx.db, {
    ...{ dataset: query.dataset, cityCode: query.city, chainId: query.chain, nodeId: query.node },
    organisationId: query.organisation,
  })
  const owners = await queries.listLeadOwners(
    ctx.db,
    rows.map(({ id }) => id),
  )
  const names = await loadChainNames(ctx, query.city)
  return { items: rows.map((row) => summarise(ctx, row, owners, names)) }
}

/** A lead's row, or `not_found`; a person of another city is refused. */
export async function getLeadRow(
  ctx: Context,
  id: string,
  permission: 'leads.read' | 'leads.handle',
  isLocked = false,
): Promise<queries.HeldLead> {
  requirePermission(ctx.actor, permission)
  const row = await (isLocked ? queries.lockLead : queries.findLead)(ctx.db, id)
  if (!row) throw new AppError('not_found', 'atlas.no_lead', { id })
  requirePermission(ctx.actor, permission, row.cityCode)
  return row
}

const asksOf: Readonly<Partial<Record<LeadAction, LeadDetail['actions'][number]['asks']>>> = {
  sign: ['owner', 'park'],
  land: ['owner', 'park', 'project'],
  lose: ['lostReason'],
}

function offers(ctx: Context, row: queries.HeldLead): LeadDetail['actions'] {
  if (!holds(ctx.actor, 'leads.handle')) return []
  const actor = { id: ctx.actor.userName, roles: [ctx.actor.role] }
  return allowedActions(leadCycle, replay(leadCycle, row.history), actor).map(
    ({ name, title, needsComment }) => ({
      name: name as LeadAction,
      title: inLang(ctx, title),
      needsComment,
      asks: asksOf[name as LeadAction] ?? [],
    }),
  )
}

function tellHistory(ctx: Context, history: readonly LeadEvent[]): LeadDetail['history'] {
  return history.map((event) => {
    const state = event.kind === 'acted' ? event.to : leadCycle.initial
    return {
      ...{ at: event.at, by: event.actor },
      happenedOn: event.happenedOn === undefined ? chinaDay(new Date(event.at)) : event.happenedOn,
      title: inLang(ctx, leadCycle.states[state as LeadSummary['state']].title),
      state,
      comment: event.comment,
    }
  })
}

/** One lead whole: why this firm, who answers in each phase, what was said, and what may be done now. */
export async function getLead(ctx: Context, id: string): Promise<LeadDetail> {
  requirePermission(ctx.actor, 'leads.read')
  const row = await getLeadRow(ctx, id, 'leads.read')
  const owners = await queries.listLeadOwners(ctx.db, [row.id])
  const contacts = await queries.listContacts(ctx.db, row.id)
  return {
    ...summarise(ctx, row, owners, await loadChainNames(ctx, row.cityCode)),
    ...{ city: row.cityCode, dataset: row.dataset, seen: row.seen, source: row.source },
    ...{ gapId: idOf(row.gapId), projectId: idOf(row.projectId), recordedBy: row.recordedBy },
    createdAt: row.createdAt.toISOString(),
    picture: pictureOf({ cycle: leadCycle, instance: replay(leadCycle, row.history) }),
    reasons: tellReasons(ctx, row.reasons),
    owners: leadPhases.map((phase) => {
      const named = owners.find((owner) => owner.phase === phase)
      return { phase, owner: named?.owner ?? null, namedAt: named?.namedAt.toISOString() ?? null }
    }),
    contacts: contacts.map(({ id: contactId, happenedOn, kind, note, recordedBy }) => ({
      ...{ id: String(contactId), happenedOn, kind, note, by: recordedBy },
    })),
    history: tellHistory(ctx, row.history),
    actions: offers(ctx, row),
  }
}
