import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { centreOf, countNode } from '../../network/index.ts'
import { judgeNode, type NodeFacts } from '../domain/node-status.ts'
import {
  measureResilience,
  partIds,
  type ResilienceNode,
  type ResilienceSettings,
  resilienceVersion,
} from '../domain/resilience.ts'
import { type ItemDays, itemOn, overrulesOn, seriesDays, statementsOn } from '../domain/resilience-series.ts'
import type { GapState, ResilienceSeries, ResilienceSeriesQuery } from '../model.ts'
import { type HeldGap, listGapRows } from '../queries/gap-objects.ts'
import * as queries from '../queries/resilience-series.ts'
import { findThreshold } from '../queries/statements.ts'
import type { CityFacts } from './city-facts.ts'
import { judgeChains } from './judge-chains.ts'
import { loadVocabulary } from './vocabulary.ts'

const daysOf = ({ nodeId, foundOn, history, kind }: HeldGap, hindering: ReadonlySet<string>): ItemDays => ({
  ...{ nodeId, foundOn, hindersFlow: hindering.has(kind) },
  steps: history.flatMap((event) =>
    event.kind === 'started' || event.kind === 'acted'
      ? [
          {
            day: chinaDay(new Date(event.at)),
            to: (event.kind === 'acted' ? event.to : event.state) as GapState,
          },
        ]
      : [],
  ),
})

/** The facts of a node on a day: those held now without the firms that were founded later. */
function factsOn(
  facts: CityFacts,
  nodeId: string,
  day: string,
  founded: ReadonlyMap<string, string>,
): NodeFacts {
  const held = facts.factsOf(nodeId)
  const placed = facts.placements.byNode.get(nodeId) ?? []
  const isThere = (id: string) => (founded.get(id) ?? day) <= day
  if (placed.every(({ organisationId }) => isThere(String(organisationId)))) return held
  const firms = placed.flatMap(({ organisationId, evidence }) => {
    const place = facts.picture.organisations.get(String(organisationId))
    return place && isThere(String(organisationId)) ? [{ place, groupKey: place.groupKey, evidence }] : []
  })
  return { ...held, ...countNode(firms, centreOf(facts.picture.places, facts.cityCode)) }
}

/** Everything that the series of one chain is worked out from, read once. */
async function loadHistory(
  ctx: Context,
  { city, dataset, chain }: ResilienceSeriesQuery,
  days: readonly string[],
) {
  const today = days.at(-1)!
  const { facts, chains } = await judgeChains(ctx, { city, dataset, on: today }, chain)
  const judged = chains[0]
  if (!judged) throw new AppError('not_found', 'gaps.no_chain', { city, chain })
  const place = { dataset, cityCode: city, chainId: chain }
  const { resilience: settings, kinds, version } = await loadVocabulary(ctx)
  const hindering = new Set<string>(kinds.filter(({ hindersFlow }) => hindersFlow).map(({ id }) => id))
  const items = await ctx.asProgram(() => listGapRows(ctx.db, place))
  const nodeIds = judged.nodes.map(({ id }) => id)
  return {
    ...{ facts, judged, settings, vocabularyVersion: version },
    limits: (await findThreshold(ctx.db, city, today)) ?? null,
    items: items.map((item) => daysOf(item, hindering)),
    statements: await queries.listChainStatements(ctx.db, place),
    overrules: await queries.listChainOverrules(ctx.db, place),
    founded: await queries.listFoundedAfter(ctx.db, dataset, { nodeIds, day: days[0]! }),
  }
}
type History = Awaited<ReturnType<typeof loadHistory>>

function nodesOn(history: History, day: string): ResilienceNode[] {
  const { facts, judged, limits, items } = history
  const said = statementsOn(history.statements, day)
  const overruled = overrulesOn(history.overrules, day)
  const hindered = new Set(
    items.filter((item) => item.hindersFlow && itemOn(item, day) === 'open').map(({ nodeId }) => nodeId),
  )
  return judged.nodes.map(({ id }) => {
    const own = factsOn(facts, id, day, history.founded)
    const { here, within200Km, groups, groupUnknown } = own
    return {
      status: overruled.get(id) ?? judgeNode(own, limits, said.get(id) ?? null).status,
      dependents: judged.dependents.get(id) ?? 0,
      ...{ here, within200Km, groups, groupUnknown, isHindered: hindered.has(id) },
    }
  })
}

function pointOn(
  history: History,
  day: string,
  settings: ResilienceSettings,
): ResilienceSeries['points'][number] {
  const nodes = nodesOn(history, day)
  const isKept = history.items.some((item) => itemOn(item, day) !== 'none')
  const { index, coverageRatio, parts } = measureResilience(nodes, isKept, settings)
  const count = (status: ResilienceNode['status']) => nodes.filter((node) => node.status === status).length
  return {
    ...{ asOf: day, index, coverageRatio },
    parts: partIds.map((id) => ({ id, value: parts[id].value })),
    statuses: {
      ...{ strong: count('strong'), weak: count('weak') },
      ...{ missing: count('missing'), unknown: count('unknown') },
    },
  }
}

/**
 * How the index of one chain went, month by month: worked back from the days that statements, overrules, items of the
 * register and foundings bear, by one yardstick, today's (map, thresholds, weights). Firms and relations are those held now.
 */
export async function getResilienceSeries(
  ctx: Context,
  query: ResilienceSeriesQuery,
): Promise<ResilienceSeries> {
  requirePermission(ctx.actor, 'gaps.read', query.city)
  const days = seriesDays(chinaDay(ctx.now), query.months)
  const history = await loadHistory(ctx, query, days)
  return {
    ...{ city: query.city, dataset: query.dataset, chain: query.chain, version: resilienceVersion },
    ...{ vocabularyVersion: history.vocabularyVersion, mapVersion: history.judged.chain.mapVersion },
    method: translate(ctx.lang, 'gaps.resilience_series'),
    parts: partIds.map((id) => ({
      ...{ id, name: translate(ctx.lang, `gaps.part.${id}`), weight: history.settings.weights[id] },
    })),
    points: days.map((day) => pointOn(history, day, history.settings)),
  }
}
