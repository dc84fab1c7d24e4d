import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../../access/index.ts'
import type { AccountInput } from '../../model.ts'
import { findAccount, replaceAccount } from '../queries/applications.ts'
import { assignPart, findOrganisation, listPartDepartments } from '../queries/departments.ts'
import { ownOrganisation } from './applications.ts'
import { currentCycle } from './lives.ts'

const cycles = ['policy_application', 'direct_grant', 'individual_agreement']

/** Which department does which part of the city's life cycles; null where nobody was named yet. */
export async function listParts(ctx: Context, { city, dataset }: { city: string; dataset: Dataset }) {
  requirePermission(ctx.actor, 'applications.read', city)
  const held = await listPartDepartments(ctx.db, { dataset, cityCode: city })
  const titles = new Map<string, string>()
  for (const name of cycles) {
    const { cycle } = await currentCycle(ctx, name, city)
    for (const { parallel } of Object.values(cycle.states))
      for (const { id } of parallel?.parts ?? []) titles.set(id, cycle.roles[id]?.[ctx.lang] ?? id)
  }
  return {
    parts: [...titles].map(([part, title]) => {
      const found = held.find((one) => one.part === part)
      const department = found && { id: String(found.organisationId), name: found.organisationName }
      return { part, title, department: department ?? null }
    }),
  }
}

/** Gives a part to a department: from now on its people answer for it. */
export async function givePart(
  ctx: Context,
  input: { city: string; dataset: Dataset; part: string; organisationId: string },
) {
  const { city, dataset, part, organisationId } = input
  requirePermission(ctx.actor, 'applications.assign', city)
  const { parts } = await listParts(ctx, { city, dataset })
  if (!parts.some((one) => one.part === part)) throw new AppError('not_found', 'policy.no_part', { part })
  const organisation = await findOrganisation(ctx.db, dataset, organisationId)
  if (!organisation) throw new AppError('not_found', 'policy.organisation_unknown', { id: organisationId })
  await assignPart(ctx.db, {
    dataset,
    cityCode: city,
    part,
    organisationId: organisation.id,
    assignedBy: ctx.actor.userName,
    assignedAt: ctx.now,
  })
  await audit(ctx, { action: 'policy.part_assign', subject: `city/${city}/${part}`, detail: { ...input } })
  return listParts(ctx, { city, dataset })
}

/** Where the asker's own organisation is paid. */
export async function getOwnAccount(ctx: Context) {
  requirePermission(ctx.actor, 'accounts.own')
  const row = await findAccount(ctx.db, BigInt(ownOrganisation(ctx)))
  if (!row) return { account: null }
  const { id, accountName, bank, accountNo, confirmedAt } = row
  return { account: { id: String(id), accountName, bank, accountNo, confirmedAt: confirmedAt.toISOString() } }
}

/** Names the account of the asker's own organisation; the one before stays with what was paid to it. */
export async function nameOwnAccount(ctx: Context, input: AccountInput) {
  requirePermission(ctx.actor, 'accounts.own')
  const organisationId = ownOrganisation(ctx)
  const organisation = await findOrganisation(ctx.db, input.dataset, organisationId)
  if (!organisation) throw new AppError('not_found', 'policy.organisation_unknown', { id: organisationId })
  const id = await replaceAccount(ctx.db, {
    ...input,
    organisationId: organisation.id,
    confirmedBy: ctx.actor.userName,
    confirmedAt: ctx.now,
    endedAt: null,
  })
  // The number itself stays out of the trail, which auditors read.
  await audit(ctx, {
    action: 'policy.account_name',
    subject: `policy.payment_account/${id}`,
    detail: { organisationId, lastDigits: input.accountNo.slice(-4) },
  })
  return getOwnAccount(ctx)
}
