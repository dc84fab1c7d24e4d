import { type BodyKind, bodyKinds } from '../model.ts'

/** Whether something dated holds on a day; an unknown first day is long ago, `validTo` the first day after. */
export function standsOn(
  { validFrom, validTo }: { readonly validFrom: string | null; readonly validTo: string | null },
  day: string,
): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day < validTo)
}

type Dated = { readonly validFrom: string | null; readonly validTo: string | null }
export type PathBody = Dated & { readonly id: string; readonly kind: BodyKind }
export type PathParent = Dated & { readonly bodyId: string; readonly parentId: string }

// Who is nearest to the chain's daily work: chain office, task force, office of the leading group, and so on up.
const nearest: readonly BodyKind[] = [
  'chain_office',
  'task_force',
  'leading_group_office',
  'leading_group',
  'headquarters',
]

/**
 * The bodies to which a matter of a chain goes up, from the nearest to the highest: the lowest body of command that
 * serves the chain on the day, then parent by parent. Bodies that carry a chain on without commanding it (association,
 * cluster bodies, party committee) are not steps. Ends where a parent no longer stands, and never turns in a circle.
 */
export function escalationSteps<B extends PathBody>(
  bodies: readonly B[],
  parents: readonly PathParent[],
  servingIds: ReadonlySet<string>,
  day: string,
): B[] {
  const standing = new Map(bodies.filter((body) => standsOn(body, day)).map((body) => [body.id, body]))
  const serving = [...standing.values()].filter(({ id }) => servingIds.has(id))
  const start = nearest.flatMap((kind) => serving.filter((body) => body.kind === kind))[0]
  const steps: B[] = []
  for (let at = start; at && !steps.includes(at); ) {
    steps.push(at)
    const { id } = at
    const parent = parents.find((one) => one.bodyId === id && standsOn(one, day))
    at = parent && standing.get(parent.parentId)
  }
  return steps
}

/** Whether a body would come to stand above itself on some day, if it reported to another in the days given. */
export function wouldCircle(parents: readonly PathParent[], added: PathParent): boolean {
  const overlaps = (a: Dated, b: Dated) =>
    (a.validFrom === null || b.validTo === null || a.validFrom < b.validTo) &&
    (b.validFrom === null || a.validTo === null || b.validFrom < a.validTo)
  const seen = new Set<string>()
  const above = [added.parentId]
  for (let id = above.pop(); id !== undefined; id = above.pop()) {
    if (id === added.bodyId) return true
    if (seen.has(id)) continue
    seen.add(id)
    above.push(
      ...parents.filter((one) => one.bodyId === id && overlaps(one, added)).map((one) => one.parentId),
    )
  }
  return false
}

/** The order in which bodies are listed: from the top of the hierarchy. */
export const bodyRank = (kind: BodyKind): number => bodyKinds.indexOf(kind)
