import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** In which transaction products of a data set last changed, and whether the current one is writing. */
export async function readProductRevision(
  db: Db,
  dataset: 'held' | 'demo',
): Promise<{ changedIn: bigint; isWriting: boolean }> {
  const { rows } = await sql<{ changedIn: bigint; isWriting: boolean }>`
    select changed_in, pg_current_xact_id_if_assigned() is not null as is_writing
    from network.revision where dataset = ${dataset} and subject = 'products'`.execute(db)
  return rows[0]!
}

/** The products of every organisation of a data set. */
export async function listFirmProducts(
  db: Db,
  dataset: 'held' | 'demo',
): Promise<{ id: string; products: string[] }[]> {
  const { rows } = await sql<{ id: string; products: string[] }>`
    select p.organisation_id::text as id, array_agg(p.name order by p.name) as products
    from registry.product p join registry.organisation o on o.id = p.organisation_id
    where o.dataset = ${dataset} group by p.organisation_id order by p.organisation_id`.execute(db)
  return rows
}
