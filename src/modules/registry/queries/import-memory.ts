import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** How the columns of a spreadsheet of one shape were read last, header → field; undefined where none was seen. */
export async function findColumnMemory(
  db: Db,
  kind: string,
  signature: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const { rows } = await sql<{ mapping: Record<string, string> }>`
    select mapping from registry.column_memory where kind = ${kind} and signature = ${signature}`.execute(db)
  return rows[0]?.mapping
}

/** Remembers how the columns of one shape were read. */
export async function upsertColumnMemory(
  db: Db,
  memory: {
    kind: string
    signature: string
    mapping: Readonly<Record<string, string>>
    by: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into registry.column_memory as m (kind, signature, mapping, remembered_by, remembered_at)
    values (${memory.kind}, ${memory.signature}, ${JSON.stringify(memory.mapping)}::jsonb, ${memory.by}, ${memory.at})
    on conflict (kind, signature) do update set mapping = excluded.mapping, remembered_by = excluded.remembered_by,
      remembered_at = excluded.remembered_at where m.mapping <> excluded.mapping`.execute(db)
}
