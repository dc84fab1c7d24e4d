import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

type Named = { id: string; name: string }

/** Deletes what an import opened and nobody has touched since; gives what went and what stays. */
export async function takeBackImport(
  db: Db,
  table: 'project' | 'library_entry',
  importId: string,
): Promise<{ deleted: Named[]; kept: Named[] }> {
  const { rows } = await sql<Named & { gone: boolean }>`
    select id::text as id, name, gone from registry.take_back_library_import(${table}, ${importId}::bigint)`.execute(
    db,
  )
  const named = rows.map(({ id, name }) => ({ id, name }))
  return { deleted: named.filter((_, i) => rows[i]!.gone), kept: named.filter((_, i) => !rows[i]!.gone) }
}
