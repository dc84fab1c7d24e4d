/** Everybody who stands at a node, on a chain, in a park or in a region, by their places in the network. */
export type Group = {
  readonly kind: 'node' | 'chain' | 'park' | 'region'
  readonly id: string
  readonly firms: readonly number[]
}

export type Membership = { readonly kind: Group['kind']; readonly groupId: string; readonly firmId: string }

/** Memberships as groups over the places of the firms; firms that are not in the network are left out. */
export function groupsOf(members: readonly Membership[], firmIds: readonly string[]): Group[] {
  const places = new Map(firmIds.map((id, i) => [id, i]))
  const groups = new Map<string, { kind: Group['kind']; id: string; firms: Set<number> }>()
  for (const { kind, groupId, firmId } of members) {
    const place = places.get(firmId)
    if (place === undefined) continue
    const key = `${kind} ${groupId}`
    const group = groups.get(key) ?? { kind, id: groupId, firms: new Set<number>() }
    group.firms.add(place)
    groups.set(key, group)
  }
  return [...groups.values()]
    .map(({ kind, id, firms }) => ({ kind, id, firms: [...firms].sort((a, b) => a - b) }))
    .sort((a, b) => (a.kind === b.kind ? (a.id < b.id ? -1 : 1) : a.kind < b.kind ? -1 : 1))
}

type Links = {
  readonly suppliers: Int32Array
  readonly buyers: Int32Array
  readonly amounts: Float64Array
  readonly firmCount: number
}

/** What each firm sells in the network: the weight of the ESRI. */
export function outStrengths({ suppliers, amounts, firmCount }: Links): Float64Array {
  const out = new Float64Array(firmCount)
  amounts.forEach((amount, e) => {
    out[suppliers[e]!]! += amount
  })
  return out
}

/** The share of the weight of all that the listed firms have, 0 to 1; null of a network without sales. */
export function weightShare(firms: readonly number[], weights: Float64Array): number | null {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return all > 0 ? firms.reduce((sum, i) => sum + weights[i]!, 0) / all : null
}

/**
 * The share of what each firm buys and sells that is estimated, 0 to 1; null without a link.
 * @param firstEstimated links of this basis and later ones are estimated
 */
export function estimatedRatios(
  links: Links,
  linkBases: Uint8Array,
  firstEstimated: number,
): (number | null)[] {
  const all = new Float64Array(links.firmCount)
  const estimated = new Float64Array(links.firmCount)
  links.amounts.forEach((amount, e) => {
    for (const firm of [links.suppliers[e]!, links.buyers[e]!]) {
      all[firm]! += amount
      if (linkBases[e]! >= firstEstimated) estimated[firm]! += amount
    }
  })
  return Array.from(all, (sum, i) => (sum > 0 ? estimated[i]! / sum : null))
}

/** Share of the amounts at a group's firms that is estimated; null where they have no link. */
export function groupEstimatedRatio(
  firms: readonly number[],
  links: Links,
  linkBases: Uint8Array,
  firstEstimated: number,
): number | null {
  const within = new Set(firms)
  let [all, estimated] = [0, 0]
  links.amounts.forEach((amount, e) => {
    if (!within.has(links.suppliers[e]!) && !within.has(links.buyers[e]!)) return
    all += amount
    if (linkBases[e]! >= firstEstimated) estimated += amount
  })
  return all > 0 ? estimated / all : null
}

/** The 5 % and 95 % values (nearest rank) over redraws; null without any. */
export function valueInterval(values: readonly number[]): { low: number; high: number } | null {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  if (known.length === 0) return null
  const nearest = (share: number) => known[Math.max(0, Math.ceil(share * known.length) - 1)]!
  return { low: nearest(0.05), high: nearest(0.95) }
}
