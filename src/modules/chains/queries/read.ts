import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import { type ChainMap, type Edition, type Grouping, type Lineage, mapIdOf, type RoleFile } from '../model.ts'
import type { ChainTables } from '../tables.ts'
import { listForks } from './map-forks.ts'

const chains = (db: Db) => db.withTables<ChainTables>()

type CatalogueKinds = { edition: Edition; grouping: Grouping; lineage: Lineage; roles: RoleFile }

/** The documents of one kind that hold in a city, as the pack wrote them, by their own id. */
export async function listCatalogue<K extends keyof CatalogueKinds>(
  db: Db,
  kind: K,
  cityCode: string,
): Promise<CatalogueKinds[K][]> {
  const rows = await chains(db)
    .selectFrom('chains.packDocument')
    .where('kind', '=', kind)
    .where('cityCode', '=', cityCode)
    .where('supersededAt', 'is', null)
    .select('content')
    .orderBy('key')
    .execute()
  const found = rows.map(({ content }) => content as CatalogueKinds[K])
  if (kind !== 'edition') return found
  const forks = new Map((await listForks(db, cityCode)).map(({ mapId, ownMapId }) => [mapId, ownMapId]))
  return forks.size === 0
    ? found
    : (found as Edition[]).map((edition) => withOwnMaps(edition, forks) as CatalogueKinds[K])
}

/** An edition whose chains draw the city's own maps where it took shared ones over. */
function withOwnMaps(edition: Edition, forks: ReadonlyMap<string, string>): Edition {
  const chains = edition.chains.map((chain) => {
    const own = forks.get(mapIdOf(chain) ?? chain.id)
    return own === undefined ? chain : { ...chain, map: own }
  })
  return { ...edition, chains }
}

/** One map, by default in the version that holds; undefined where there is none. */
export async function findMap(
  db: Db,
  mapId: string,
  version?: number,
): Promise<{ map: ChainMap; version: number } | undefined> {
  const base = chains(db).selectFrom('chains.packDocument').where('kind', '=', 'map').where('key', '=', mapId)
  const wanted =
    version === undefined ? base.where('supersededAt', 'is', null) : base.where('version', '=', version)
  const row = await wanted.select(['content', 'version']).orderBy('pack').executeTakeFirst()
  return row && { map: row.content as ChainMap, version: row.version }
}

/** Codes of the cities that have an edition of the catalogue: first those whose own pack drew a map. */
export async function listChainCities(db: Db): Promise<string[]> {
  const { rows } = await sql<{ cityCode: string }>`
    select e.city_code from chains.edition e
    join chains.pack_document d on d.id = e.document_id and d.superseded_at is null
    left join chains.pack_document m on m.pack = d.pack and m.kind = 'map'
    group by e.city_code order by count(m.id) = 0, e.city_code`.execute(db)
  return rows.map(({ cityCode }) => cityCode)
}

/** Ids of the maps that hold. */
export async function listMapIds(db: Db): Promise<Set<string>> {
  const rows = await chains(db)
    .selectFrom('chains.packDocument')
    .where('kind', '=', 'map')
    .where('supersededAt', 'is', null)
    .select('key')
    .execute()
  return new Set(rows.map(({ key }) => key))
}

export type PartyRow = Omit<ChainTables['chains.party'], 'documentId' | 'ordinal' | 'cityCode'>

/** Who is what to a chain of a city, as sources say, in the order of the pack. */
export function listParties(
  db: Db,
  { cityCode, chainId }: { cityCode: string; chainId: string },
): Promise<PartyRow[]> {
  return chains(db)
    .selectFrom('chains.party as p')
    .innerJoin('chains.packDocument as d', 'd.id', 'p.documentId')
    .where('d.supersededAt', 'is', null)
    .where('p.cityCode', '=', cityCode)
    .where('p.chainId', '=', chainId)
    .select(['p.chainId', 'p.role', 'p.nameAsWritten', 'p.legalName', 'p.organisationId', 'p.source'])
    .orderBy('d.key')
    .orderBy('p.ordinal')
    .execute()
}
