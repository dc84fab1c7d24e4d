import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { workingDays } from '../../../platform/working-days.ts'
import type { Context } from '../../access/index.ts'
import { type SupervisionRule, Watch } from '../domain/lights.ts'
import { findRuleSet } from '../queries/supervision.ts'

/** The city's rule of supervision with a watch on today, or on the day given; `conflict` where no pack brings a rule. */
export async function watchOf(
  ctx: Context,
  cityCode: string,
  onDate = chinaDay(ctx.now),
): Promise<{ rule: SupervisionRule; watch: Watch }> {
  const row = await findRuleSet(ctx.db, 'task', cityCode)
  if (!row) throw new AppError('conflict', 'programmes.no_rule')
  const rule = row.content as SupervisionRule
  return { rule, watch: new Watch(rule, onDate, workingDays()) }
}
