import { chinaDay } from '../../../kernel/china-day.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { type Context, disclosable, holds, requirePermission } from '../../access/index.ts'
import { type CountedTicket, countTickets, hiddenCounts } from '../domain/statistics.ts'
import type { TicketStatistics } from '../model.ts'
import { listCounted } from '../queries/clock.ts'
import { levelsOf } from './tickets.ts'

const total = 'total'
const firmsOf = (tickets: readonly CountedTicket[]) => {
  const firms = new Map<string, number>()
  for (const { organisationId } of tickets) firms.set(organisationId, (firms.get(organisationId) ?? 0) + 1)
  return firms
}

/**
 * What became of the requests of a city, in all and by kind. The office sees every figure; others only those that at
 * least three firms make up, none of them more than 80 %. Permission `tickets.statistics`.
 */
export async function getTicketStatistics(
  ctx: Context,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<TicketStatistics> {
  requirePermission(ctx.actor, 'tickets.statistics', city)
  const levels = await levelsOf(ctx, city)
  const tickets = await ctx.asProgram(() => listCounted(ctx.db, { city, dataset }))
  const on = chinaDay(ctx.now)
  const ofKind = (kind: string) => tickets.filter((ticket) => ticket.kind === kind)
  const cells = [
    { id: total, contributors: firmsOf(tickets) },
    ...levels.kinds.map(({ id }) => ({ id, contributors: firmsOf(ofKind(id)) })),
  ]
  const shown = holds(ctx.actor, 'tickets.manage') ? null : disclosable(cells)
  const countsOf = (id: string, of: readonly CountedTicket[]) =>
    shown === null || shown.has(id) ? countTickets(of, on, workingDays()) : hiddenCounts
  return {
    on,
    total: countsOf(total, tickets),
    kinds: levels.kinds.map(({ id, name }) => ({
      kind: id,
      name: name[ctx.lang],
      ...countsOf(id, ofKind(id)),
    })),
  }
}
