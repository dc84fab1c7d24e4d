import { demoCreditCode, demoFirmName, demoMark, makeBrands } from './names.ts'
import { type Profile, type ProfiledNode, profileWeight } from './profiles.ts'
import type { Random } from './random.ts'

/** A town in which invented firms may stand; WGS84 degrees. */
export type DemoTown = {
  readonly cityCode: string
  readonly cityName: string
  readonly provinceCode: string
  readonly districtCode: string | null
  readonly districtName: string | null
  readonly lng: number
  readonly lat: number
}

/** Towns by where they lie seen from the demo city. */
export type DemoTowns = {
  readonly here: readonly DemoTown[]
  readonly near: readonly DemoTown[]
  readonly far: readonly DemoTown[]
}

export type DemoFirm = {
  readonly name: string
  readonly creditCode: string
  /** Null: nobody knows where it stands. */
  readonly town: DemoTown | null
  readonly lng: number | null
  readonly lat: number | null
  readonly precision: 'given' | 'district' | 'city' | null
  /** Null: its owner is unknown. */
  readonly groupName: string | null
  readonly industryCode: string | null
  readonly products: readonly string[]
  readonly chainId: string
  readonly nodeId: string
  readonly evidence: 'stated' | 'words'
}

type Zone = keyof DemoTowns | 'unknown'

const zoneShares: Readonly<Record<Profile, readonly (readonly [Zone, number])[]>> = {
  strong: [
    ['here', 0.62],
    ['near', 0.22],
    ['far', 0.14],
    ['unknown', 0.02],
  ],
  weak_groups: [
    ['here', 0.5],
    ['near', 0.25],
    ['far', 0.23],
    ['unknown', 0.02],
  ],
  weak_near: [
    ['near', 0.5],
    ['far', 0.5],
  ],
  missing: [['far', 1]],
  unknown_words: [
    ['here', 0.6],
    ['near', 0.2],
    ['far', 0.2],
  ],
  unknown_elsewhere: [['far', 1]],
}

function drawZone(profile: Profile, random: Random): Zone {
  let left = random.next()
  for (const [zone, share] of zoneShares[profile]) {
    left -= share
    if (left < 0) return zone
  }
  return zoneShares[profile][0]![0]
}

/** About 3 km around the centre of the district: 0.03 degrees. */
const scatterDegrees = 0.03

function drawPlace(zone: Zone, towns: DemoTowns, random: Random) {
  const nowhere = { town: null, lng: null, lat: null, precision: null } as const
  if (zone === 'unknown' || towns[zone].length === 0) return nowhere
  const town = random.pick(towns[zone])
  const isExact = random.isTrue(0.85)
  return {
    town,
    lng: isExact ? round(town.lng + random.normal() * scatterDegrees) : town.lng,
    lat: isExact ? round(town.lat + random.normal() * scatterDegrees) : town.lat,
    precision: isExact ? ('given' as const) : town.districtCode ? ('district' as const) : ('city' as const),
  }
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5

/** Splits `count` firms over the nodes by their weights, whole firms, largest remainders first. */
function splitByWeight(nodes: readonly ProfiledNode[], count: number): number[] {
  const total = nodes.reduce((sum, { profile }) => sum + profileWeight[profile], 0)
  const exact = nodes.map(({ profile }) => (count * profileWeight[profile]) / total)
  const whole = exact.map(Math.floor)
  const order = exact
    .map((value, i) => ({ i, rest: value - whole[i]! }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  const left = count - whole.reduce((sum, value) => sum + value, 0)
  for (const { i } of order.slice(0, left)) whole[i]!++
  return whole
}

/** Owners for the firms of one node: one or two owners where the node is to be weak, else many; some unknown. */
function makeOwners(profile: Profile, nextBrand: () => string, random: Random): () => string | null {
  const groupOf = (brand: string) => `${brand}集团${demoMark}`
  const few = [groupOf(nextBrand()), groupOf(nextBrand())]
  let large = groupOf(nextBrand())
  return () => {
    if (random.isTrue(0.12)) return null
    if (profile === 'weak_groups') return random.pick(few)
    if (random.isTrue(0.15)) large = groupOf(nextBrand())
    return random.isTrue(0.3) ? large : groupOf(nextBrand())
  }
}

/** Invents `count` firms over the nodes of the chain maps. Deterministic by `random`. */
export function inventFirms(
  nodes: readonly ProfiledNode[],
  towns: DemoTowns,
  count: number,
  random: Random,
): DemoFirm[] {
  const nextBrand = makeBrands(random)
  const firms: DemoFirm[] = []
  const counts = splitByWeight(nodes, count)
  for (const [i, node] of nodes.entries()) {
    const nextOwner = makeOwners(node.profile, nextBrand, random)
    for (let k = 0; k < counts[i]!; k++) {
      const products = [...new Set([random.pick(node.products), random.pick(node.products)])]
      firms.push({
        name: demoFirmName(nextBrand(), products[0]!, random),
        creditCode: demoCreditCode(firms.length),
        ...drawPlace(drawZone(node.profile, random), towns, random),
        groupName: nextOwner(),
        industryCode: node.industryCode,
        products,
        chainId: node.chainId,
        nodeId: node.nodeId,
        evidence: node.profile === 'unknown_words' || random.isTrue(0.1) ? 'words' : 'stated',
      })
    }
  }
  return firms
}
