import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../registry/index.ts'
import type { NetworkTables } from '../tables.ts'

const tables = (db: Db) => db.withTables<NetworkTables & PublishedRegistryTables>()

export type Revision = {
  /** With the uploads that were closed since: their rows leave without a change of their own. */
  relations: bigint
  closedUploads: bigint
  organisations: bigint
  placements: bigint
  /** The current transaction has written: what it reads may be rolled back. */
  isWriting: boolean
}

/** In which transactions the rows behind the figures of a data set last changed. */
export async function readRevision(db: Db, dataset: 'held' | 'demo'): Promise<Revision> {
  const { rows } = await sql<Revision>`
    select max(changed_in) filter (where subject = 'relations')
        + access.count_closed_uploads('registry.import') as relations,
      access.count_closed_uploads('registry.import')::bigint as closed_uploads,
      max(changed_in) filter (where subject = 'organisations') as organisations,
      max(changed_in) filter (where subject = 'placements') as placements,
      pg_current_xact_id_if_assigned() is not null as is_writing
    from network.revision where dataset = ${dataset}`.execute(db)
  return rows[0]!
}

export type OrganisationPlaceRow = {
  id: bigint
  name: string
  cityCode: string | null
  lng: number | null
  lat: number | null
  positionPrecision: string | null
  groupId: bigint | null
}

/** Where the organisations of a data set stand and to whom they belong: all of them, or some. */
export function listOrganisationPlaces(
  db: Db,
  dataset: 'held' | 'demo',
  only?: readonly bigint[],
): Promise<OrganisationPlaceRow[]> {
  const all = tables(db)
    .selectFrom('registry.organisation')
    .select(['id', 'name', 'cityCode', 'lng', 'lat', 'positionPrecision', 'groupId'])
    .where('dataset', '=', dataset)
  const some = only === undefined ? all : all.where('id', '=', sql<bigint>`any(${[...only]}::bigint[])`)
  return some.orderBy('id').execute()
}

export type Subject = 'relations' | 'organisations' | 'placements'

/** A line of the list of changes; known again by its number and the transaction that wrote it. */
export type Mark = { readonly seq: bigint; readonly writtenIn: bigint }

/** The last change of a subject that this reader can see: what is read after it holds at least that. */
export async function readLastChange(
  db: Db,
  dataset: 'held' | 'demo',
  subject: Subject,
): Promise<Mark | null> {
  const { rows } = await sql<Mark>`select seq, written_in from network.changed_rows
    where dataset = ${dataset} and subject = ${subject} order by seq desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Above so many changed organisations, reading everything anew is no slower. */
const mostChanged = 5_000

/**
 * The organisations (of relations: the buyers) whose rows changed after a line of the list; null where they are too many
 * or the line is no longer there, so that all has to be read anew. `last` is the line up to which this tells.
 */
export async function listChanged(
  db: Db,
  dataset: 'held' | 'demo',
  subject: Subject,
  since: Mark | null,
): Promise<{ ids: bigint[]; last: Mark } | null> {
  if (since === null) return null
  const { rows } = await sql<Mark & { isCut: boolean; isAll: boolean; ids: string[] }>`
    with recent as (
      select seq, written_in, ids from network.changed_rows
      where dataset = ${dataset} and subject = ${subject} and seq >= ${since.seq}
    )
    select l.seq, l.written_in,
      not exists (select from recent where seq = ${since.seq} and written_in = ${since.writtenIn}) as is_cut,
      exists (select from recent where ids is null and seq > ${since.seq}) as is_all,
      array(select distinct unnest(ids) from recent where seq > ${since.seq} limit ${mostChanged + 1})::text[] as ids
    from (select seq, written_in from recent order by seq desc limit 1) l`.execute(db)
  const found = rows[0]
  if (!found || found.isCut || found.isAll || found.ids.length > mostChanged) return null
  return { ids: found.ids.map(BigInt), last: { seq: found.seq, writtenIn: found.writtenIn } }
}

/** The current purchases of some buyers, packed; null where they have none. For the program itself. */
export async function readPackedPurchasesOf(
  db: Db,
  dataset: 'held' | 'demo',
  buyers: readonly bigint[],
): Promise<Buffer | null> {
  const { rows } = await sql<{ packed: Buffer | null }>`
    select network.packed_purchases_of(${dataset}, ${[...buyers]}::bigint[]) as packed`.execute(db)
  return rows[0]!.packed
}

// A value of 200,000 purchases is 8 MB: far from the limits of PostgreSQL and of a JavaScript string.
const purchasesAtATime = 200_000

type PackedPage = { lastId: bigint | null; packed: Buffer | null }

async function readPackedPage(db: Db, dataset: 'held' | 'demo', after: bigint): Promise<PackedPage> {
  const { rows } = await sql<PackedPage>`
    select last_id, packed from network.packed_purchases(${dataset}, ${after}, ${purchasesAtATime})`.execute(
    db,
  )
  return rows[0] ?? { lastId: null, packed: null }
}

/** The current purchases of a data set, packed; see the migration for the form. */
export async function* readPackedPurchases(db: Db, dataset: 'held' | 'demo'): AsyncGenerator<Buffer> {
  let page = await readPackedPage(db, dataset, 0n)
  while (page.packed !== null && page.lastId !== null) {
    yield page.packed
    page = await readPackedPage(db, dataset, page.lastId)
  }
}

/** How many relations of a data set count now, as far as the reader may see them. */
export async function countRelations(db: Db, dataset: 'held' | 'demo'): Promise<number> {
  const { count } = await tables(db)
    .selectFrom('network.supplyLink')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('dataset', '=', dataset)
    .where('supersededAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Which of some organisations stand, by more than product words, on the maps of a city's chains, by chain. */
export async function listOrganisationsByChain(
  db: Db,
  dataset: 'held' | 'demo',
  cityCode: string,
  organisationIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ chain: string; id: string }>`
    select distinct c.id as chain, p.organisation_id::text as id
    from chains.chain c join chains.edition e on e.document_id = c.document_id
    join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
    join chains.current_node n on n.map_id = c.map_id
    join chains.placed_organisation p on p.node_id = n.node_id
    where e.city_code = ${cityCode} and p.dataset = ${dataset} and p.evidence <> 'words'
      and p.organisation_id = any(${[...organisationIds]}::bigint[])`.execute(db)
  const byChain = new Map<string, Set<string>>()
  for (const { chain, id } of rows) byChain.set(chain, (byChain.get(chain) ?? new Set()).add(id))
  return byChain
}

/** What may leave in aggregates only, packed; see the migration for the form. Null for whoever is not the program. */
export async function readPackedPrivate(db: Db, dataset: 'held' | 'demo'): Promise<Buffer | null> {
  const { rows } = await sql<{
    packed: Buffer | null
  }>`select network.packed_private(${dataset}) as packed`.execute(db)
  return rows[0]?.packed ?? null
}
