import { AppError } from '../../../../kernel/errors.ts'
import type { Context } from '../../../access/index.ts'
import { yuanOf } from '../domain/chinese-amount.ts'
import { findApplication } from '../queries/applications.ts'
import { findResult } from '../queries/calls.ts'
import { findLife } from '../queries/lives.ts'
import { actOnApplication } from './act-on-application.ts'

type Wanted = { organisationId: string; dataset: string; city: string }

/**
 * The agreement that follows a selected application: for the same organisation, at most for the support that was made
 * public, after the notice has run. The application ends with it, so that nothing is paid twice.
 */
export async function followSelection(
  ctx: Context,
  applicationId: string,
  wanted: Wanted,
  supportFen: bigint,
): Promise<void> {
  const life = await findLife(ctx.db, applicationId, 'application')
  const row = life && (await findApplication(ctx.db, life.id))
  const isTheirs =
    life &&
    String(life.organisationId) === wanted.organisationId &&
    life.dataset === wanted.dataset &&
    life.cityCode === wanted.city
  if (!row || !isTheirs) throw new AppError('not_found', 'policy.no_application', { id: applicationId })
  const result = await findResult(ctx.db, row.lifeId)
  if (row.callId === null || !result?.isSelected || result.supportFen === null)
    throw new AppError('conflict', 'policy.not_selected', { title: life.title })
  if (supportFen > result.supportFen)
    throw new AppError('conflict', 'policy.support_above_list', {
      amount: yuanOf(supportFen),
      most: yuanOf(result.supportFen),
    })
  await actOnApplication(ctx, applicationId, { seen: life.events, action: 'agree' }, 'call')
}
