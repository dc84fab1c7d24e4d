import { chinaDay } from '../../../kernel/china-day.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listGroupsToSettle, settleGroup } from '../queries/profile.ts'

/**
 * Settles by which group owners are counted where a membership has ended or begun meanwhile: nobody touches the firm on
 * that day. A group that a spreadsheet gave, without a period, is left. Asked for by the clock.
 */
export async function settleGroupsOn(ctx: Context): Promise<{ settled: number }> {
  requirePermission(ctx.actor, 'registry.edit')
  const on = chinaDay(ctx.now)
  const due = await listGroupsToSettle(ctx.db, on)
  for (const { dataset, organisationId } of due) {
    await settleGroup(ctx.db, dataset, String(organisationId), on)
    const subject = `registry.organisation/${organisationId}`
    await audit(ctx, { action: 'registry.settle_group', subject, detail: { on } })
  }
  return { settled: due.length }
}
