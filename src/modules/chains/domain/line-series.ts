import type { Lineage } from '../model.ts'
import { type Entry, lineOf } from './lineage.ts'

type LinkKind = Lineage['links'][number]['kind']
/** `same` where every step only continued under the same or a new name; else the first step that changed the scope. */
export type Kinship = 'same' | Exclude<LinkKind, 'continued'>

/**
 * How each entry of a chain's line stands to the chain itself. A figure of an entry that is not `same` counts something
 * wider, narrower or other, so a series shows it apart and never joins the two.
 */
export function kinships(
  start: Entry,
  lineages: readonly Lineage[],
): Map<string, { entry: Entry; kinship: Kinship }> {
  const { links } = lineOf(start, lineages)
  const keyOf = ({ edition, chain }: Entry) => `${edition}/${chain}`
  const found = new Map([[keyOf(start), { entry: start, kinship: 'same' as Kinship }]])
  const queue: { entry: Entry; kinship: Kinship; way: 'back' | 'forth' | null }[] = [
    { entry: start, kinship: 'same', way: null },
  ]
  for (let at = queue.shift(); at; at = queue.shift()) {
    for (const link of links) {
      const from = { edition: link.fromEdition, chain: link.from }
      const to = { edition: link.toEdition, chain: link.to }
      const steps = [
        { near: to, far: from, way: 'back' as const },
        { near: from, far: to, way: 'forth' as const },
      ]
      for (const { near, far, way } of steps) {
        if (keyOf(near) !== keyOf(at.entry) || (at.way !== null && at.way !== way) || found.has(keyOf(far)))
          continue
        const kinship = at.kinship !== 'same' || link.kind === 'continued' ? at.kinship : link.kind
        found.set(keyOf(far), { entry: far, kinship })
        queue.push({ entry: far, kinship, way })
      }
    }
  }
  return found
}
