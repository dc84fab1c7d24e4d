import { translate } from '../../../platform/words.ts'
import { type Context, disclosable, holds, requirePermission } from '../../access/index.ts'
import { contributorsOf, ratioOverBuyers, wholesOf } from '../../network/index.ts'
import { countStatuses } from '../domain/ranking.ts'
import type { GapList, Overview } from '../model.ts'
import { countChain, type GapsInput, listGaps, onDay } from './chain-gaps.ts'
import type { CityFacts } from './city-facts.ts'
import { type JudgedChain, judgeChains, nameIn } from './judge-chains.ts'

function countFigures(ctx: Context, { picture, placements, cityCode }: CityFacts): Overview['figures'] {
  const placedIds = new Set<string>()
  for (const rows of placements.byNode.values())
    for (const row of rows) placedIds.add(String(row.organisationId))
  let organisations = 0
  let placed = 0
  for (const { id, cityCode: at } of picture.organisations.values()) {
    if (at !== cityCode) continue
    organisations++
    if (placedIds.has(id)) placed++
  }
  const relations = holds(ctx.actor, 'relations.read_all') ? picture.relations : null
  return { organisations, relations, placed, unplaced: organisations - placed }
}

function tellSentences(ctx: Context, chains: readonly JudgedChain[], gaps: GapList): Overview['sentences'] {
  const say = (code: string, params = {}) => ({ text: translate(ctx.lang, `gaps.sentence.${code}`, params) })
  if (chains.length === 0) return [say('no_maps')]
  const nodes = chains.flatMap((chain) => chain.nodes)
  const counts = countStatuses(nodes)
  const sentences = [say('judged', { nodes: nodes.length, ...counts })]
  const gravest = gaps.items[0]
  if (gravest?.status === 'missing') {
    const { node, chain, dependents } = gravest
    sentences.push(
      say('gravest', { missing: counts.missing, node: node.name, chain: chain.name, dependents }),
    )
  }
  const unconfirmed = nodes.reduce((sum, node) => sum + node.unconfirmed, 0)
  if (unconfirmed > 0) sentences.push(say('unconfirmed', { firms: unconfirmed }))
  return sentences
}

/** The common ratio of the city's buyers, where enough of them stand behind it to be shown to everybody. */
function publicRatio({ sourcing }: CityFacts): Overview['localSourcing'] {
  const { ratio, coverageRatio } = ratioOverBuyers(sourcing.ratios)
  const isOpen =
    sourcing.ratios.length === 0 ||
    [contributorsOf, wholesOf].every((weigh) =>
      disclosable([{ id: 'all', contributors: weigh(sourcing.ratios) }]).has('all'),
    )
  return isOpen ? { ratio, coverageRatio } : { ratio: null, coverageRatio: null }
}

/** What is true in a city today: its chains by status, what is held, and the sentences that say so. */
export async function getOverview(ctx: Context, input: GapsInput): Promise<Overview> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const { on, city, dataset } = onDay(ctx, input)
  const { facts, chains } = await judgeChains(ctx, { city, dataset, on })
  const gaps = await listGaps(ctx, input)
  return {
    city,
    dataset,
    asOf: on,
    chains: chains.map((judged) => ({
      id: judged.chain.chainId,
      name: nameIn(ctx, judged.chain),
      map: 'drawn' as const,
      counts: countChain(judged),
    })),
    figures: countFigures(ctx, facts),
    localSourcing: publicRatio(facts),
    sentences: tellSentences(ctx, chains, gaps),
  }
}
