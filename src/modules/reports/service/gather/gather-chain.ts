import { AppError } from '../../../../kernel/errors.ts'
import {
  type ChainSummary,
  drawChainMap,
  getChainMap,
  listChains,
  listChainTiers,
  type MapAnswer,
} from '../../../chains/index.ts'
import type { ChainGaps } from '../../../gaps/index.ts'
import type { FactSet, GatheredPicture, Source, TableSet } from '../../domain/fact-catalogue.ts'
import { type Scope, sourceOf } from './scope.ts'

/** The entry of a chain in today's catalogue; undefined where the city has none of that id. */
export async function findChain({
  ctx,
  city,
  chain,
}: Pick<Scope, 'ctx' | 'city' | 'chain'>): Promise<ChainSummary | undefined> {
  return (await listChains(ctx, { city })).chains.find(({ id }) => id === chain)
}

/** The map of a chain; null where none is drawn. */
export async function findMap({
  ctx,
  city,
  chain,
}: Pick<Scope, 'ctx' | 'city' | 'chain'>): Promise<MapAnswer | null> {
  try {
    return await getChainMap(ctx, { chainId: chain, city })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not_found') return null
    throw error
  }
}

const tierNames = { master: '链主', backbone: '骨干', high_growth: '高成长', supporting: '配套' } as const

/** Who answers for the chain, what its map holds and rests on, and which firms lead it. */
export async function gatherChain(
  scope: Scope,
  entry: ChainSummary,
  map: MapAnswer | null,
): Promise<{ facts: FactSet; tables: TableSet }> {
  const { ctx, dataset, chain, on } = scope
  const catalogue = sourceOf(scope, {
    room: 'chains',
    what: `产业链名录 ${entry.name.zh}`,
    asOf: on,
    path: '/chains',
  })
  const drawn: Source[] = map ? [mapSource(scope, map)] : []
  const { tiers } = await listChainTiers(ctx, { chainId: chain, dataset, on })
  const leading = tiers.flatMap(({ role, holders }) => holders.map((holder) => ({ ...holder, role })))
  const tierSource = sourceOf(scope, {
    ...{ room: 'chains', what: '链上企业角色', asOf: on, path: `/firms?chain=${chain}` },
  })
  const essential = map?.needs.filter((need) => need.essential).length ?? null
  const assumed = map?.nodes.filter(({ source }) => source === '假设').length ?? null
  const edition = (await listChains(ctx, { city: scope.city })).edition
  return {
    facts: {
      'chain.catalogue': {
        slots: {
          edition: edition?.name.zh ?? null,
          leader: entry.leader?.holder ?? null,
          department: entry.leadDepartment?.holder ?? null,
          clusters: entry.clusters.map(({ name }) => name.zh),
        },
        sources: [catalogue],
      },
      'chain.map': {
        slots: {
          ...{ segments: map?.segments.length ?? null, nodes: map?.nodes.length ?? null },
          ...{ needs: map?.needs.length ?? null, essential, mapDay: map?.asOf ?? null },
        },
        sources: drawn,
      },
      'chain.basis': {
        slots: { cited: map && assumed !== null ? map.nodes.length - assumed : null, assumed },
        sources: drawn,
      },
      'chain.leading-firms': {
        slots:
          leading.length === 0
            ? { firms: null, count: null }
            : {
                firms: leading.filter(({ role }) => role === tiers[0]?.role).map(({ name }) => name),
                count: leading.length,
              },
        sources: [tierSource],
      },
    },
    tables: {
      'leading-firms': {
        rows: leading.map(({ organisationId, name, role, validFrom }) => ({
          key: `${organisationId}-${role}`,
          slots: { firm: name, role: tierNames[role], since: validFrom },
        })),
        sources: [tierSource],
      },
    },
  }
}

/** Where the map is read from. */
export const mapSource = (scope: Scope, map: MapAnswer): Source =>
  sourceOf(scope, {
    ...{ room: 'chains', what: `${map.name.zh}产业链图谱第${map.mapVersion}版`, asOf: map.asOf },
    path: `/chains/${scope.chain}`,
  })

const pxPerMm = 96 / 25.4

/** The map as a picture with the judgement of its nodes, in the size of a landscape page. */
export function drawMap(scope: Scope, map: MapAnswer, gaps: ChainGaps): GatheredPicture {
  const statuses = new Map(gaps.nodes.map((node) => [node.id, node]))
  const svg = drawChainMap(map, statuses, {
    ...{ lang: 'zh', scope: scope.cityName, judgedOn: gaps.asOf, isDemo: scope.dataset === 'demo' },
  })
  const [, width = '0', height = '0'] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  return {
    svg,
    ...{ widthMm: Number(width) / pxPerMm, heightMm: Number(height) / pxPerMm },
    alternative: `${map.name.zh}产业链图谱，${map.nodes.length}个环节`,
    sources: [mapSource(scope, map)],
  }
}
