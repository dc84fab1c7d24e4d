import { type Context, requirePermission } from '../../access/index.ts'
import { chainSectors, unknownSector } from '../domain/chain-sectors.ts'
import type { SupplyFacts } from '../domain/supply-facts.ts'
import { buildNetwork, type SupplyNetwork } from '../domain/supply-network.ts'
import type { MatrixUse, NetworkInput, RunSummary } from '../model.ts'
import {
  listChainGround,
  listNetworkFirms,
  listRelationsInForce,
  type RelationRow,
} from '../queries/network.ts'
import { sectorsByMatrix } from './essential-inputs.ts'

/** What a city's network is built from; plain data, so that a run can keep it as it was. */
export type NetworkFacts = SupplyFacts & {
  readonly isInCity: readonly boolean[]
  /** Left out: essential inputs are not from a matrix. */
  readonly matrix?: MatrixUse
}

/** A city's network with what it rests on; firm i of `network` is `facts.firms[i]`. */
export type CityNetwork = SupplyNetwork & { readonly facts: NetworkFacts }

const ppm = 1_000_000
const whole = (fen: bigint | null) => (fen === null ? null : Number(fen))
const ratio = (parts: number | null) => (parts === null ? null : parts / ppm)

/**
 * What is held about the supply of a city's firms on one day. Reads confidential relations and figures as the program;
 * the caller sees to it that what comes out follows the rules of access.
 */
export async function loadNetworkFacts(ctx: Context, input: NetworkInput): Promise<NetworkFacts> {
  return ctx.asProgram(async () => {
    const relations = await listRelationsInForce(ctx.db, input)
    const partners = new Set(
      relations.flatMap(({ buyerId, supplierId }) => [buyerId, ...(supplierId === null ? [] : [supplierId])]),
    )
    const firms = await listNetworkFirms(ctx.db, input, [...partners])
    const { nodes, needs } = await listChainGround(ctx.db)
    const { sectors, matrix } =
      input.essentialFrom === 'nace-616'
        ? await sectorsByMatrix(ctx, firms, nodes)
        : { sectors: chainSectors(firms, nodes, needs, input.essentialFrom === 'chain-maps'), matrix: null }
    const places = new Map(firms.map(({ id }, i) => [id, i]))
    return {
      firms: firms.map(({ id, salesFen, purchasesFen }, i) => ({
        id: String(id),
        sector: sectors.ofFirm[i]!,
        salesFen: whole(salesFen),
        purchasesFen: whole(purchasesFen),
      })),
      relations: relations.flatMap((row) => toFact(row, places)),
      sectors: sectors.names,
      essential: sectors.essential,
      isInCity: firms.map(({ isInCity }) => isInCity),
      ...(matrix && { matrix }),
    }
  })
}

function toFact(row: RelationRow, places: ReadonlyMap<bigint, number>) {
  const buyer = places.get(row.buyerId)
  if (buyer === undefined) return []
  const supplier = row.supplierId === null ? null : (places.get(row.supplierId) ?? null)
  return [
    {
      supplier,
      buyer,
      amountFen: whole(row.amountFen),
      shareOfPurchases: ratio(row.sharePpm),
      shareOfSales: ratio(row.salesSharePpm),
    },
  ]
}

/**
 * A city's supply network on one day, ready for the engine: W in fen (or in parts, where no amount is held), sectors,
 * essential inputs, and on what each link rests. Consent that was withdrawn and periods that have passed take relations
 * out. Whole and named: hand on only what the reader may see.
 */
export async function buildSupplyNetwork(ctx: Context, input: NetworkInput): Promise<CityNetwork> {
  requirePermission(ctx.actor, 'risk.read_own', input.city)
  const facts = await loadNetworkFacts(ctx, input)
  return { ...buildNetwork(facts), facts }
}

/** What a run says of its network beside every figure. */
export function summaryOf({ facts, ...built }: CityNetwork): RunSummary {
  const unknown = facts.sectors.indexOf(unknownSector)
  return {
    shares: built.shares.map((share) => ({ ...share })),
    estimatedRatio: built.estimatedRatio,
    outsideRatio: built.outsideRatio,
    unit: built.unit,
    knownPurchases: built.knownPurchases,
    knownSales: built.knownSales,
    sectorCount: facts.sectors.length,
    matrix: facts.matrix ?? null,
    firmsWithoutSector: facts.firms.filter(({ sector }) => sector === unknown).length,
  }
}
