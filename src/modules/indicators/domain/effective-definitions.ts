import type { Definition } from '../model/definitions.ts'

/**
 * Which version of each definition holds: the highest; with equal numbers the later one of the list, so that an office's
 * own version stands over a pack's. The order is that in which each indicator first comes.
 */
export function effectiveVersions<V extends { readonly definition: Pick<Definition, 'id' | 'version'> }>(
  versions: readonly V[],
): V[] {
  const holding = new Map<string, V>()
  for (const version of versions) {
    const { id } = version.definition
    const before = holding.get(id)
    if (!before || version.definition.version >= before.definition.version) holding.set(id, version)
  }
  return [...holding.values()]
}
