import { translate } from '../../../platform/words.ts'
import { type Context, holds, requirePermission } from '../../access/index.ts'
import { listComputedTrend } from '../../indicators/index.ts'
import {
  measureResilience,
  type Part,
  type PartId,
  partIds,
  type ResilienceNode,
  resilienceVersion,
  tellNode,
} from '../domain/resilience.ts'
import type { Resilience, ResilienceDetail } from '../model.ts'
import { listGapRows, listRegisteredChains } from '../queries/gap-objects.ts'
import { type GapsInput, onDay } from './chain-gaps.ts'
import { type CityInput, type JudgedChain, judgeChains, nameIn } from './judge-chains.ts'
import { loadVocabulary } from './vocabulary.ts'

/** The definition of the packs that the index fills, with what it is measured on. */
export const resilienceIndicator = 'self-reliance-index'

function tellPart(
  ctx: Context,
  id: PartId,
  part: Part,
  weight: number,
): Resilience['chains'][number]['parts'][number] {
  const { value, hits, of, out } = part
  return {
    id,
    name: translate(ctx.lang, `gaps.part.${id}`),
    value,
    weight,
    text: translate(ctx.lang, value === null ? `gaps.part.${id}_unknown` : `gaps.part.${id}_text`, {
      hits,
      of,
      out,
    }),
  }
}

/** What the register says about flow, read by the program: how many nodes are hindered is told to everybody. */
async function readRegister(ctx: Context, { dataset, city }: CityInput) {
  const { resilience, kinds, version } = await loadVocabulary(ctx)
  const hindering = new Set(kinds.filter(({ hindersFlow }) => hindersFlow).map(({ id }) => id))
  const where = { dataset, cityCode: city }
  const [rows, kept] = await ctx.asProgram(async () => [
    await listGapRows(ctx.db, { ...where, isTakenUp: true }),
    new Set(await listRegisteredChains(ctx.db, where)),
  ])
  const hindered = new Set(
    rows.filter(({ kind }) => hindering.has(kind)).map(({ chainId, nodeId }) => `${chainId}/${nodeId}`),
  )
  return { settings: resilience, vocabularyVersion: version, kept, hindered }
}
type Register = Awaited<ReturnType<typeof readRegister>>

const seenBy = ({ chain, nodes, dependents }: JudgedChain, { hindered }: Register) =>
  nodes.map((node) => ({
    ...node,
    dependents: dependents.get(node.id) ?? 0,
    isHindered: hindered.has(`${chain.chainId}/${node.id}`),
  }))

function tellChain(ctx: Context, judged: JudgedChain, register: Register): Resilience['chains'][number] {
  const { settings, kept } = register
  const { chain } = judged
  const seen: readonly ResilienceNode[] = seenBy(judged, register)
  const { index, coverageRatio, parts } = measureResilience(seen, kept.has(chain.chainId), settings)
  return {
    id: chain.chainId,
    name: nameIn(ctx, chain),
    index,
    coverageRatio,
    parts: partIds.map((id) => tellPart(ctx, id, parts[id], settings.weights[id])),
  }
}

/**
 * 自主可控与稳定畅通综合指数 of every chain of a city with its parts. The program reads the register for the part of flow:
 * how many nodes are hindered is told to everybody, what hinders them is not.
 */
export async function getResilience(ctx: Context, input: GapsInput): Promise<Resilience> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const at = onDay(ctx, input)
  const register = await readRegister(ctx, at)
  const { chains } = await judgeChains(ctx, at)
  return {
    ...{ city: at.city, dataset: at.dataset, asOf: at.on, version: resilienceVersion },
    definition: translate(ctx.lang, 'gaps.resilience_definition'),
    chains: chains.map((judged) => tellChain(ctx, judged, register)),
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000

/** The formula with the figures of one chain in it. */
function workOut({ index, parts }: Resilience['chains'][number]): string | null {
  const known = parts.filter(({ value }) => value !== null)
  if (index === null || known.length === 0) return null
  const sum = known.map(({ weight, value }) => `${weight} × ${round(value!)}`).join(' + ')
  const weights = known.map(({ weight }) => weight).join(' + ')
  return `100 × (${sum}) ÷ (${weights}) = ${index}`
}

/** One chain opened: the worked formula, what every node gives, and the values kept for the days before. */
export async function getChainResilience(
  ctx: Context,
  input: GapsInput & { chain: string },
): Promise<ResilienceDetail> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const at = onDay(ctx, input)
  const register = await readRegister(ctx, at)
  const { chains } = await judgeChains(ctx, at, input.chain)
  const judged = chains[0]!
  const told = tellChain(ctx, judged, register)
  const maySeeItems = holds(ctx.actor, 'gaps.register_read') && register.kept.has(input.chain)
  const nodes = seenBy(judged, register).map((node) => {
    const { isHindered, ...given } = tellNode(node, register.settings)
    return { id: node.id, name: node.name, ...given, isHindered: maySeeItems ? isHindered : null }
  })
  return {
    ...{ city: at.city, dataset: at.dataset, asOf: at.on, version: resilienceVersion },
    definition: translate(ctx.lang, 'gaps.resilience_definition'),
    vocabularyVersion: register.vocabularyVersion,
    chain: { id: told.id, name: told.name },
    ...{ index: told.index, coverageRatio: told.coverageRatio, parts: told.parts },
    worked: workOut(told),
    nodes: nodes.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1)),
    trend: await readTrend(ctx, at, input.chain),
  }
}

async function readTrend(ctx: Context, { city, dataset }: CityInput, chain: string) {
  const asked = { cityCode: city, dataset, indicator: resilienceIndicator, kind: 'chain' as const }
  const points = (await listComputedTrend(ctx, asked)).get(chain) ?? []
  return points.map(({ asOf, confirmedOn, value, coverageRatio }) => ({
    asOf,
    confirmedOn,
    index: value === null ? null : Number(value),
    coverageRatio,
  }))
}
