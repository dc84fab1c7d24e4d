// Private ledgers: row security shows them to their own firm and to nobody else, the program included.
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

export type LedgerRow = {
  id: bigint
  dataset: 'held' | 'demo'
  organisationId: bigint
  cityCode: string
  year: number
  name: string
  isWhole: boolean
  lines: number
  refused: number
  isCounted: boolean
  isConsentClosed: boolean
  uploadedBy: string
  uploadedAt: Date
}
const columns = sql`id, dataset, organisation_id, city_code, year, name, is_whole, lines, refused, uploaded_by, uploaded_at,
  is_counted and id <> all ((select access.closed_uploads('network.ledger'))::bigint[]) as is_counted,
  id = any ((select access.closed_uploads('network.ledger'))::bigint[]) as is_consent_closed`

/** One's own ledgers, newest year first. */
export async function listLedgers(
  db: Db,
  dataset: 'held' | 'demo',
  organisationId: string,
): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select ${columns} from network.ledger where dataset = ${dataset} and organisation_id = ${organisationId}::bigint
    order by year desc, id desc limit 100`.execute(db)
  return rows
}

/** One's own ledger; locked when it is about to change. */
export async function findLedger(
  db: Db,
  id: string,
  organisationId: string,
  lock = false,
): Promise<LedgerRow | undefined> {
  const { rows } = await sql<LedgerRow>`
    select ${columns} from network.ledger where id = ${id}::bigint and organisation_id = ${organisationId}::bigint
    ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

export type StoredLine = {
  line: number
  supplierText: string
  supplierCode: string | null
  supplierId: bigint | null
  supplierCityCode: string | null
  product: string | null
  scope: 'components' | 'devices' | 'software' | 'other' | null
  amountFen: bigint | null
  amountLowFen: bigint | null
  amountHighFen: bigint | null
}

export async function listLines(db: Db, id: bigint, atMost: number): Promise<StoredLine[]> {
  const { rows } = await sql<StoredLine>`
    select line, supplier_text, supplier_code, supplier_id, supplier_city_code, product, scope, amount_fen, amount_low_fen,
      amount_high_fen
    from network.ledger_line where ledger_id = ${id} order by line limit ${atMost}`.execute(db)
  return rows
}

export type NewLedger = {
  dataset: 'held' | 'demo'
  organisationId: string
  cityCode: string
  year: number
  name: string
  isWhole: boolean
  refused: number
  sha256: Buffer
}
export type NewLine = Omit<StoredLine, 'supplierId' | 'amountFen' | 'amountLowFen' | 'amountHighFen'> & {
  supplierId: string | null
  amountFen: string | null
  amountLowFen: string | null
  amountHighFen: string | null
}

/** Keeps a ledger with its lines; undefined where the same file is held for the year. */
export async function insertLedger(
  db: Db,
  g: NewLedger,
  lines: readonly NewLine[],
  { by, at }: { by: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into network.ledger (dataset, organisation_id, city_code, year, name, is_whole, lines, refused, sha256,
      uploaded_by, uploaded_at)
    values (${g.dataset}, ${g.organisationId}::bigint, ${g.cityCode}, ${g.year}, ${g.name}, ${g.isWhole}, ${lines.length},
      ${g.refused}, ${g.sha256}, ${by}, ${at})
    on conflict (organisation_id, year, sha256) do nothing returning id`.execute(db)
  const id = rows[0]?.id
  if (id === undefined) return undefined
  await sql`
    insert into network.ledger_line (ledger_id, line, owner_id, supplier_text, supplier_code, supplier_id,
      supplier_city_code, product, scope, amount_fen, amount_low_fen, amount_high_fen)
    select ${id}, l.line, ${g.organisationId}::bigint, l."supplierText", l."supplierCode", l."supplierId",
      l."supplierCityCode", l.product, l.scope, l."amountFen", l."amountLowFen", l."amountHighFen"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(line int, "supplierText" text, "supplierCode" text,
      "supplierId" bigint, "supplierCityCode" text, product text, scope text, "amountFen" bigint, "amountLowFen" bigint,
      "amountHighFen" bigint)`.execute(db)
  return String(id)
}

/** The ledger that the same file made for the year. */
export async function findSameLedger(
  db: Db,
  { organisationId, year, sha256 }: { organisationId: string; year: number; sha256: Buffer },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    select id from network.ledger
    where organisation_id = ${organisationId}::bigint and year = ${year} and sha256 = ${sha256}`.execute(db)
  return rows[0] && String(rows[0].id)
}

/** Counts one ledger of the year and no other, or none. */
export async function setCounted(
  db: Db,
  { organisationId, year }: Pick<LedgerRow, 'organisationId' | 'year'>,
  id: bigint | null,
): Promise<void> {
  await sql`update network.ledger set is_counted = false
    where organisation_id = ${organisationId} and year = ${year} and is_counted`.execute(db)
  if (id !== null) await sql`update network.ledger set is_counted = true where id = ${id}`.execute(db)
}

/** Deletes a ledger with all its lines: nothing of them is left. */
export async function deleteLedger(db: Db, id: bigint): Promise<void> {
  await sql`delete from network.ledger where id = ${id}`.execute(db)
}
