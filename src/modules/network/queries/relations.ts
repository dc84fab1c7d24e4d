import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { NetworkTables } from '../tables.ts'

const network = (db: Db) => db.withTables<NetworkTables>()

export type HeldRelation = {
  id: bigint
  buyerId: bigint | null
  supplierId: bigint | null
  buyerKey: string
  supplierKey: string
  year: number
  product: string | null
  rank: number | null
  sharePpm: number | null
  salesSharePpm: number | null
  amountFen: bigint | null
  amountLowFen: bigint | null
  amountHighFen: bigint | null
}

/** Some buyers: by what a file calls them, and by which organisation they are, where that is known. */
export type Buyers = { readonly keys: readonly string[]; readonly ids: readonly string[] }

/** The relations that count now between some buyers and anybody; those for their two parties only are not among them. */
export function listRelationsOfBuyers(
  db: Db,
  dataset: 'held' | 'demo',
  { keys, ids }: Buyers,
): Promise<HeldRelation[]> {
  return network(db)
    .selectFrom('network.supplyLink')
    .select(['id', 'buyerId', 'supplierId', 'buyerKey', 'supplierKey', 'year', 'product'])
    .select(['rank', 'sharePpm', 'salesSharePpm', 'amountFen', 'amountLowFen', 'amountHighFen'])
    .where('dataset', '=', dataset)
    .where('supersededAt', 'is', null)
    .where('confidentiality', '=', 'office')
    .where((eb) =>
      eb.or([
        eb('buyerKey', '=', sql<string>`any(${[...keys]}::text[])`),
        eb('buyerId', '=', sql<bigint>`any(${ids.map(BigInt)}::bigint[])`),
      ]),
    )
    .execute()
}

export type NewRelation = {
  buyerId: string | null
  supplierId: string | null
  buyerKey: string
  supplierKey: string
  buyerText: string
  supplierText: string
  isBuyerAnonymous: boolean
  isSupplierAnonymous: boolean
  supplierCityCode: string | null
  year: number
  rank: number | null
  sharePpm: number | null
  salesSharePpm: number | null
  /** Whole fen as decimal text: JSON has no such numbers. */
  amountFen: string | null
  /** A band in the place of an amount. */
  amountLowFen?: string | null
  amountHighFen?: string | null
  product: string | null
}

export type RelationStamp = { dataset: string; source: string; importId: bigint | null; at: Date }

/** Writes relations and gives their ids in the order of the input. */
export async function insertRelations(
  db: Db,
  relations: readonly NewRelation[],
  { dataset, source, importId, at }: RelationStamp,
): Promise<bigint[]> {
  if (relations.length === 0) return []
  await sql`select network.retire_closed(${dataset})`.execute(db)
  const { rows } = await sql<{ id: bigint }>`
    insert into network.supply_link (dataset, buyer_id, supplier_id, buyer_key, supplier_key, buyer_text, supplier_text,
      is_buyer_anonymous, is_supplier_anonymous, supplier_city_code, year, valid_from, valid_to, rank, share_ppm,
      sales_share_ppm, amount_fen, amount_low_fen, amount_high_fen, product, source, import_id, created_at)
    select ${dataset}, r."buyerId", r."supplierId", r."buyerKey", r."supplierKey", r."buyerText", r."supplierText",
      r."isBuyerAnonymous", r."isSupplierAnonymous", r."supplierCityCode", r.year, make_date(r.year, 1, 1),
      make_date(r.year, 12, 31), r.rank, r."sharePpm", r."salesSharePpm", r."amountFen",
      r."amountLowFen", r."amountHighFen", r.product, ${source},
      ${importId}, ${at}
    from rows from (jsonb_to_recordset(${JSON.stringify(relations)}::jsonb) as ("buyerId" bigint, "supplierId" bigint,
      "buyerKey" text, "supplierKey" text, "buyerText" text, "supplierText" text, "isBuyerAnonymous" boolean,
      "isSupplierAnonymous" boolean, "supplierCityCode" text, year int, rank int, "sharePpm" int, "salesSharePpm" int,
      "amountFen" bigint, "amountLowFen" bigint, "amountHighFen" bigint, product text)) with ordinality as r
    order by r.ordinality
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

export type RelationFill = {
  id: string
  rank: number | null
  sharePpm: number | null
  salesSharePpm: number | null
  amountFen: string | null
}

/** Writes figures that were unknown. */
export async function fillRelations(db: Db, fills: readonly RelationFill[]): Promise<void> {
  if (fills.length === 0) return
  await sql`
    update network.supply_link l set rank = r.rank, share_ppm = r."sharePpm", sales_share_ppm = r."salesSharePpm",
      amount_fen = r."amountFen"
    from jsonb_to_recordset(${JSON.stringify(fills)}::jsonb)
      as r(id bigint, rank int, "sharePpm" int, "salesSharePpm" int, "amountFen" bigint)
    where l.id = r.id`.execute(db)
}

/** Turns relations into history; the import that did so is kept, so that its undo can bring them back. */
export async function supersedeRelations(
  db: Db,
  ids: readonly bigint[],
  { at, importId }: { at: Date; importId: string },
): Promise<void> {
  if (ids.length === 0) return
  await network(db)
    .updateTable('network.supplyLink')
    .set({ supersededAt: at, supersededImportId: BigInt(importId) })
    .where('id', '=', sql<bigint>`any(${[...ids]}::bigint[])`)
    .execute()
}

/** Keys of ends that relations of a data set wait for, each once. */
export async function listWaitingKeys(db: Db, dataset: 'held' | 'demo'): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select buyer_key as key from network.supply_link
    where dataset = ${dataset} and buyer_id is null and not is_buyer_anonymous and superseded_at is null
    union
    select supplier_key from network.supply_link
    where dataset = ${dataset} and supplier_id is null and not is_supplier_anonymous and superseded_at is null
  `.execute(db)
  return rows.map(({ key }) => key)
}

export type WaitingEnd = {
  key: string
  text: string
  linkId: string
  importId: string | null
  part: 'buyer' | 'supplier'
}

/** Ends that relations of a data set wait for: each key once an import, at the first relation that bears it. */
export async function listWaitingEnds(db: Db, dataset: 'held' | 'demo'): Promise<WaitingEnd[]> {
  const { rows } = await sql<WaitingEnd>`
    select distinct on (w.import_id, w.key) w.key, w.text, w.id::text as link_id, w.import_id::text, w.part from (
      select id, import_id, buyer_key as key, buyer_text as text, 'buyer' as part from network.supply_link
      where dataset = ${dataset} and buyer_id is null and not is_buyer_anonymous and superseded_at is null
      union all
      select id, import_id, supplier_key, supplier_text, 'supplier' from network.supply_link
      where dataset = ${dataset} and supplier_id is null and not is_supplier_anonymous and superseded_at is null) w
    order by w.import_id, w.key, w.id, w.part`.execute(db)
  return rows
}

/**
 * Gives waiting ends their organisation; a row whose two ends would be one organisation stays as it is. Tells how many
 * ends were joined, and the relations that wait for nobody any more.
 */
export async function joinWaitingEnds(
  db: Db,
  dataset: 'held' | 'demo',
  ends: readonly { key: string; id: string }[],
): Promise<{ joined: number; whole: { id: string; importId: string | null }[] }> {
  if (ends.length === 0) return { joined: 0, whole: [] }
  const list = JSON.stringify(ends)
  const buyers = await sql<Joined>`
    update network.supply_link l set buyer_id = r.id from jsonb_to_recordset(${list}::jsonb) as r(key text, id bigint)
    where l.dataset = ${dataset} and l.buyer_key = r.key and l.buyer_id is null and not l.is_buyer_anonymous
      and l.superseded_at is null and l.supplier_id is distinct from r.id returning ${joinedColumns}`.execute(
    db,
  )
  const suppliers = await sql<Joined>`
    update network.supply_link l set supplier_id = r.id from jsonb_to_recordset(${list}::jsonb) as r(key text, id bigint)
    where l.dataset = ${dataset} and l.supplier_key = r.key and l.supplier_id is null and not l.is_supplier_anonymous
      and l.superseded_at is null and l.buyer_id is distinct from r.id returning ${joinedColumns}`.execute(db)
  const all = [...buyers.rows, ...suppliers.rows]
  const whole = new Map(
    all.filter(({ isWhole }) => isWhole).map(({ id, importId }) => [id, { id, importId }]),
  )
  return { joined: all.length, whole: [...whole.values()] }
}

type Joined = { id: string; importId: string | null; isWhole: boolean }
const joinedColumns = sql`l.id::text, l.import_id::text, (l.buyer_id is not null or l.is_buyer_anonymous) and
  (l.supplier_id is not null or l.is_supplier_anonymous) as is_whole`

export type OverfullYearRow = { buyer: string; year: number; sumPpm: number }

/** Years of some buyers whose shares add up to more than the whole; a buyer is its organisation, else what files call it. */
export async function listOverfullYears(
  db: Db,
  dataset: 'held' | 'demo',
  { keys, ids }: Buyers,
): Promise<OverfullYearRow[]> {
  const { rows } = await sql<OverfullYearRow>`
    select coalesce(buyer_id::text, buyer_key) as buyer, year, sum(share_ppm)::int as sum_ppm from network.supply_link
    where dataset = ${dataset} and superseded_at is null
      and (buyer_key = any(${[...keys]}::text[]) or buyer_id = any(${ids.map(BigInt)}::bigint[]))
    group by 1, 2 having sum(share_ppm) > 1000000`.execute(db)
  return rows
}
