// Rows of the demo city, found to invent agreements, demands and leading firms among them.
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type DemoLink = { buyerId: bigint; supplierId: bigint; product: string; amountFen: bigint }

/** The largest relations with an amount of some demo buyers of a city in one year, one a buyer and supplier. */
export async function listDemoLinks(db: Db, city: string, atMost: number): Promise<DemoLink[]> {
  const { rows } = await sql<DemoLink>`
    select distinct on (l.buyer_id) l.buyer_id, l.supplier_id, coalesce(l.product, '零部件') as product, l.amount_fen
    from network.supply_link l join registry.organisation b on b.id = l.buyer_id
    where l.dataset = 'demo' and b.city_code = ${city} and l.supplier_id is not null and l.amount_fen > 0
      and l.superseded_at is null and l.year = (select max(year) from network.supply_link where dataset = 'demo')
    order by l.buyer_id, l.amount_fen desc limit ${atMost}`.execute(db)
  return rows
}

/** Demo projects of a city with their names, oldest first. */
export async function listDemoProjects(
  db: Db,
  city: string,
  atMost: number,
): Promise<{ id: bigint; name: string }[]> {
  const { rows } = await sql<{ id: bigint; name: string }>`
    select id, name from registry.project where dataset = 'demo' and city_code = ${city} order by id limit ${atMost}`.execute(
    db,
  )
  return rows
}

/** Whether the demo city has agreements already. */
export async function hasDemoAgreements(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from network.agreement where dataset = 'demo') as found`.execute(db)
  return rows[0]!.found
}
