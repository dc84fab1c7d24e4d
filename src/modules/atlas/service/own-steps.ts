import { type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { phaseOf } from '../domain/lead-life.ts'
import { listLeadOwners, listLeads } from '../queries/leads.ts'
import { ownerIn } from './lead-list.ts'

/** How many days ahead a next step is shown. */
const aheadDays = 7

/**
 * Open leads whose next step falls within a week of a day, is late, or was never set, that wait for the person who asks:
 * for a department or park those it answers for, for the office those too and those that nobody's account answers for.
 */
export async function listOwnSteps(ctx: Context, of: { dataset: Dataset; city: string; upTo: string }) {
  requirePermission(ctx.actor, 'leads.handle', of.city)
  const last = new Date(Date.parse(of.upTo) + aheadDays * 86_400_000).toISOString().slice(0, 10)
  const rows = (await listLeads(ctx.db, { dataset: of.dataset, cityCode: of.city })).filter(
    ({ state, nextOn }) => state !== 'landed' && state !== 'lost' && (nextOn === null || nextOn <= last),
  )
  const owners = await listLeadOwners(
    ctx.db,
    rows.map(({ id }) => id),
  )
  const { role, organisationId, organisationName, displayName } = ctx.actor
  const isOffice = role === 'administrator' || role === 'chain_office'
  const isMine = ({ id, state }: (typeof rows)[number]) => {
    const owner = ownerIn(
      owners.filter(({ leadId }) => leadId === id),
      phaseOf(state),
    )
    if (!owner) return isOffice
    if (owner.organisationId !== null) return isOffice || String(owner.organisationId) === organisationId
    return isOffice || owner.owner === (organisationName ?? displayName)
  }
  return rows.filter(isMine).map(({ id, title, nextStep, nextOn, updatedAt }) => ({
    ...{ id: String(id), title, nextStep, nextOn },
    updatedAt: updatedAt.toISOString(),
  }))
}
