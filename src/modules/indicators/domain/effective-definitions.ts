import type { Definition } from '../model/definitions.ts'

type Versioned = {
  readonly definition: Pick<Definition, 'id' | 'version'>
  readonly isWithdrawn?: boolean
}

/**
 * Which version of each definition holds: the highest; with equal numbers the later one of the list, so that an office's
 * own version stands over a pack's. The order is that in which each indicator first comes. One whose highest version takes it
 * back is left out.
 */
export function effectiveVersions<V extends Versioned>(versions: readonly V[]): V[] {
  return lastVersions(versions).filter(({ isWithdrawn }) => !isWithdrawn)
}

/** The highest version of each definition, also of those that were taken back. */
export function lastVersions<V extends Versioned>(versions: readonly V[]): V[] {
  const holding = new Map<string, V>()
  for (const version of versions) {
    const { id } = version.definition
    const before = holding.get(id)
    if (!before || version.definition.version >= before.definition.version) holding.set(id, version)
  }
  return [...holding.values()]
}
