import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { concernsCity } from '../domain/area.ts'
import type { PolicyLibrary } from '../model.ts'
import { type HeldWindow, listDocuments, listWindows } from '../queries/library.ts'
import type { DocumentRow } from '../tables/library.ts'

const toWindow = ({ id, clauseId, opensOn, closesOn, paysOn, source }: HeldWindow) => ({
  id: String(id),
  clauseId,
  opensOn,
  closesOn,
  paysOn,
  source,
})

/** Every document that matters to a city, with the examples apart. */
export async function listLibrary(
  ctx: Context,
  { city, dataset }: { city: string; dataset: Dataset },
): Promise<PolicyLibrary> {
  requirePermission(ctx.actor, 'policy.read', city)
  const windows = await listWindows(ctx.db, dataset)
  const rows = (await listDocuments(ctx.db)).filter(
    (row) => row.isExample || concernsCity(row.areaCode, city),
  )
  return {
    asOf: chinaDay(ctx.now),
    documents: rows.map((row) => ({
      ...documentOf(row),
      clauses: row.clauses,
      version: row.version,
      windows: windows.filter(({ policyId }) => policyId === row.id).map(toWindow),
    })),
  }
}

/** What a document row says of itself, as it travels. */
export function documentOf({ pack: _pack, source: _source, note: _note, retiredAt, ...row }: DocumentRow) {
  return { ...row, retired: retiredAt !== null }
}
