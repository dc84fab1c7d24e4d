import type { Random } from './random.ts'

/** What the demo city is to show at a node. */
export type Profile =
  | 'strong'
  | 'weak_groups'
  | 'weak_near'
  | 'missing'
  | 'unknown_words'
  | 'unknown_elsewhere'

/** A node of a chain map, as the demo city needs it. */
export type DemoNode = {
  readonly chainId: string
  readonly nodeId: string
  readonly products: readonly string[]
  /** GB/T 4754-2017 class, null where the map names none. */
  readonly industryCode: string | null
  readonly needs: readonly { readonly nodeId: string; readonly essential: boolean }[]
}

export type ProfiledNode = DemoNode & { readonly profile: Profile }

/** How many firms a node of a profile draws, against the others. */
export const profileWeight: Readonly<Record<Profile, number>> = {
  strong: 10,
  weak_groups: 4,
  weak_near: 2,
  missing: 1,
  unknown_words: 1,
  unknown_elsewhere: 1,
}

// One round of ten nodes shows every profile; the start of the round is drawn, so that seeds differ.
const ROUND: readonly Profile[] = [
  'strong',
  'weak_groups',
  'strong',
  'missing',
  'strong',
  'weak_near',
  'unknown_words',
  'strong',
  'weak_groups',
  'unknown_elsewhere',
]

/** Gives every node a profile, so that from ten nodes on all four statuses occur. */
export function profileNodes(nodes: readonly DemoNode[], random: Random): ProfiledNode[] {
  const start = random.below(ROUND.length)
  return nodes.map((node, i) => ({ ...node, profile: ROUND[(start + i) % ROUND.length]! }))
}
