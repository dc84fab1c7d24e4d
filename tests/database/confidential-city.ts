// Firms with relations whose figures occur nowhere else, and two drawn chains: what the tests of secrecy look for.
import { sql } from 'kysely'
import type { SignedInApp } from '../../src/modules/access/fixtures.ts'
import { holdPlaces, importCsv } from '../../src/modules/registry/fixtures.ts'

/** Where 甲 to 丁 stand; 常州, where 戊 to 辛 stand, has the buyers of the aggregates. */
export const secretCity = '430200'
export const aggregateCity = '320400'

const secretFirms = ['甲', '乙', '丙', '丁'].map((name, i) => `${name}密机械有限公司,60000${i + 1}.SH,株洲市`)
const buyers = ['戊', '己', '庚', '辛'].map((name, i) => `${name}密机械有限公司,60001${i + 1}.SH,常州市`)

const relations = [
  // 甲 buys of 乙; 乙 of 丙, and of a firm that is not held, so that this row waits
  '600001.SH,乙密机械有限公司,2024,12.3457,1234567.89',
  '600002.SH,丙密机械有限公司,2024,41.2357,7654321.09',
  '600002.SH,未登记壬密有限公司,2024,38.7654,8765432.10',
  // four buyers of one size in 常州, none of them above 80 % of any sum
  ...[1, 2, 3, 4].map((n) => `60001${n}.SH,常州癸${n}有限公司,2024,${10 + n},${5000 + n}`),
]

/** Texts that tell a figure or partner of 乙, in every form in which an answer could write it. */
export const markers = [
  ...['412357', '41.2357', '765432109', '7654321.09', '7654321', '765.4321'],
  ...['387654', '38.7654', '876543210', '8765432.10', '8765432', '876.5432', '未登记壬密'],
]
/** The figures of 甲's own purchase from 乙. */
export const ownMarkers = ['123457', '123456789']

/** Which firms stand on which chain of 常州: each chain is another set of buyers. */
export const chainBuyers: Readonly<Record<string, readonly string[]>> = {
  'three-of-four': ['戊', '己', '庚'],
  'other-three': ['己', '庚', '辛'],
  'all-four': ['戊', '己', '庚', '辛'],
  'only-two': ['戊', '己'],
}

/** Fills an empty database; gives the ids of the firms by the first character of their names. */
export async function holdSecrets(house: SignedInApp): Promise<Record<string, string>> {
  await holdPlaces(house)
  await importCsv(house, ['名称,证券代码,市', ...secretFirms, ...buyers].join('\n'))
  await importCsv(house, ['证券代码,供应商,年份,占比,金额（元）', ...relations].join('\n'), {
    kind: 'relations',
    options: { dataset: 'held', fileName: 'suppliers.csv', partner: null },
  })
  const { rows } = await sql<{ id: bigint; name: string }>`
    select id, name from registry.organisation`.execute(house.database.owner)
  const ids = Object.fromEntries(rows.map(({ id, name }) => [name.slice(0, 1), String(id)]))
  await drawChain(house, secretCity, 'secret-chain', [ids.甲!, ids.乙!, ids.丙!])
  for (const [chain, names] of Object.entries(chainBuyers))
    await drawChain(
      house,
      aggregateCity,
      chain,
      names.map((name) => ids[name]!),
    )
  return ids
}

/** A chain of one edition with a map of one node, `<chain>-node`, at which some firms stand. */
async function drawChain(
  { database }: SignedInApp,
  cityCode: string,
  chain: string,
  firms: readonly string[],
): Promise<void> {
  const node = `${chain}-node`
  const name = { zh: chain, en: chain }
  const source = '假设'
  const edition = { id: chain, city: cityCode, kind: 'chains', name, validFrom: '2019', validTo: null }
  const entry = { id: chain, name, order: null, map: chain }
  const editionText = JSON.stringify({ ...edition, statedCount: null, source, chains: [entry] })
  const segments = [{ id: 'part', name }]
  const mapText = JSON.stringify({ id: chain, name, asOf: '2019', source, segments, nodes: [] })
  await sql`
    with edition as (
      insert into chains.pack_document (pack, kind, key, version, city_code, file, digest, content, loaded_at)
      values ('test', 'edition', ${chain}, 1, ${cityCode}, 'test.yaml', '\\x00', ${editionText}::jsonb, now()) returning id
    ), map as (
      insert into chains.pack_document (pack, kind, key, version, file, digest, content, loaded_at)
      values ('test', 'map', ${chain}, 1, 'test.yaml', '\\x00', ${mapText}::jsonb, now()) returning id
    ), held as (
      insert into chains.edition (document_id, city_code, id, kind, name_zh, name_en, valid_from)
      select id, ${cityCode}, ${chain}, 'chains', ${chain}, ${chain}, date '2019-01-01' from edition returning document_id
    ), named as (
      insert into chains.chain (document_id, id, name_zh, name_en, map_id)
      select document_id, ${chain}, ${chain}, ${chain}, ${chain} from held
    )
    insert into chains.map_node (document_id, node_id, name_zh, name_en, segment_id, ordinal, products, classes)
    select id, ${node}, ${node}, ${node}, 'part', 1, '{}', '{}' from map`.execute(database.owner)
  await sql`
    insert into chains.node_placement (dataset, organisation_id, node_id, evidence, source, recorded_at)
    select 'held', firm::bigint, ${node}, 'stated', 'test', now() from unnest(${[...firms]}::text[]) firm`.execute(
    database.owner,
  )
}
