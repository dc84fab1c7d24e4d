// Framework agreements; row security shows a firm its own, the program all.
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type AgreementRow = {
  id: bigint
  dataset: 'held' | 'demo'
  cityCode: string
  buyerId: bigint
  supplierId: bigint
  buyerName: string
  supplierName: string
  product: string
  nodeId: string | null
  startsOn: string
  endsOn: string
  volumeUnit: string | null
  remindDays: number
  renewsId: bigint | null
  renewedById: bigint | null
  statedSide: 'buyer' | 'supplier'
  state: string
  history: unknown[]
  source: string
  note: string | null
  createdAt: Date
}

const columns = sql`a.id, a.dataset, a.city_code, a.buyer_id, a.supplier_id, b.name as buyer_name, s.name as supplier_name,
  a.product, a.node_id, a.starts_on, a.ends_on, a.volume_unit, a.remind_days, a.renews_id, a.stated_side, a.state,
  a.history, a.source, a.note, a.created_at,
  (select max(r.id) from network.agreement r where r.renews_id = a.id and r.state in ('proposed', 'in_force')) as renewed_by_id`
const joined = sql`network.agreement a join registry.organisation b on b.id = a.buyer_id
  join registry.organisation s on s.id = a.supplier_id`

/** The agreements of one firm, those that run out soonest first. */
export async function listAgreementsOf(
  db: Db,
  dataset: 'held' | 'demo',
  organisationId: string,
  atMost: number,
): Promise<AgreementRow[]> {
  const { rows } = await sql<AgreementRow>`
    select ${columns} from ${joined}
    where a.dataset = ${dataset} and (a.buyer_id = ${organisationId}::bigint or a.supplier_id = ${organisationId}::bigint)
    order by a.state in ('proposed', 'in_force') desc, a.ends_on, a.id limit ${atMost}`.execute(db)
  return rows
}

/** One agreement that the reader may see; locked when it is about to change. */
export async function findAgreement(db: Db, id: string, lock = false): Promise<AgreementRow | undefined> {
  const { rows } = await sql<AgreementRow>`
    select ${columns} from ${joined} where a.id = ${id}::bigint ${lock ? sql`for update of a` : sql``}`.execute(
    db,
  )
  return rows[0]
}

export type AgreedYearRow = {
  agreementId: bigint
  year: number
  volume: string | null
  valueFen: bigint | null
}

export async function listAgreedYears(db: Db, ids: readonly bigint[]): Promise<AgreedYearRow[]> {
  const { rows } = await sql<AgreedYearRow>`
    select agreement_id, year, volume::text as volume, value_fen from network.agreement_year
    where agreement_id = any(${[...ids]}::bigint[]) order by agreement_id, year`.execute(db)
  return rows
}

export type DeliveryRow = {
  id: bigint
  agreementId: bigint
  deliveredOn: string
  reference: string
  volume: string | null
  valueFen: bigint | null
  toldSide: 'buyer' | 'supplier'
}

/** Deliveries that count, oldest first. */
export async function listDeliveries(db: Db, ids: readonly bigint[]): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select id, agreement_id, delivered_on, reference, volume::text as volume, value_fen, told_side from network.delivery
    where agreement_id = any(${[...ids]}::bigint[]) and withdrawn_at is null order by delivered_on, id`.execute(
    db,
  )
  return rows
}

export type NewAgreementRow = {
  dataset: 'held' | 'demo'
  cityCode: string
  buyerId: string
  supplierId: string
  product: string
  nodeId: string | null
  startsOn: string
  endsOn: string
  volumeUnit: string | null
  remindDays: number
  renewsId: string | null
  statedSide: 'buyer' | 'supplier'
  state: string
  history: readonly unknown[]
  source: string
  note: string | null
  requestKey: string
}
export type YearFigures = { year: number; volume: string | null; valueFen: string | null }

/** Writes an agreement with its years; undefined where the same form wrote one before. */
export async function insertAgreement(
  db: Db,
  a: NewAgreementRow,
  years: readonly YearFigures[],
  stamp: { by: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into network.agreement (dataset, city_code, buyer_id, supplier_id, product, node_id, starts_on, ends_on,
      volume_unit, remind_days, renews_id, stated_side, state, history, source, note, request_key, recorded_by, created_at)
    values (${a.dataset}, ${a.cityCode}, ${a.buyerId}::bigint, ${a.supplierId}::bigint, ${a.product}, ${a.nodeId},
      ${a.startsOn}::date, ${a.endsOn}::date, ${a.volumeUnit}, ${a.remindDays}, ${a.renewsId}::bigint, ${a.statedSide},
      ${a.state}, ${JSON.stringify(a.history)}::jsonb, ${a.source}, ${a.note}, ${a.requestKey}, ${stamp.by}, ${stamp.at})
    on conflict (recorded_by, request_key) do nothing returning id`.execute(db)
  const id = rows[0]?.id
  if (id === undefined) return undefined
  await sql`
    insert into network.agreement_year (agreement_id, year, volume, value_fen)
    select ${id}, y.year, y.volume, y."valueFen" from jsonb_to_recordset(${JSON.stringify(years)}::jsonb)
      as y(year int, volume numeric, "valueFen" bigint)`.execute(db)
  return String(id)
}

/** The agreement that a form of this person made before. */
export async function findAgreementByRequest(
  db: Db,
  by: string,
  requestKey: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    select id from network.agreement where recorded_by = ${by} and request_key = ${requestKey}`.execute(db)
  return rows[0] && String(rows[0].id)
}

export async function updateAgreement(
  db: Db,
  id: string,
  { state, history }: { state: string; history: readonly unknown[] },
): Promise<void> {
  await sql`update network.agreement set state = ${state}, history = ${JSON.stringify(history)}::jsonb
    where id = ${id}::bigint`.execute(db)
}

export type NewDeliveryRow = {
  deliveredOn: string
  reference: string
  volume: string | null
  valueFen: string | null
}

/** Writes deliveries whose references are new; gives their ids. */
export async function insertDeliveries(
  db: Db,
  agreementId: string,
  deliveries: readonly NewDeliveryRow[],
  stamp: { side: 'buyer' | 'supplier'; by: string; at: Date },
): Promise<bigint[]> {
  if (deliveries.length === 0) return []
  const { rows } = await sql<{ id: bigint }>`
    insert into network.delivery (agreement_id, delivered_on, reference, volume, value_fen, told_side, recorded_by, recorded_at)
    select ${agreementId}::bigint, d."deliveredOn", d.reference, d.volume, d."valueFen", ${stamp.side}, ${stamp.by}, ${stamp.at}
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
      as d("deliveredOn" date, reference text, volume numeric, "valueFen" bigint)
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Takes a delivery out of every sum; gives whether it stood. */
export async function withdrawDelivery(
  db: Db,
  key: { agreementId: string; id: string; side: 'buyer' | 'supplier' },
  { reason, at }: { reason: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update network.delivery set withdrawn_at = ${at}, withdrawn_reason = ${reason}
    where id = ${key.id}::bigint and agreement_id = ${key.agreementId}::bigint and told_side = ${key.side}
      and withdrawn_at is null
    returning id`.execute(db)
  return rows.length > 0
}

/** All agreements of a city's buyers that hold or held; the program reads them for aggregates. */
export async function listAgreementsOfCity(
  db: Db,
  dataset: 'held' | 'demo',
  cityCode: string,
): Promise<AgreementRow[]> {
  const { rows } = await sql<AgreementRow>`
    select ${columns} from ${joined}
    where a.dataset = ${dataset} and a.city_code = ${cityCode} and a.state in ('in_force', 'terminated')
    order by a.id`.execute(db)
  return rows
}

export type PartyRow = { id: bigint; name: string; dataset: 'held' | 'demo'; cityCode: string | null }

/** An organisation as a party: name, data set, city. */
export async function findParty(db: Db, id: string): Promise<PartyRow | undefined> {
  const { rows } = await sql<PartyRow>`
    select id, name, dataset, city_code from registry.organisation where id = ${id}::bigint`.execute(db)
  return rows[0]
}
