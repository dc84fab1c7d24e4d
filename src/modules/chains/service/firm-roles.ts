import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { type ChainSieve, findOrganisationName } from '../../registry/index.ts'
import type { FirmRole, NewFirmRole } from '../model.ts'
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

/** Answers the filters `chain` and `role` of the register's list; `app.ts` joins it on. */
export const sieveByChain: ChainSieve = (ctx, wanted) =>
  queries.listIdsInChain(ctx.db, { ...wanted, on: ctx.now.toISOString().slice(0, 10) })
