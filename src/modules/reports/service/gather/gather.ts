import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import type { Context } from '../../../access/index.ts'
import { getChainGaps, listGaps } from '../../../gaps/index.ts'
import type { Material } from '../../domain/fact-catalogue.ts'
import { lastMonths } from '../../domain/period.ts'
import { drawMap, findChain, findMap, gatherChain, mapSource } from './gather-chain.ts'
import { gatherPolicies, gatherRisk, gatherTasks } from './gather-follow.ts'
import { gatherCandidates, gatherParks, gatherPlatforms, gatherProjects } from './gather-library.ts'
import { gatherMap } from './gather-map.ts'
import { gatherMonitoring } from './gather-monitoring.ts'
import { gatherGaps, gatherNodes } from './gather-nodes.ts'
import { gatherTargets } from './gather-targets.ts'
import { cityNameOf, noPicture, type Scope, sourceOf } from './scope.ts'

export type Asked = {
  readonly city: string
  readonly dataset: 'held' | 'demo'
  readonly chain: string
  /** YYYY-MM that is looked back on; null: the last thirty days. */
  readonly period: string | null
}
export type GatheredChain = { readonly scope: Scope; readonly chainName: string; readonly material: Material }

/** Everything a report on a chain may speak of, read with the rights of whoever asks. Reports are in Chinese. */
export async function gatherForChain(asker: Context, asked: Asked): Promise<GatheredChain> {
  const ctx: Context = { ...asker, lang: 'zh' }
  const on = chinaDay(ctx.now)
  const { from, until } = lastMonths(asked.period, on)
  const cityName = await cityNameOf(ctx, asked.city)
  const scope: Scope = { ctx, ...asked, cityName, on, from, until }
  const entry = await findChain(scope)
  if (!entry) throw new AppError('not_found', 'reports.no_chain', { chain: asked.chain, city: cityName })
  const map = await findMap(scope)
  const chainPart = await gatherChain(scope, entry, map)
  const nodePart = map ? await gatherJudged(scope, map) : undrawn(scope)
  const parts = [
    ...[chainPart, nodePart, await gatherProjects(scope), await gatherParks(scope)],
    ...[await gatherPlatforms(scope), await gatherTargets(scope), await gatherTasks(scope)],
    ...[await gatherRisk(scope), await gatherMonitoring(scope), await gatherPolicies(scope)],
  ]
  return { scope, chainName: entry.name.zh, material: joined(scope, parts) }
}

type Partial = { facts: Material['facts']; tables: Material['tables']; pictures?: Material['pictures'] }

function joined(scope: Scope, parts: readonly Partial[]): Material {
  return {
    facts: { ...Object.assign({}, ...parts.map(({ facts }) => facts)), ...laterRooms(scope) },
    tables: Object.assign({}, ...parts.map(({ tables }) => tables)),
    pictures: Object.assign({}, ...parts.map(({ pictures }) => pictures ?? {})),
  }
}

async function gatherJudged(
  scope: Scope,
  map: NonNullable<Awaited<ReturnType<typeof findMap>>>,
): Promise<Partial> {
  const { ctx, city, dataset, chain } = scope
  const gaps = await getChainGaps(ctx, { city, dataset, chain })
  const segmentNames = new Map(map.segments.map(({ id, name }) => [id, name.zh]))
  const nodes = gatherNodes(scope, gaps, segmentNames)
  const all = await listGaps(ctx, { city, dataset })
  const list = await gatherGaps(scope, all, segmentNames)
  const candidates = await gatherCandidates(scope, all)
  return {
    facts: { ...nodes.facts, ...list.facts, ...candidates.facts },
    tables: { ...nodes.tables, ...list.tables, ...candidates.tables },
    pictures: {
      ...{ ...nodes.pictures, ...candidates.pictures, ...(await gatherMap(scope)) },
      'chain-map': drawMap(scope, map, gaps),
    },
  }
}

/** A chain without a map: nothing about its nodes is known, and the reports say so. */
function undrawn(scope: Scope): Partial {
  const source = sourceOf(scope, { room: 'chains', what: '产业链名录', asOf: scope.on, path: '/chains' })
  const picture = { ...noPicture, sources: [source], why: '图谱尚未绘制' }
  return { facts: {}, tables: {}, pictures: { 'chain-map': picture, 'map-outline': picture } }
}

/** What rooms will hold that are not there yet: unknown, with the reason. */
const laterRooms = (scope: Scope): Material['facts'] => {
  const at = { asOf: null, path: '/artefacts' }
  return {
    'talent.state': {
      slots: { posts: null, people: null },
      sources: [sourceOf(scope, { room: 'talent', what: '人才池', ...at })],
      why: '人才库尚未建成',
    },
    'finance.state': {
      slots: { products: null, requests: null },
      sources: [sourceOf(scope, { room: 'finance', what: '金融产品与融资需求', ...at })],
      why: '金融服务库尚未建成',
    },
  }
}

export { mapSource }
