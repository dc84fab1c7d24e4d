import { chinaDay } from '../../../kernel/china-day.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { type Context, disclosable, holds, requirePermission } from '../../access/index.ts'
import { type CountedTicket, type Counts, countTickets, hiddenCounts } from '../domain/statistics.ts'
import type { TicketStatistics } from '../model.ts'
import { listCounted } from '../queries/clock.ts'
import { levelsOf } from './tickets.ts'

const total = 'total'
/** On which tickets each figure rests: a rating by one firm is no figure, however many firms raised requests. */
const rests = {
  counts: () => true,
  median: ({ answeredOn }: CountedTicket) => answeredOn !== null,
  ratings: ({ satisfaction }: CountedTicket) => satisfaction !== null,
}
const firmsOf = (tickets: readonly CountedTicket[]) => {
  const firms = new Map<string, number>()
  for (const { organisationId } of tickets) firms.set(organisationId, (firms.get(organisationId) ?? 0) + 1)
  return firms
}

type Group = { readonly id: string; readonly tickets: readonly CountedTicket[] }

/** The counts of each group as far as they leave for those who may not read the tickets. */
function disclosedCounts(groups: readonly Group[], count: (group: Group) => Counts): Map<string, Counts> {
  const shownOf = (figure: keyof typeof rests) =>
    disclosable(
      groups.map(({ id, tickets }) => ({ id, contributors: firmsOf(tickets.filter(rests[figure])) })),
    )
  const [counts, median, ratings] = [shownOf('counts'), shownOf('median'), shownOf('ratings')]
  const isTold = (shown: ReadonlySet<string>, { id, tickets }: Group, figure: keyof typeof rests) =>
    shown.has(id) || !tickets.some(rests[figure])
  return new Map(
    groups.map((group) => {
      if (!counts.has(group.id)) return [group.id, hiddenCounts]
      const told = count(group)
      if (!isTold(median, group, 'median')) told.medianWorkingDays = null
      if (!isTold(ratings, group, 'ratings'))
        Object.assign(told, { satisfactionMean: null, satisfactionCount: null })
      return [group.id, told]
    }),
  )
}

/**
 * What became of the requests of a city, in all and by kind. The office sees every figure; others only those that at
 * least three firms make up, none of them more than 80 %: the days by firms that were answered, the ratings by firms
 * that rated. Permission `tickets.statistics`.
 */
export async function getTicketStatistics(
  ctx: Context,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<TicketStatistics> {
  requirePermission(ctx.actor, 'tickets.statistics', city)
  const levels = await levelsOf(ctx, city)
  const tickets = await ctx.asProgram(() => listCounted(ctx.db, { city, dataset }))
  const on = chinaDay(ctx.now)
  const groups: Group[] = [
    { id: total, tickets },
    ...levels.kinds.map(({ id }) => ({ id, tickets: tickets.filter(({ kind }) => kind === id) })),
  ]
  const count = ({ tickets: of }: Group): Counts => countTickets(of, on, workingDays())
  const told = holds(ctx.actor, 'tickets.manage')
    ? new Map(groups.map((group) => [group.id, count(group)]))
    : disclosedCounts(groups, count)
  return {
    on,
    total: told.get(total)!,
    kinds: levels.kinds.map(({ id, name }) => ({ kind: id, name: name[ctx.lang], ...told.get(id)! })),
  }
}
