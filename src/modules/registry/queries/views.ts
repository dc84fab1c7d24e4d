import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { NewView } from '../model.ts'
import type { RegistryTables } from '../tables.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

/** One's own views of a list and those that others share, by name; row security says which. */
export function listViews(db: Db, list: string) {
  return registry(db)
    .selectFrom('registry.savedView')
    .selectAll()
    .where('list', '=', list)
    .orderBy('name')
    .orderBy('id')
    .limit(200)
    .execute()
}

/** Keeps a view; one's own of the same name is replaced. */
export async function upsertView(
  db: Db,
  view: NewView,
  owner: { userId: bigint; ownerName: string; at: Date },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.saved_view (list, name, settings, is_shared, user_id, owner_name, saved_at)
    values (${view.list}, ${view.name}, ${JSON.stringify(view.settings)}::jsonb, ${view.isShared}, ${owner.userId},
      ${owner.ownerName}, ${owner.at})
    on conflict (list, user_id, name) do update set settings = excluded.settings, is_shared = excluded.is_shared,
      saved_at = excluded.saved_at
    returning id`.execute(db)
  return rows[0]!.id
}

/** Takes away a view of one's own; gives whether there was one. */
export async function deleteView(db: Db, id: string): Promise<boolean> {
  const result = await registry(db)
    .deleteFrom('registry.savedView')
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
