// Relations that people write down one by one. Row security lets a firm write what is its own.
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type HandRelation = {
  dataset: 'held' | 'demo'
  buyerId: string
  supplierId: string
  buyerKey: string
  supplierKey: string
  buyerText: string
  supplierText: string
  year: number
  product: string | null
  sharePpm: number | null
  amountFen: string | null
  amountLowFen: string | null
  amountHighFen: string | null
  confidentiality: 'office' | 'parties'
  statedSide: 'buyer' | 'supplier' | 'office'
  source: string
  note: string | null
  requestKey: string
  evidenceKey: string
}

/** Writes one relation; undefined where the same form wrote it before, or one of these ends, year and product stands. */
export async function insertHandRelation(
  db: Db,
  r: HandRelation,
  { by, at }: { by: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into network.supply_link (dataset, buyer_id, supplier_id, buyer_key, supplier_key, buyer_text, supplier_text,
      is_buyer_anonymous, is_supplier_anonymous, year, valid_from, valid_to, share_ppm, amount_fen, amount_low_fen,
      amount_high_fen, product, source, created_at, confidentiality, stated_side, stated_by, request_key, evidence_key, note)
    values (${r.dataset}, ${r.buyerId}::bigint, ${r.supplierId}::bigint, ${r.buyerKey}, ${r.supplierKey}, ${r.buyerText},
      ${r.supplierText}, false, false, ${r.year}, make_date(${r.year}, 1, 1), make_date(${r.year}, 12, 31), ${r.sharePpm},
      ${r.amountFen}::bigint, ${r.amountLowFen}::bigint, ${r.amountHighFen}::bigint, ${r.product}, ${r.source}, ${at},
      ${r.confidentiality}, ${r.statedSide}, ${by}, ${r.requestKey}, ${r.evidenceKey}, ${r.note})
    on conflict do nothing returning id`.execute(db)
  return rows[0] && String(rows[0].id)
}

export type HeldHandRelation = {
  id: bigint
  dataset: 'held' | 'demo'
  buyerId: bigint | null
  supplierId: bigint | null
  buyerKey: string
  supplierKey: string
  buyerText: string
  supplierText: string
  year: number
  product: string | null
  confidentiality: 'office' | 'parties'
  statedSide: 'buyer' | 'supplier' | 'office' | null
  importId: bigint | null
  source: string
  note: string | null
  evidenceKey: string | null
  endedOn: string | null
  validFrom: string
  validTo: string
}

/** A relation that counts and that the reader may see; locked. */
export async function lockRelation(db: Db, id: string): Promise<HeldHandRelation | undefined> {
  const { rows } = await sql<HeldHandRelation>`
    select id, dataset, buyer_id, supplier_id, buyer_key, supplier_key, buyer_text, supplier_text, year, product,
      confidentiality, stated_side, import_id, source, note, evidence_key, ended_on, valid_from, valid_to
    from network.supply_link where id = ${id}::bigint and superseded_at is null for update`.execute(db)
  return rows[0]
}

/** The relation of two ends, a year and a product that counts and that the reader may see, whoever told it. */
export async function findSameRelation(
  db: Db,
  r: Pick<HandRelation, 'dataset' | 'buyerId' | 'supplierId' | 'year' | 'product' | 'confidentiality'>,
): Promise<{ id: bigint; statedSide: string | null } | undefined> {
  const { rows } = await sql<{ id: bigint; statedSide: string | null }>`
    select id, stated_side from network.supply_link
    where dataset = ${r.dataset} and buyer_id = ${r.buyerId}::bigint and supplier_id = ${r.supplierId}::bigint
      and year = ${r.year} and product is not distinct from ${r.product} and confidentiality = ${r.confidentiality}
      and superseded_at is null limit 1`.execute(db)
  return rows[0]
}

/** The relation that a form of this person made before. */
export async function findRelationByRequest(
  db: Db,
  by: string,
  requestKey: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    select id from network.supply_link where stated_by = ${by} and request_key = ${requestKey}`.execute(db)
  return rows[0] && String(rows[0].id)
}

export async function supersedeRelation(db: Db, id: bigint, at: Date): Promise<void> {
  await sql`update network.supply_link set superseded_at = ${at} where id = ${id}`.execute(db)
}

/** Ends a relation on a day within its year; from the next day on it is in force no longer. */
export async function endRelation(
  db: Db,
  id: bigint,
  { endedOn, reason }: { endedOn: string; reason: string },
): Promise<void> {
  await sql`update network.supply_link set ended_on = ${endedOn}::date, ended_reason = ${reason},
    valid_to = least(valid_to, ${endedOn}::date) where id = ${id}`.execute(db)
}

/** Gives a relation the key on which its documents hang. */
export async function setEvidenceKey(db: Db, id: bigint, key: string): Promise<void> {
  await sql`update network.supply_link set evidence_key = ${key} where id = ${id}`.execute(db)
}
