// Drawing reviewers by lot: the lot of a person is the SHA-256 of the seed and their account name, so that whoever has the
// seed and the list can draw again and gets the same people.
import { createHash } from 'node:crypto'

const lotOf = (seed: string, userName: string): string =>
  createHash('sha256').update(`${seed}/${userName}`, 'utf8').digest('hex')

/**
 * So many of the pool, those with the smallest lots, in the order of their lots. The order of the pool does not matter,
 * a name that stands twice has one lot. A pool that is too small is refused.
 */
export function drawReviewers(pool: readonly string[], count: number, seed: string): string[] {
  const names = [...new Set(pool)]
  if (names.length < count) throw new RangeError(`${names.length} people for ${count} places`)
  return names
    .map((name) => ({ name, lot: lotOf(seed, name) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name)
}
