import type { Context, Dataset } from '../../access/index.ts'
import { listByName, listIdentifiers } from '../../registry/index.ts'

const rest = (keys: readonly string[], prefix: string) =>
  keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))

/**
 * The held organisations that some ends name, by key (`code:…`, `stock:…`, `name:…`). A name that several organisations
 * bear names none of them for certain and is left out, so its rows wait.
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
  const named = new Map<string, Set<string>>()
  for (const { id, nameNormalised } of await listByName(ctx.db, dataset, rest(keys, 'name:')))
    named.set(nameNormalised, (named.get(nameNormalised) ?? new Set()).add(String(id)))
  for (const [name, ids] of named) if (ids.size === 1) found.set(`name:${name}`, [...ids][0]!)
  return found
}
