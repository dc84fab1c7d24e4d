import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** The newest version of a matrix, as its pack wrote it. */
export async function findEssentialMatrix(db: Db, id: string): Promise<unknown> {
  const { rows } = await sql<{ content: unknown }>`
    select content from risk.essential_matrix where id = ${id} order by version desc limit 1`.execute(db)
  return rows[0]?.content
}

/** Writes a matrix of a pack; whether anything changed. */
export async function upsertEssentialMatrix(
  db: Db,
  matrix: { id: string; version: number; content: unknown },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into risk.essential_matrix (id, version, content, loaded_at)
    values (${matrix.id}, ${matrix.version}, ${JSON.stringify(matrix.content)}::jsonb, ${now})
    on conflict (id, version) do update set content = excluded.content, loaded_at = excluded.loaded_at
      where risk.essential_matrix.content is distinct from excluded.content
    returning 1`.execute(db)
  return rows.length > 0
}
