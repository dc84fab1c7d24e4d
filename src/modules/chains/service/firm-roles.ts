import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { type ChainSieve, findOrganisationName } from '../../registry/index.ts'
import { tiersOn } from '../domain/tiers.ts'
import type { ChainTiers, EndFirmRole, FirmRole, NewFirmRole } from '../model.ts'
import * as queries from '../queries/firm-roles.ts'

/** The roles of a firm in chains, each with its days and evidence. */
export async function listFirmRoles(ctx: Context, organisationId: string): Promise<FirmRole[]> {
  requirePermission(ctx.actor, 'chains.read')
  return queries.listFirmRoles(ctx.db, organisationId)
}

/** Records a firm's role in a chain with evidence; the same once. Permission `registry.edit`. */
export async function recordFirmRole(
  ctx: Context,
  organisationId: string,
  role: NewFirmRole,
): Promise<FirmRole[]> {
  requirePermission(ctx.actor, 'registry.edit')
  if ((await findOrganisationName(ctx, organisationId)) === undefined)
    throw new AppError('not_found', 'registry.no_organisation', { id: organisationId })
  if (!(await queries.isChain(ctx.db, role.chainId)))
    throw new AppError('invalid', 'chains.role_no_chain', { chain: role.chainId }, [
      { field: 'chainId', code: 'chains.role_no_chain', params: { chain: role.chainId } },
    ])
  const stamp = { by: ctx.actor.displayName, at: ctx.now }
  if (await queries.insertFirmRole(ctx.db, organisationId, role, stamp))
    await audit(ctx, {
      action: 'chains.record_firm_role',
      subject: `registry.organisation/${organisationId}`,
      detail: role,
    })
  return queries.listFirmRoles(ctx.db, organisationId)
}

/** Ends a role on a day, with evidence. Permission `registry.edit`; `conflict` where it ended already or began later. */
export async function endFirmRole(
  ctx: Context,
  key: { organisationId: string; id: string },
  end: EndFirmRole,
): Promise<FirmRole[]> {
  requirePermission(ctx.actor, 'registry.edit')
  if (!(await queries.endFirmRole(ctx.db, key, end)))
    throw new AppError('conflict', 'chains.role_not_running', { day: end.validTo })
  await audit(ctx, {
    action: 'chains.end_firm_role',
    subject: `registry.organisation/${key.organisationId}`,
    detail: { role: key.id, ...end },
  })
  return queries.listFirmRoles(ctx.db, key.organisationId)
}

/**
 * The tiers of a chain on a day (链主, 骨干, 高成长, 配套), from the top: who holds each role then, and who held it
 * before. A role without a first day is taken to hold until its last. Permission `chains.read`.
 */
export async function listChainTiers(
  ctx: Context,
  { chainId, dataset, on }: { chainId: string; dataset: 'held' | 'demo'; on?: string | undefined },
): Promise<ChainTiers> {
  requirePermission(ctx.actor, 'chains.read')
  const day = on ?? chinaDay(ctx.now)
  const name = await queries.findChainName(ctx.db, chainId)
  if (!name) throw new AppError('not_found', 'chains.role_no_chain', { chain: chainId })
  const all = await queries.listRolesInChain(ctx.db, { dataset, chainId })
  return { on: day, name, tiers: tiersOn(all, day) }
}

/** Answers the filters `chain` and `role` of the register's list; `app.ts` joins it on. */
export const sieveByChain: ChainSieve = (ctx, wanted) =>
  queries.listIdsInChain(ctx.db, { ...wanted, on: chinaDay(ctx.now) })
