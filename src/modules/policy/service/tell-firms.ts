import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, type Dataset, pushNotice } from '../../access/index.ts'
import { rowsWith } from '../domain/forecast.ts'
import { computeCity } from './city-run.ts'

const datasets: readonly Dataset[] = ['held', 'demo']

/**
 * Tells every firm that a policy published now is within its reach: entitled, or nearly so. Each firm learns of itself
 * only; whether and when it sees the notice is its subscription.
 */
export async function tellFirms(
  ctx: Context,
  { policy, title, areaCode }: { policy: string; title: string; areaCode: string },
): Promise<void> {
  const city = `${areaCode.slice(0, 4)}00`
  if (city.endsWith('0000')) return
  for (const dataset of datasets) {
    const { run, table } = await computeCity(ctx, { city, dataset, on: chinaDay(ctx.now) })
    const reached = new Map<number, number>()
    for (const outcome of run.outcomes.filter(({ clause }) => clause.policy === policy))
      for (const row of [...rowsWith(outcome, 0), ...rowsWith(outcome, 4)])
        reached.set(row, (reached.get(row) ?? 0) + 1)
    for (const [row, count] of reached)
      await pushNotice(ctx, {
        to: { organisationId: table.rows.ids[row]! },
        kind: 'policy.notice.entitled',
        params: { title, count },
        reference: { room: 'policy', path: '/policies/firm' },
        dataset,
      })
  }
}
