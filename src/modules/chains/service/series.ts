import { type Context, requirePermission } from '../../access/index.ts'
import { firstDayOf, listIndicators } from '../../indicators/index.ts'
import { kinships } from '../domain/line-series.ts'
import type { ChainSeries } from '../model.ts'
import { listCatalogue } from '../queries.ts'
import { getChainEntry } from './catalogue.ts'

/**
 * The line of descent of a chain and every dated figure that is held of it or of what it was called before, oldest first.
 * A figure of an entry whose scope was wider, narrower or other is marked so, never joined. Permission `chains.read`.
 */
export async function getChainSeries(
  ctx: Context,
  { chainId, city }: { chainId: string; city: string },
): Promise<ChainSeries> {
  requirePermission(ctx.actor, 'chains.read', city)
  const { edition } = await getChainEntry(ctx, { chainId, city })
  const editions = new Map((await listCatalogue(ctx.db, 'edition', city)).map((one) => [one.id, one]))
  const lineages = await listCatalogue(ctx.db, 'lineage', city)
  const line = [...kinships({ edition: edition.id, chain: chainId }, lineages).values()]
    .flatMap(({ entry, kinship }) => {
      const held = editions.get(entry.edition)
      const chain = held?.chains.find(({ id }) => id === entry.chain)
      if (!held || !chain) return []
      const { id, name, validFrom, validTo } = held
      return [
        { edition: id, editionName: name, chainId: chain.id, name: chain.name, validFrom, validTo, kinship },
      ]
    })
    .sort((a, b) => (firstDayOf(a.validFrom) < firstDayOf(b.validFrom) ? -1 : 1))
  return { chainId, city, line, series: await seriesOf(ctx, city, line) }
}

/** The entry of the line under which a figure of a day was told: the youngest that had begun by then, else the oldest. */
function entryOf(line: ChainSeries['line'], chainId: string, asOf: string) {
  const own = line.filter((entry) => entry.chainId === chainId)
  return [...own].reverse().find(({ validFrom }) => firstDayOf(validFrom) <= asOf) ?? own[0]
}

async function seriesOf(
  ctx: Context,
  city: string,
  line: ChainSeries['line'],
): Promise<ChainSeries['series']> {
  const indicators = await listIndicators(ctx, city)
  return indicators.flatMap(({ id, name, unit, values }) => {
    const points = values.flatMap(({ chain, period, asOf, value, comparator, scope, document }) => {
      const entry = chain === null ? undefined : entryOf(line, chain, asOf)
      if (!entry) return []
      const told = { chainId: entry.chainId, name: entry.name, kinship: entry.kinship }
      return [{ ...told, period, asOf, value, comparator, scope, source: document?.title ?? '假设' }]
    })
    return points.length === 0 ? [] : [{ indicator: id, name, unit, points }]
  })
}
