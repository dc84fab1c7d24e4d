import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Dataset } from '../../access/index.ts'
import type { PublishedRegistryTables } from '../../registry/index.ts'
import type { ProductHolder, WordChanges, WordNode, WordPlace } from '../domain/word-placement.ts'
import type { Evidence } from '../model.ts'
import type { ChainTables } from '../tables.ts'

const chains = (db: Db) => db.withTables<ChainTables & PublishedRegistryTables>()

/** Nodes with their words, of every map that holds; one that stands in several maps once, with all its words. */
export async function listWordNodes(db: Db): Promise<WordNode[]> {
  const rows = await chains(db)
    .selectFrom('chains.currentNode')
    .select(['nodeId', 'products'])
    .orderBy('nodeId')
    .orderBy('mapId')
    .execute()
  const words = new Map<string, string[]>()
  for (const { nodeId, products } of rows) words.set(nodeId, [...(words.get(nodeId) ?? []), ...products])
  return [...words].map(([id, products]) => ({ id, products: [...new Set(products)] }))
}

/** Organisations of a data set with the products they are known for, in the order of their ids. */
export async function listProductHolders(db: Db, dataset: Dataset): Promise<ProductHolder[]> {
  const rows = await chains(db)
    .selectFrom('registry.product as p')
    .innerJoin('registry.organisation as o', 'o.id', 'p.organisationId')
    .where('o.dataset', '=', dataset)
    .select(['p.organisationId', 'p.name'])
    .orderBy('p.organisationId')
    .orderBy('p.name')
    .execute()
  const products = new Map<string, string[]>()
  for (const { organisationId, name } of rows) {
    const id = String(organisationId)
    const held = products.get(id)
    if (held) held.push(name)
    else products.set(id, [name])
  }
  return [...products].map(([organisationId, names]) => ({ organisationId, products: names }))
}

/** Who stands where by words alone. */
export async function listWordPlacements(db: Db, dataset: Dataset): Promise<WordPlace[]> {
  const rows = await chains(db)
    .selectFrom('chains.nodePlacement')
    .where('dataset', '=', dataset)
    .where('evidence', '=', 'words')
    .select(['organisationId', 'nodeId'])
    .execute()
  return rows.map(({ organisationId, nodeId }) => ({ organisationId: String(organisationId), nodeId }))
}

/** Adds and takes away placements by words. */
export async function changeWordPlacements(
  db: Db,
  dataset: Dataset,
  { added, removed }: WordChanges,
  now: Date,
): Promise<void> {
  if (removed.length > 0) {
    await sql`
      delete from chains.node_placement p
      using jsonb_to_recordset(${JSON.stringify(removed)}::jsonb) as w("organisationId" bigint, "nodeId" text)
      where p.dataset = ${dataset} and p.evidence = 'words' and p.organisation_id = w."organisationId"
        and p.node_id = w."nodeId"`.execute(db)
  }
  if (added.length > 0) {
    await sql`
      insert into chains.node_placement
        (dataset, organisation_id, node_id, evidence, source, as_of, recorded_at)
      select ${dataset}, w."organisationId", w."nodeId", 'words', w.product, null, ${now}
      from jsonb_to_recordset(${JSON.stringify(added)}::jsonb)
        as w("organisationId" bigint, "nodeId" text, product text)
      on conflict do nothing`.execute(db)
  }
}

export type NewPlacement = {
  readonly organisationId: string
  readonly nodeId: string
  readonly evidence: Exclude<Evidence, 'words'>
  readonly source: string
  /** ISO day; null unknown */
  readonly asOf: string | null
}

/** Records who stands where by a statement or a confirmation; a later one takes the place of an earlier one. */
export async function upsertPlacements(
  db: Db,
  dataset: Dataset,
  placements: readonly NewPlacement[],
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into chains.node_placement
      (dataset, organisation_id, node_id, evidence, source, as_of, recorded_at)
    select distinct on (w."organisationId", w."nodeId", w.evidence) ${dataset}, w."organisationId", w."nodeId",
      w.evidence, w.source, w."asOf", ${now}
    from jsonb_to_recordset(${JSON.stringify(placements)}::jsonb) as w("organisationId" bigint, "nodeId" text,
      evidence text, source text, "asOf" date)
    order by w."organisationId", w."nodeId", w.evidence, w."asOf" desc nulls last, w.source
    on conflict (dataset, organisation_id, node_id, evidence) do update
      set source = excluded.source, as_of = excluded.as_of, recorded_at = excluded.recorded_at
      where (node_placement.source, node_placement.as_of) is distinct from (excluded.source, excluded.as_of)
        and coalesce(excluded.as_of, '-infinity') >= coalesce(node_placement.as_of, '-infinity')`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Node ids that some map holds, out of those asked for. */
export async function listKnownNodes(db: Db, nodeIds: readonly string[]): Promise<Set<string>> {
  const rows = await chains(db)
    .selectFrom('chains.currentNode')
    .where('nodeId', 'in', nodeIds.length > 0 ? nodeIds : [''])
    .select('nodeId')
    .distinct()
    .execute()
  return new Set(rows.map(({ nodeId }) => nodeId))
}

/** Where one organisation stands: each node once, by its best evidence, with the names of the maps that hold. */
export function listPlacementsOf(db: Db, organisationId: string) {
  return chains(db)
    .selectFrom('chains.placedOrganisation as p')
    .innerJoin('chains.currentNode as n', 'n.nodeId', 'p.nodeId')
    .where('p.organisationId', '=', BigInt(organisationId))
    .select(['p.nodeId', 'n.nameZh', 'n.nameEn', 'n.mapId', 'p.evidence', 'p.source', 'p.asOf'])
    .orderBy('p.nodeId')
    .orderBy('n.mapId')
    .execute()
}
