import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { CityRules } from '../model.ts'

/** Writes the rules of a city; gives whether they were new or changed. */
export async function upsertRules(db: Db, rules: CityRules, at: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into network.rule (city_code, version, content, loaded_at)
    values (${rules.city}, ${rules.version}, ${JSON.stringify(rules)}::jsonb, ${at})
    on conflict (city_code, version) do update set content = excluded.content, loaded_at = excluded.loaded_at
      where rule.content is distinct from excluded.content
    returning city_code`.execute(db)
  return rows.length > 0
}

/** The newest rules of a city; undefined where no pack gives any. */
export async function findRules(db: Db, cityCode: string): Promise<CityRules | undefined> {
  const { rows } = await sql<{ content: CityRules }>`
    select content from network.rule where city_code = ${cityCode} order by version desc limit 1`.execute(db)
  return rows[0]?.content
}

/** The nodes of chain maps at which organisations of a data set stand by more than product words, with their segments. */
export async function listNodesOfOrganisations(
  db: Db,
  dataset: 'held' | 'demo',
): Promise<Map<string, { nodeId: string; segmentId: string }[]>> {
  const { rows } = await sql<{ id: string; nodes: { nodeId: string; segmentId: string }[] }>`
    select p.organisation_id::text as id,
      jsonb_agg(distinct jsonb_build_object('nodeId', n.node_id, 'segmentId', n.segment_id)) as nodes
    from chains.placed_organisation p join chains.current_node n on n.node_id = p.node_id
    where p.dataset = ${dataset} and p.evidence <> 'words' group by p.organisation_id`.execute(db)
  return new Map(rows.map(({ id, nodes }) => [id, nodes]))
}
