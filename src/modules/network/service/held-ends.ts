import type { Context, Dataset } from '../../access/index.ts'
import { listByName, listDecisions, listIdentifiers } from '../../registry/index.ts'

const rest = (keys: readonly string[], prefix: string) =>
  keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))

/**
 * The held organisations that some ends name, by key (`code:…`, `stock:…`, `name:…`): what a person decided of a name
 * comes before the name itself. A name that several organisations bear names none of them for certain and is left out, so
 * its rows wait.
 */
export async function findHeldEnds(
  ctx: Context,
  dataset: Dataset,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const codes = [...rest(keys, 'code:'), ...rest(keys, 'stock:')]
  for (const { kind, value, organisationId } of await listIdentifiers(ctx.db, dataset, codes))
    found.set(`${kind === 'credit_code' ? 'code' : 'stock'}:${value}`, String(organisationId))
  const names = rest(keys, 'name:')
  const named = new Map<string, Set<string>>()
  for (const { id, nameNormalised } of await listByName(ctx.db, dataset, names))
    named.set(nameNormalised, (named.get(nameNormalised) ?? new Set()).add(String(id)))
  for (const [name, ids] of named) if (ids.size === 1) found.set(`name:${name}`, [...ids][0]!)
  // Decisions without a code come last and count first: the file gave no code either.
  for (const { nameNormalised, kind, organisationId } of await listDecisions(ctx.db, dataset, names))
    if (kind !== 'different') found.set(`name:${nameNormalised}`, organisationId)
  return found
}
