import type { CascadeNetwork } from '../../../engines/cascade/index.ts'
import type { Remedy } from '../model.ts'

/** A network that remedies change; firms are only added at its end, with weight 0, so that places stay what they were. */
export type ChangedNetwork = {
  readonly suppliers: readonly number[]
  readonly buyers: readonly number[]
  readonly amounts: readonly number[]
  readonly sectors: readonly number[]
  readonly markets: readonly number[]
  readonly essential: Uint8Array
  readonly sectorCount: number
  /** Weights of the network as it was: what is measured does not change with what is added. */
  readonly weights: readonly number[]
}

export type RemedyGround = {
  readonly firmIds: readonly string[]
  /** Sector of a node; undefined: nobody of the network stands there. */
  readonly sectorOfNode: (nodeId: string) => number | undefined
  readonly isInCity: readonly boolean[]
  readonly durationDays: number | null
}

export type Applied =
  | { readonly network: ChangedNetwork }
  | { readonly note: 'no_purchases' | 'not_in_network' | 'no_duration' }

/** Above this share of the duration a stock carries everything; 1 would leave no link at all. */
const greatestCover = 1 - 1e-9

export function startingNetwork(network: CascadeNetwork): ChangedNetwork {
  const weights = new Array<number>(network.firmCount).fill(0)
  network.amounts.forEach((amount, e) => {
    weights[network.suppliers[e]!]! += amount
  })
  const sectors = [...network.sectors]
  return {
    ...{ suppliers: [...network.suppliers], buyers: [...network.buyers], amounts: [...network.amounts] },
    ...{ sectors, markets: [...(network.markets ?? network.sectors)], weights },
    ...{ essential: network.essential, sectorCount: network.sectorCount },
  }
}

/** As the engine takes it; the weight to read is the second one. */
export function toCascadeNetwork(changed: ChangedNetwork): CascadeNetwork {
  return {
    firmCount: changed.sectors.length,
    suppliers: Int32Array.from(changed.suppliers),
    buyers: Int32Array.from(changed.buyers),
    amounts: Float64Array.from(changed.amounts),
    sectors: Int32Array.from(changed.sectors),
    sectorCount: changed.sectorCount,
    essential: changed.essential,
    markets: Int32Array.from(changed.markets),
    furtherWeights: [Float64Array.from(changed.weights)],
  }
}

const addFirm = (changed: ChangedNetwork, sector: number, market: number): ChangedNetwork => ({
  ...changed,
  sectors: [...changed.sectors, sector],
  markets: [...changed.markets, market],
  weights: [...changed.weights, 0],
})

const newMarket = ({ markets }: ChangedNetwork) =>
  markets.reduce((most, market) => Math.max(most, market), 0) + 1

/** Moves a share of some links to another supplier. */
function moveLinks(
  changed: ChangedNetwork,
  links: readonly number[],
  share: number,
  to: number,
): ChangedNetwork {
  const amounts = [...changed.amounts]
  const moved = new Map<number, number>()
  for (const e of links) {
    const part = amounts[e]! * share
    amounts[e]! -= part
    moved.set(changed.buyers[e]!, (moved.get(changed.buyers[e]!) ?? 0) + part)
  }
  return {
    ...changed,
    amounts: [...amounts, ...moved.values()],
    suppliers: [...changed.suppliers, ...Array.from(moved, () => to)],
    buyers: [...changed.buyers, ...moved.keys()],
  }
}

const linksWhere = (
  { suppliers, buyers, amounts }: ChangedNetwork,
  keep: (i: number, j: number) => boolean,
) => amounts.flatMap((amount, e) => (amount > 0 && keep(suppliers[e]!, buyers[e]!) ? [e] : []))

function addSupplier(
  changed: ChangedNetwork,
  remedy: Extract<Remedy, { kind: 'add_supplier' }>,
  ground: RemedyGround,
): Applied {
  const buyer = ground.firmIds.indexOf(remedy.buyerId)
  const sector = ground.sectorOfNode(remedy.nodeId)
  if (buyer < 0) return { note: 'not_in_network' }
  if (sector === undefined) return { note: 'no_purchases' }
  const named = remedy.supplierId === null ? null : ground.firmIds.indexOf(remedy.supplierId)
  // A firm of another sector cannot take over this input: the method counts inputs by the supplier's sector.
  if (named !== null && (named < 0 || changed.sectors[named] !== sector)) return { note: 'not_in_network' }
  const links = linksWhere(changed, (i, j) => j === buyer && changed.sectors[i] === sector && i !== named)
  if (links.length === 0) return { note: 'no_purchases' }
  const grown = named === null ? addFirm(changed, sector, sector) : changed
  return { network: moveLinks(grown, links, remedy.shareRatio, named ?? changed.sectors.length) }
}

function fillNode(
  changed: ChangedNetwork,
  remedy: Extract<Remedy, { kind: 'fill_node' }>,
  ground: RemedyGround,
): Applied {
  const sector = ground.sectorOfNode(remedy.nodeId)
  const links =
    sector === undefined
      ? []
      : linksWhere(changed, (i, j) => (ground.isInCity[j] ?? false) && changed.sectors[i] === sector)
  if (sector === undefined || links.length === 0) return { note: 'no_purchases' }
  return {
    network: moveLinks(addFirm(changed, sector, sector), links, remedy.shareRatio, changed.sectors.length),
  }
}

/**
 * A stock of S days in a stop of D days carries x = S/D of an input: that part comes from a store that nothing hits, in
 * a market of its own. What the supplier sells stays: the same part goes to a shadow of the buyer, which sells to nobody
 * but the buyer and so loses demand as the buyer does. docs/methods/stress-test.md.
 */
function raiseStock(
  changed: ChangedNetwork,
  remedy: Extract<Remedy, { kind: 'raise_stock' }>,
  ground: RemedyGround,
): Applied {
  if (ground.durationDays === null) return { note: 'no_duration' }
  const buyer = ground.firmIds.indexOf(remedy.buyerId)
  if (buyer < 0) return { note: 'not_in_network' }
  const sector = remedy.nodeId === null ? null : ground.sectorOfNode(remedy.nodeId)
  const links = linksWhere(
    changed,
    (i, j) => j === buyer && sector !== undefined && (sector === null || changed.sectors[i] === sector),
  )
  if (links.length === 0) return { note: 'no_purchases' }
  const cover = Math.min(greatestCover, remedy.stockDays / ground.durationDays)
  return { network: coverLinks(changed, buyer, links, cover) }
}

function coverLinks(
  changed: ChangedNetwork,
  buyer: number,
  links: readonly number[],
  cover: number,
): ChangedNetwork {
  let next = withShadowSector(changed)
  const stores = new Map<number, number>()
  for (const sector of new Set(links.map((e) => next.sectors[next.suppliers[e]!]!))) {
    stores.set(sector, next.sectors.length)
    next = addFirm(next, sector, newMarket(next))
  }
  const shadow = next.sectors.length
  next = addFirm(next, next.sectorCount - 1, newMarket(next))
  const bought = linksWhere(next, (_, j) => j === buyer).reduce((sum, e) => sum + next.amounts[e]!, 0)
  const [suppliers, buyers, amounts] = [[...next.suppliers], [...next.buyers], [...next.amounts]]
  const add = (from: number, to: number, amount: number) => {
    suppliers.push(from)
    buyers.push(to)
    amounts.push(amount)
  }
  for (const e of links) {
    const part = amounts[e]! * cover
    amounts[e]! -= part
    add(stores.get(next.sectors[suppliers[e]!]!)!, buyer, part)
    add(suppliers[e]!, shadow, part)
  }
  // So little that the buyer's other inputs keep their shares to nine digits.
  add(shadow, buyer, bought * 1e-9)
  return { ...next, suppliers, buyers, amounts }
}

/** One more sector whose deliveries stop nobody, for shadows. */
function withShadowSector(changed: ChangedNetwork): ChangedNetwork {
  const m = changed.sectorCount
  const essential = new Uint8Array((m + 1) ** 2).fill(1)
  for (let k = 0; k < m; k++) essential.set(changed.essential.subarray(k * m, (k + 1) * m), k * (m + 1))
  essential.fill(0, m * (m + 1))
  return { ...changed, essential, sectorCount: m + 1 }
}

/** The network after one remedy, or why it changes nothing. */
export function applyRemedy(changed: ChangedNetwork, remedy: Remedy, ground: RemedyGround): Applied {
  if (remedy.kind === 'add_supplier') return addSupplier(changed, remedy, ground)
  return remedy.kind === 'fill_node' ? fillNode(changed, remedy, ground) : raiseStock(changed, remedy, ground)
}
