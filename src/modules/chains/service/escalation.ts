import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { roleOn } from '../domain/catalogue-day.ts'
import { escalationSteps, standsOn } from '../domain/escalation-path.ts'
import type { EscalationPath } from '../model.ts'
import { listBodySet } from '../queries/bodies.ts'
import { headOn } from './bodies.ts'
import { listRoles } from './catalogue.ts'

type Of = { readonly city: string; readonly dataset: 'held' | 'demo' }

/**
 * The way up of a matter of a chain on a day: the body nearest to the chain's daily work, then parent by parent (链办 →
 * 工作专班 → 领导小组办公室 → 指挥部), each with who heads it; beside them the chain's leader and lead department.
 * Nobody recorded is null and an empty list says that no body serves the chain. Permission `chains.read`.
 */
export async function escalationPathOf(
  ctx: Context,
  chainId: string,
  onDate: string,
  { city, dataset }: Of,
): Promise<EscalationPath> {
  requirePermission(ctx.actor, 'chains.read', city)
  const set = await listBodySet(ctx.db, { city, dataset })
  const serving = new Set(
    set.chains.filter((one) => one.chainId === chainId && standsOn(one, onDate)).map(({ bodyId }) => bodyId),
  )
  const roles = await listRoles(ctx, { city, dataset })
  const holderOf = (role: 'leader' | 'lead_department') =>
    roleOn(roles, { chain: chainId, role, day: onDate })
  const leader = holderOf('leader')
  return {
    chainId,
    city,
    on: onDate,
    steps: escalationSteps(set.bodies, set.parents, serving, onDate).map((body, i) => ({
      level: i + 1,
      bodyId: body.id,
      kind: body.kind,
      name: body.name,
      office: body.office,
      head: headOn(set, body.id, onDate),
      source: body.source,
    })),
    leader: leader?.holder ? { holder: leader.holder, post: leader.post } : null,
    leadDepartment: holderOf('lead_department')?.holder ?? null,
  }
}

/** The same on a day that may be left out: today. */
export const escalationToday = (
  ctx: Context,
  chainId: string,
  of: Of & { readonly on?: string | undefined },
) => escalationPathOf(ctx, chainId, of.on ?? chinaDay(ctx.now), of)
