import { act, replay, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { leadCycle } from '../domain/lead-life.ts'
import type { TargetReason } from '../domain/target-ranking.ts'
import { type ToldDays, type ToldStep, toldPath } from '../domain/told-path.ts'
import type { LeadState, NewLead } from '../model.ts'
import * as queries from '../queries/leads.ts'
import type { LeadEvent } from '../tables.ts'
import { askedBy, nameOwner, subjectOf } from './work-on-leads.ts'

/** A lead as a file tells it: with where it stands, since when, and who answers. */
export type ToldLead = {
  readonly firm: string
  readonly title: string
  readonly kind: NewLead['kind']
  readonly size: 'major' | 'small' | null
  readonly investmentFen: bigint | null
  readonly source: string | null
  readonly owner: string
  readonly advanceOwner: string | null
  readonly serveOwner: string | null
  readonly state: LeadState
  readonly days: ToldDays
  readonly lostReason: string | null
  readonly nextStep: string | null
  readonly nextOn: string | null
  readonly note: string | null
  readonly noteOn: string | null
}
type Where = {
  readonly dataset: Dataset
  readonly city: string
  readonly chain: string | null
  readonly segment: string | null
  readonly node: string | null
  readonly organisationId: string | null
  readonly reasons: readonly TargetReason[]
  readonly importId: string
  readonly line: number
  readonly fileSource: string
}
type Refusal = { readonly code: string; readonly params: Readonly<Record<string, unknown>> }

/** The life of a lead that passed some steps before it was written down; a day that nobody told stays null. */
function lifeOf(ctx: Context, steps: readonly ToldStep[], comment: string): LeadEvent[] {
  const begun = start(leadCycle, askedBy(ctx))
  let history: LeadEvent[] = [...begun.history]
  for (const { action, happenedOn } of steps) {
    const outcome = act(leadCycle, replay(leadCycle, history), action, {
      ...askedBy(ctx),
      ...(action === 'lose' ? { comment } : {}),
    })
    if (!outcome.ok) throw new Error(`the life of a lead has no way by ${action}`)
    history = [...history, { ...outcome.instance.history.at(-1)!, happenedOn }]
  }
  return history
}

const ownersOf = ({ owner, advanceOwner, serveOwner }: ToldLead, state: LeadState) =>
  [
    ['attract', owner],
    ['advance', state === 'signed' || state === 'landed' ? advanceOwner : null],
    ['serve', state === 'landed' ? serveOwner : null],
  ] as const

function faultOf(told: ToldLead, state: LeadState, today: string): Refusal | undefined {
  const isSigned = state === 'signed' || state === 'landed'
  if (isSigned && told.advanceOwner === null) return { code: 'atlas.owner_for_sign', params: {} }
  if (state === 'landed' && told.serveOwner === null) return { code: 'atlas.owner_for_land', params: {} }
  if (told.noteOn !== null && told.noteOn > today)
    return { code: 'atlas.day_ahead', params: { date: told.noteOn } }
  return undefined
}

/**
 * Writes a lead that a file tells, with the life that brought it where it stands. Gives the row, or why it is not written.
 *
 * @throws forbidden without the permission in its city
 */
export async function keepToldLead(ctx: Context, told: ToldLead, where: Where) {
  requirePermission(ctx.actor, 'leads.handle', where.city)
  const today = chinaDay(ctx.now)
  const path = toldPath(told.state, told.days, today)
  if ('fault' in path)
    return { code: `atlas.import_${path.fault}`, params: { date: path.day } } satisfies Refusal
  const comment = told.note ?? translate(ctx.lang, 'atlas.import_lost_comment')
  const history = lifeOf(ctx, path.steps, comment)
  const state = replay(leadCycle, history).state as LeadState
  const fault = faultOf(told, state, today)
  if (fault) return fault
  const row = {
    ...{ dataset: where.dataset, cityCode: where.city, chainId: where.chain, segmentId: where.segment },
    ...{ nodeId: where.node, gapId: null, kind: told.kind, size: told.size, firmName: told.firm },
    organisationId: where.organisationId === null ? null : BigInt(where.organisationId),
    ...{ title: told.title, reasons: where.reasons, source: told.source ?? where.fileSource },
    ...{ investmentFen: told.investmentFen, state, history, nextStep: told.nextStep, nextOn: told.nextOn },
    ...{ parkId: null, projectId: null, landedOn: state === 'landed' ? told.days.landed! : null },
    lostReason: state === 'lost' ? told.lostReason : null,
    ...{ requestKey: `import/${where.importId}/${where.line}`, importId: BigInt(where.importId) },
    recordedBy: ctx.actor.displayName,
    recordedById: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    ...{ createdAt: ctx.now, updatedAt: ctx.now },
  }
  const id = await queries.insertLead(ctx.db, row)
  if (id === undefined) return { code: 'atlas.lead_sent_twice', params: {} } satisfies Refusal
  await tellBeside(ctx, id, told, { ...where, state })
  return { ...row, id }
}

/** Who answers, what was said last, and the entry in the audit trail. */
async function tellBeside(
  ctx: Context,
  id: bigint,
  told: ToldLead,
  { dataset, chain, node, importId, line, state }: Where & { state: LeadState },
): Promise<void> {
  for (const [phase, owner] of ownersOf(told, state))
    if (owner !== null) await nameOwner(ctx, { id, dataset, title: told.title }, phase, owner)
  if (told.note !== null && told.noteOn !== null)
    await queries.insertContact(ctx.db, {
      ...{ leadId: id, happenedOn: told.noteOn, kind: 'other', note: told.note },
      ...{ recordedBy: ctx.actor.displayName, recordedAt: ctx.now },
    })
  await audit(ctx, {
    action: 'atlas.make_lead',
    subject: subjectOf(id),
    detail: { chain, node, firm: told.firm, kind: told.kind, owner: told.owner, state, importId, line },
  })
}
