/** Which titles a set of policies asks for by name. */
import type { WrittenPolicy } from './written.ts'

/** The names behind `holds`, `newly`, `firstTime` and `byTitle`, wherever they stand in written policies. */
export function titlesAskedFor(policies: Iterable<WrittenPolicy>): ReadonlySet<string> {
  const names = new Set<string>()
  const see = (node: unknown): void => {
    if (Array.isArray(node)) for (const part of node) see(part)
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) {
        if (key === 'holds' || key === 'newly' || key === 'firstTime')
          for (const name of [value].flat()) names.add(String(name))
        else if (key === 'byTitle')
          for (const name of Object.keys((value as { values: object }).values)) names.add(name)
        see(value)
      }
  }
  for (const written of policies) see(written)
  return names
}
