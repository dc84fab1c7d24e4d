import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** Held organisations with the code, or whose name has the most groups of three characters in common. */
export async function listResembling(
  db: Db,
  asked: { dataset: string; nameNormalised: string; creditCode: string | null; limit: number },
): Promise<{ id: string; name: string; creditCode: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string; creditCode: string | null }>`
    select f.id::text, f.name, (select i.value from registry.identifier i
      where i.organisation_id = f.id and i.kind = 'credit_code' limit 1) as credit_code
    from (
      (select o.id, o.name, 2.0 as likeness from registry.identifier i
        join registry.organisation o on o.id = i.organisation_id
        where i.dataset = ${asked.dataset} and i.kind = 'credit_code' and i.value = ${asked.creditCode})
      union
      (select o.id, o.name, public.similarity(o.name_normalised, ${asked.nameNormalised}) as likeness
        from registry.organisation o
        where o.dataset = ${asked.dataset} and (o.name_normalised like '%' || ${asked.nameNormalised.replaceAll(/[%_\\]/g, '')} || '%'
          or o.name_normalised operator(public.%) ${asked.nameNormalised})
        order by 3 desc, 1 limit ${asked.limit})) f
    order by f.likeness desc, f.id limit ${asked.limit}`.execute(db)
  return rows
}

/** Where the one row of a form ended. */
export async function findRow(
  db: Db,
  importId: string,
): Promise<{ outcome: string; subject: string | null } | null> {
  const { rows } = await sql<{ outcome: string; subject: string | null }>`
    select outcome, subject from registry.import_row where import_id = ${BigInt(importId)} order by line limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}
