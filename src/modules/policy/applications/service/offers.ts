// What is offered to a firm without an application, and its one act: yes or no.
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../../access/index.ts'
import type { Acceptance, OfferList } from '../../model.ts'
import { findAccount } from '../queries/applications.ts'
import * as queries from '../queries/grants.ts'
import { ownOrganisation } from './applications.ts'
import { nameOwnAccount } from './departments.ts'

/** What is offered to the asker's own organisation. */
export async function listOffers(ctx: Context, { dataset }: { dataset: Dataset }): Promise<OfferList> {
  requirePermission(ctx.actor, 'grants.accept')
  const lines = await queries.listOffers(ctx.db, dataset, ownOrganisation(ctx))
  const ids = [...new Set(lines.map(({ lifeId }) => lifeId))]
  // A firm sees its own line, not the run with the others in it: only title, basis and state come from there.
  const heads = await ctx.asProgram(() => queries.listRunHeads(ctx.db, ids))
  return {
    items: lines.map((line) => ({
      id: String(line.id),
      title: heads.get(line.lifeId)?.title ?? '',
      basis: heads.get(line.lifeId)?.basis ?? '',
      amountFen: String(line.amountFen),
      arithmetic: line.arithmetic as string[],
      status: line.status as OfferList['items'][number]['status'],
      isOpen: heads.get(line.lifeId)?.state === 'offering' && line.status !== 'refused',
      paidOn: line.paidOn,
    })),
  }
}

/** A firm's one act: yes, with the account that stands or a new one, or no. The same answer again changes nothing. */
export async function answerOffer(ctx: Context, id: string, input: Acceptance): Promise<OfferList> {
  requirePermission(ctx.actor, 'grants.accept')
  const organisationId = ownOrganisation(ctx)
  const line = await queries.lockLine(ctx.db, id)
  if (!line || String(line.organisationId) !== organisationId)
    throw new AppError('not_found', 'policy.no_offer', { id })
  const wanted = input.accept ? 'accepted' : 'refused'
  if (line.status === wanted && input.account === undefined) return listOffers(ctx, line)
  const head = (await ctx.asProgram(() => queries.listRunHeads(ctx.db, [line.lifeId]))).get(line.lifeId)
  if (head?.state !== 'offering' || !['offered', 'accepted', 'refused'].includes(line.status))
    throw new AppError('conflict', 'policy.offer_over')
  if (input.account) await nameOwnAccount(ctx, { ...input.account, dataset: line.dataset })
  const account = await findAccount(ctx.db, line.organisationId)
  if (input.accept && !account) throw new AppError('conflict', 'policy.account_missing')
  await queries.updateLine(ctx.db, line.id, {
    status: wanted,
    acceptedBy: ctx.actor.userName,
    acceptedAt: ctx.now,
    accountId: input.accept ? (account?.id ?? null) : null,
  })
  await audit(ctx, {
    action: 'policy.offer_answer',
    subject: `policy.grant_line/${id}`,
    detail: { accept: input.accept, accountId: account ? String(account.id) : null },
  })
  return listOffers(ctx, line)
}
