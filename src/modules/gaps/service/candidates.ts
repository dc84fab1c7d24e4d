import { translate } from '../../../platform/words.ts'
import { type Context, type Dataset, holds, requirePermission } from '../../access/index.ts'
import { centreOf, distanceToKm, zoneOf } from '../../network/index.ts'
import { fittingActs } from '../domain/fitting-acts.ts'
import {
  buildProductSpace,
  nearNode,
  type ProductSpace,
  rankRelated,
  relatednessVersion,
} from '../domain/relatedness.ts'
import type { Candidates } from '../model.ts'
import { listMapNodes } from '../queries/chains.ts'
import { listGapRows } from '../queries/gap-objects.ts'
import { listFirmProducts, readProductRevision } from '../queries/products.ts'
import { type GapsInput, onDay } from './chain-gaps.ts'
import type { CityFacts } from './city-facts.ts'
import type { JudgedChain } from './judge-chains.ts'
import { getJudgedNode } from './overrules.ts'
import { loadVocabulary } from './vocabulary.ts'

const mostCandidates = 30
const mostElsewhere = 100

const keptSpaces = new Map<Dataset, { version: string; space: ProductSpace }>()

/** Who makes which kinds of products; kept in this process until a product of the data set changes. */
async function loadProductSpace(ctx: Context, dataset: Dataset): Promise<ProductSpace> {
  const { changedIn, isWriting } = await readProductRevision(ctx.db, dataset)
  const version = String(changedIn)
  const kept = keptSpaces.get(dataset)
  if (kept?.version === version) return kept.space
  const space = buildProductSpace(await listFirmProducts(ctx.db, dataset))
  if (!isWriting) keptSpaces.set(dataset, { version, space })
  return space
}

/** Where a firm stands seen from the city; undefined for one that is not held in the picture. */
function standing({ picture, cityCode }: CityFacts, id: string) {
  const firm = picture.organisations.get(id)
  if (!firm) return undefined
  const centre = centreOf(picture.places, cityCode)
  const distance = distanceToKm(centre, firm)
  return {
    id,
    name: firm.name,
    cityName: firm.cityCode ? (picture.places.find(firm.cityCode)?.name ?? null) : null,
    ring: zoneOf(centre, firm) ?? ('unknown' as const),
    distanceKm: distance === null ? null : Math.round(distance * 10) / 10,
  }
}

const near = (firm: { distanceKm: number | null }) => firm.distanceKm ?? Number.POSITIVE_INFINITY

function listElsewhere(facts: CityFacts, nodeId: string): Candidates['elsewhere'] {
  return (facts.placements.byNode.get(nodeId) ?? [])
    .flatMap(({ organisationId, evidence }) => {
      const firm = standing(facts, String(organisationId))
      return firm && firm.ring !== 'here' ? [{ ...firm, evidence }] : []
    })
    .sort((a, b) => near(a) - near(b) || Number(a.id) - Number(b.id))
}

function listCouldStepIn(
  facts: CityFacts,
  space: ProductSpace,
  node: { id: string; products: readonly string[] },
): Candidates['couldStepIn'] {
  const makers = (facts.placements.byNode.get(node.id) ?? []).map(({ organisationId }) =>
    String(organisationId),
  )
  const isMaker = new Set(makers)
  const proximities = nearNode(space, { products: node.products, makers })
  const found: Candidates['couldStepIn'] = []
  for (const { id, score, neighbours } of rankRelated(space, proximities, (firm) => !isMaker.has(firm))) {
    const firm = standing(facts, id)
    if (!firm || (firm.ring !== 'here' && firm.ring !== 'within200Km')) continue
    found.push({ ...firm, score: Math.round(score * 1000) / 1000, neighbours: neighbours.map(round) })
    if (found.length === mostCandidates) break
  }
  return found
}

const round = <T extends { proximity: number }>(one: T): T => ({
  ...one,
  proximity: Math.round(one.proximity * 1000) / 1000,
})

async function listActs(ctx: Context, input: GapsInput, judged: JudgedChain, nodeId: string) {
  const { acts } = await loadVocabulary(ctx)
  const where = { dataset: input.dataset, cityCode: input.city, chainId: judged.chain.chainId, nodeId }
  const open = holds(ctx.actor, 'gaps.register_read')
    ? await listGapRows(ctx.db, { ...where, isTakenUp: true })
    : []
  const status = judged.nodes.find(({ id }) => id === nodeId)!.status
  return fittingActs(
    acts,
    status,
    open.map(({ kind }) => kind),
  ).map(({ act, byStatus, byKinds }) => ({
    id: act.id,
    name: ctx.lang === 'en' ? act.name.en : act.name.zh,
    what: ctx.lang === 'en' ? act.what.en : act.what.zh,
    byStatus,
    byKinds: [...byKinds],
  }))
}

/**
 * Who could close a gap: the acts that fit, the firms here and near that make neighbouring products, and the firms
 * elsewhere that make it. Method: docs/methods/relatedness.md.
 */
export async function getCandidates(
  ctx: Context,
  input: GapsInput & { chain: string; node: string },
): Promise<Candidates> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const { facts, judged, node } = await getJudgedNode(ctx, input)
  const space = await loadProductSpace(ctx, input.dataset)
  const drawn = await listMapNodes(ctx.db, [judged.chain.mapId])
  const products = drawn.find(({ nodeId }) => nodeId === node.id)?.products ?? []
  const elsewhere = listElsewhere(facts, node.id)
  return {
    asOf: onDay(ctx, input).on,
    node: { id: node.id, name: node.name, status: node.status },
    method: translate(ctx.lang, 'gaps.relatedness_method'),
    version: relatednessVersion,
    basis: {
      makers: facts.placements.byNode.get(node.id)?.length ?? 0,
      firmsRead: space.kindsOf.size,
    },
    acts: await listActs(ctx, input, judged, node.id),
    couldStepIn: listCouldStepIn(facts, space, { id: node.id, products }),
    elsewhere: elsewhere.slice(0, mostElsewhere),
    elsewhereCount: elsewhere.length,
  }
}
