import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

type Figures = {
  rank: number | null
  sharePpm: number | null
  salesSharePpm: number | null
  /** Whole fen as decimal text. */
  amountFen: string | null
}

/** Keeps which figures an import filled in, and what stood there. */
export async function insertFills(
  db: Db,
  importId: string,
  fills: readonly { id: string; former: Figures; written: Figures }[],
): Promise<void> {
  if (fills.length === 0) return
  await sql`
    insert into network.link_fill (import_id, link_id, former, written)
    select ${BigInt(importId)}, r.id, r.former, r.written
    from jsonb_to_recordset(${JSON.stringify(fills)}::jsonb) as r(id bigint, former jsonb, written jsonb)
    on conflict do nothing`.execute(db)
}

/** Puts figures that an import filled in back to what stood there, where nobody changed them since; gives how many. */
export async function restoreFills(db: Db, importId: string): Promise<number> {
  const restored = await sql`
    update network.supply_link l set rank = (f.former ->> 'rank')::int, share_ppm = (f.former ->> 'sharePpm')::int,
      sales_share_ppm = (f.former ->> 'salesSharePpm')::int, amount_fen = (f.former ->> 'amountFen')::bigint
    from network.link_fill f
    where f.import_id = ${BigInt(importId)} and l.id = f.link_id and l.import_id is distinct from ${BigInt(importId)}
      and (l.rank, l.share_ppm, l.sales_share_ppm, l.amount_fen) is not distinct from
        ((f.written ->> 'rank')::int, (f.written ->> 'sharePpm')::int, (f.written ->> 'salesSharePpm')::int,
          (f.written ->> 'amountFen')::bigint)`.execute(db)
  await sql`delete from network.link_fill where import_id = ${BigInt(importId)}`.execute(db)
  return Number(restored.numAffectedRows ?? 0n)
}

/**
 * Takes the relations of an import away. What it had turned into history counts again, or is history by the import that
 * replaced the replacing row in turn. Gives how many went and how many count again.
 */
export async function withdrawRelations(
  db: Db,
  importId: string,
): Promise<{ withdrawn: number; restored: number }> {
  const id = BigInt(importId)
  await sql`
    update network.supply_link old set superseded_import_id = own.superseded_import_id
    from network.supply_link own
    where own.import_id = ${id} and own.superseded_at is not null and own.superseded_import_id is not null
      and old.superseded_import_id = ${id} and old.dataset = own.dataset and old.buyer_key = own.buyer_key
      and old.supplier_key = own.supplier_key and old.year = own.year
      and old.product is not distinct from own.product`.execute(db)
  const gone = await sql`delete from network.supply_link where import_id = ${id}`.execute(db)
  const back = await sql`
    update network.supply_link set superseded_at = null, superseded_import_id = null
    where superseded_import_id = ${id}`.execute(db)
  return { withdrawn: Number(gone.numAffectedRows ?? 0n), restored: Number(back.numAffectedRows ?? 0n) }
}
