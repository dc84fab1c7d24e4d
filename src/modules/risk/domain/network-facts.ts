import type { MapUse, MatrixUse, RunSummary } from '../model.ts'
import { type ChainNeed, type ChainNode, chainSectors, type Sectors, unknownSector } from './chain-sectors.ts'
import { type EssentialMatrix, matrixSectors } from './matrix-sectors.ts'
import type { Relations, SupplyFacts } from './supply-facts.ts'
import type { SupplyNetwork } from './supply-network.ts'

/** What a city's network is built from; plain data, so that a run can keep it as it was. */
export type NetworkFacts = SupplyFacts & {
  readonly isInCity: readonly boolean[]
  /** Left out: essential inputs are not from a matrix. */
  readonly matrix?: MatrixUse
  /** Left out: essential inputs are not from the chain maps, or kept before this was told. */
  readonly maps?: MapUse
}

/** A city's network with what it rests on; firm i of `network` is `facts.firms[i]`. */
export type CityNetwork = SupplyNetwork & { readonly facts: NetworkFacts }

/** A matrix with what is told of it beside every figure. */
export type MatrixOfPack = EssentialMatrix & Omit<MatrixUse, 'mappedFirms' | 'firmCount'>

/** What the database tells of a network, in portions as it wrote them: lines and JSON, read here. */
export type ToldNetwork = {
  /** Lines `buyer,supplier,fen,ppm of purchases,ppm of sales`; empty: not told, or nobody named. */
  readonly relations: readonly string[]
  /** Arrays of `[id, in the city, industry code, nodes, sales in fen, purchases in fen]`. */
  readonly firms: readonly string[]
  readonly nodes: readonly ChainNode[]
  readonly needs: readonly (ChainNeed & { readonly isAssumed: boolean })[]
  readonly essentialFrom: 'chain-maps' | 'none' | MatrixOfPack
}

type ToldFirm = readonly [
  id: string,
  isInCity: boolean,
  industryCode: string | null,
  nodeIds: readonly string[],
  salesFen: number | null,
  purchasesFen: number | null,
]

const ppm = 1_000_000

/** Everybody named in relations as told, each once, as an array of PostgreSQL. */
export function namedIn(relations: readonly string[]): string {
  const ids = new Set<string>()
  for (const line of linesOf(relations)) {
    const [buyer, supplier] = line.split(',', 2)
    ids.add(buyer!)
    if (supplier) ids.add(supplier)
  }
  return `{${[...ids].join(',')}}`
}

function* linesOf(portions: readonly string[]): Generator<string> {
  for (const portion of portions) yield* portion.split('\n')
}

/** The facts of a network from what the database tells; firms in the order in which they are told. */
export function gatherFacts({ relations, firms, nodes, needs, essentialFrom }: ToldNetwork): NetworkFacts {
  const told = firms.flatMap((portion) => JSON.parse(portion) as ToldFirm[])
  const stands = told.map(([, , industryCode, nodeIds]) => ({ industryCode, nodeIds }))
  const { sectors, matrix } =
    typeof essentialFrom === 'string'
      ? { sectors: chainSectors(stands, nodes, needs, essentialFrom === 'chain-maps'), matrix: null }
      : byMatrix(essentialFrom, matrixSectors(stands, nodes, essentialFrom), told.length)
  return {
    firms: told.map(([id, , , , salesFen, purchasesFen], i) => ({
      ...{ id, salesFen, purchasesFen },
      sector: sectors.ofFirm[i]!,
    })),
    relations: readRelations(relations, new Map(told.map(([id], i) => [id, i]))),
    ...{ sectors: sectors.names, essential: sectors.essential, isInCity: told.map(([, isIn]) => isIn) },
    ...(matrix && { matrix }),
    ...(essentialFrom === 'chain-maps' && { maps: mapUseOf(needs, sectors.names) }),
  }
}

/** How many of the needs that matter between these sectors are essential, and how many of those nobody supports. */
function mapUseOf(needs: ToldNetwork['needs'], names: readonly string[]): MapUse {
  const stoodAt = new Set(names)
  const used = needs.filter(
    ({ nodeId, needsId, essential }) =>
      essential && stoodAt.has(`node:${nodeId}`) && stoodAt.has(`node:${needsId}`),
  )
  return { essentialNeeds: used.length, assumedNeeds: used.filter(({ isAssumed }) => isAssumed).length }
}

function byMatrix(
  { sectors: _, essential: __, classes: ___, ...told }: MatrixOfPack,
  { mappedFirms, ...sectors }: Sectors & { readonly mappedFirms: number },
  firmCount: number,
): { sectors: Sectors; matrix: MatrixUse } {
  return { sectors, matrix: { ...told, mappedFirms, firmCount } }
}

/** Relations as columns; those of a buyer that is no firm of the network are left out. */
function readRelations(portions: readonly string[], places: ReadonlyMap<string, number>): Relations {
  const suppliers: number[] = []
  const buyers: number[] = []
  const [amounts, bought, sold]: [number[], number[], number[]] = [[], [], []]
  const figure = (text: string | undefined) => (text ? Number(text) : Number.NaN)
  for (const line of linesOf(portions)) {
    const [buyerId, supplierId, amount, share, salesShare] = line.split(',')
    const buyer = places.get(buyerId!)
    if (buyer === undefined) continue
    buyers.push(buyer)
    suppliers.push(supplierId ? (places.get(supplierId) ?? -1) : -1)
    amounts.push(figure(amount))
    bought.push(figure(share) / ppm)
    sold.push(figure(salesShare) / ppm)
  }
  return {
    ...{ suppliers: Int32Array.from(suppliers), buyers: Int32Array.from(buyers) },
    amountsFen: Float64Array.from(amounts),
    ...{ sharesOfPurchases: Float64Array.from(bought), sharesOfSales: Float64Array.from(sold) },
  }
}

/** The node of the maps at which a firm stands as a sector; null where its sector is a class or unknown. */
export function nodeOf(facts: Pick<NetworkFacts, 'firms' | 'sectors'>, firm: number): string | null {
  const name = facts.sectors[facts.firms[firm]!.sector]!
  return name.startsWith('node:') ? name.slice('node:'.length) : null
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
    maps: facts.maps ?? null,
    firmsWithoutSector: facts.firms.filter(({ sector }) => sector === unknown).length,
  }
}
