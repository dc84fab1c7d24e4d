import { countOwnerGroups, type OwnerGroups } from './owner-groups.ts'
import { type Centre, type Place, zoneOf } from './ring.ts'

/** An organisation that stands at a node, and what says so. */
export type PlacedFirm = {
  readonly place: Place
  readonly groupKey: string | null
  /** words: product words alone suggest it, nobody confirmed it. */
  readonly evidence: 'stated' | 'words' | 'confirmed'
}

/** Firms of one node by where they lie; `groups` and `groupUnknown` are those of the firms that surely stand here. */
export type NodeCounts = OwnerGroups & {
  readonly here: number
  readonly within200Km: number
  readonly elsewhere: number
  readonly positionUnknown: number
  /** Firms placed by product words alone, wherever they are, and those of them that are here. */
  readonly unconfirmed: number
  readonly unconfirmedHere: number
}

/**
 * Counts the firms of one node seen from a city: stated and confirmed ones by where they lie, those by words alone
 * apart; owner groups of the firms that surely stand here.
 */
export function countNode(firms: readonly PlacedFirm[], centre: Centre): NodeCounts {
  const counts = {
    here: 0,
    within200Km: 0,
    elsewhere: 0,
    positionUnknown: 0,
    unconfirmed: 0,
    unconfirmedHere: 0,
  }
  const owners: PlacedFirm[] = []
  for (const firm of firms) {
    const zone = zoneOf(centre, firm.place)
    if (firm.evidence === 'words') {
      counts.unconfirmed++
      if (zone === 'here') counts.unconfirmedHere++
      continue
    }
    counts[zone ?? 'positionUnknown']++
    if (zone === 'here') owners.push(firm)
  }
  return { ...counts, ...countOwnerGroups(owners) }
}
