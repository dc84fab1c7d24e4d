import type { DemoFirm } from './firms.ts'
import type { ProfiledNode } from './profiles.ts'
import type { Random } from './random.ts'

/** An invented supply relation; firms by their place in the list. */
export type DemoLink = {
  readonly buyer: number
  /** Null: the share is known, the supplier is not. */
  readonly supplier: number | null
  readonly year: number
  readonly rank: number
  readonly product: string | null
  /** Parts per million of the buyer's whole purchases of the year. */
  readonly sharePpm: number | null
  readonly amountFen: bigint | null
}

/** Where a buyer buys: the firms of the nodes that its own node needs, and what they make. */
function suppliersByNode(firms: readonly DemoFirm[]): Map<string, number[]> {
  const byNode = new Map<string, number[]>()
  for (const [i, { chainId, nodeId }] of firms.entries()) {
    const key = `${chainId} ${nodeId}`
    const list = byNode.get(key)
    if (list) list.push(i)
    else byNode.set(key, [i])
  }
  return byNode
}

type Buyer = {
  readonly firm: number
  readonly pools: readonly (readonly number[])[]
  readonly weight: number
}

function listBuyers(nodes: readonly ProfiledNode[], firms: readonly DemoFirm[], random: Random): Buyer[] {
  const byNode = suppliersByNode(firms)
  const needsOf = new Map(nodes.map((node) => [`${node.chainId} ${node.nodeId}`, node.needs]))
  const buyers: Buyer[] = []
  for (const [firm, { chainId, nodeId }] of firms.entries()) {
    const needs = needsOf.get(`${chainId} ${nodeId}`) ?? []
    const pools = needs
      .map((need) => byNode.get(`${chainId} ${need.nodeId}`) ?? [])
      .filter(({ length }) => length > 0)
    // a heavy tail: a few firms buy from hundreds, most from a handful
    if (pools.length > 0) buyers.push({ firm, pools, weight: Math.exp(random.normal() * 1.1) })
  }
  return buyers
}

/** How many different suppliers a buyer takes in one year, and draws them. */
function drawSuppliers(buyer: Buyer, count: number, random: Random): number[] {
  // a firm stands at one node, so the pools share nobody
  const available = buyer.pools.reduce((sum, { length }) => sum + length, 0)
  const wanted = Math.min(count, available)
  const chosen = new Set<number>()
  for (let tries = 0; chosen.size < wanted && tries < wanted * 20; tries++) {
    const supplier = random.pick(random.pick(buyer.pools))
    if (supplier !== buyer.firm) chosen.add(supplier)
  }
  return [...chosen]
}

/** Shares that fall off by rank and leave 5 to 40 % to those who are not named; ppm. */
function drawShares(count: number, random: Random): number[] {
  const raw = Array.from({ length: count }, () => Math.exp(random.normal())).sort((a, b) => b - a)
  const total = raw.reduce((sum, value) => sum + value, 0)
  const named = 600_000 + random.below(350_000)
  return raw.map((value) => Math.floor((value / total) * named))
}

/** A yearly total of purchases, 1 million to some billion yuan, in whole fen. */
const drawTotalFen = (random: Random) => BigInt(Math.round(Math.exp(17.5 + random.normal() * 1.3))) * 100n

function linksOfYear(
  buyer: Buyer,
  year: number,
  firms: readonly DemoFirm[],
  count: number,
  random: Random,
): DemoLink[] {
  const suppliers = drawSuppliers(buyer, count, random)
  const shares = drawShares(suppliers.length, random)
  const totalFen = drawTotalFen(random)
  return suppliers.map((supplier, i) => {
    // the first share stays known, so that the whole in fen can be told from it
    const isShareKnown = i === 0 || random.isTrue(0.97)
    return {
      buyer: buyer.firm,
      supplier: random.isTrue(0.02) ? null : supplier,
      year,
      rank: i + 1,
      product: firms[supplier]!.products[0] ?? null,
      sharePpm: isShareKnown ? shares[i]! : null,
      amountFen: (totalFen * BigInt(shares[i]!)) / 1_000_000n,
    }
  })
}

/**
 * Invents `count` relations along the needs of the chain maps: each buyer buys from firms of the nodes that its node
 * needs, the more the heavier it is; the years before the given one take what does not fit into it. Fewer than `count`
 * only when the firms have no more possible pairs in five years.
 */
export function inventLinks(
  nodes: readonly ProfiledNode[],
  firms: readonly DemoFirm[],
  count: number,
  latestYear: number,
  random: Random,
): DemoLink[] {
  const buyers = listBuyers(nodes, firms, random)
  const totalWeight = buyers.reduce((sum, { weight }) => sum + weight, 0)
  const links: DemoLink[] = []
  for (let year = latestYear; year > latestYear - 5 && links.length < count; year--) {
    const before = links.length
    let due = 0
    for (const buyer of buyers) {
      due += ((count - before) * buyer.weight) / totalWeight
      const wanted = Math.min(Math.round(due), count - links.length)
      if (wanted < 1) continue
      const made = linksOfYear(buyer, year, firms, wanted, random)
      due -= wanted
      links.push(...made)
    }
  }
  return links
}
