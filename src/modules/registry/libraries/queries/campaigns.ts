import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

type CampaignRow = {
  id: bigint
  year: number
  title: string
  source: string
  projects: bigint
  completed: bigint
}

export async function listCampaigns(
  db: Db,
  scope: { dataset: string; city: string; completed: readonly string[] },
): Promise<CampaignRow[]> {
  const { rows } = await sql<CampaignRow>`
    select c.id, c.year, c.title, c.source, count(p.id) as projects,
      count(p.id) filter (where p.stage = any(${[...scope.completed]}::text[])) as completed
    from registry.campaign c left join registry.campaign_project l on l.campaign_id = c.id
      left join registry.project p on p.id = l.project_id
    where c.dataset = ${scope.dataset} and c.city_code = ${scope.city} group by c.id order by c.year desc, c.id`.execute(
    db,
  )
  return rows
}

export async function listCampaignsOf(db: Db, projectId: string) {
  const { rows } = await sql<{ id: bigint; year: number; title: string }>`
    select c.id, c.year, c.title from registry.campaign c join registry.campaign_project l on l.campaign_id = c.id
    where l.project_id = ${projectId}::bigint order by c.year desc`.execute(db)
  return rows
}

/** Makes a campaign or finds the one of the same year and title. */
export async function ensureCampaign(
  db: Db,
  c: { dataset: string; city: string; year: number; title: string; source: string },
  stamp: { by: string; at: Date },
): Promise<{ id: string; isNew: boolean }> {
  const made = await sql<{ id: bigint }>`
    insert into registry.campaign (dataset, city_code, year, title, source, recorded_by, recorded_at)
    values (${c.dataset}, ${c.city}, ${c.year}, ${c.title}, ${c.source}, ${stamp.by}, ${stamp.at})
    on conflict do nothing returning id`.execute(db)
  if (made.rows[0]) return { id: String(made.rows[0].id), isNew: true }
  const { rows } = await sql<{ id: bigint }>`select id from registry.campaign where dataset = ${c.dataset}
    and city_code = ${c.city} and year = ${c.year} and title = ${c.title}`.execute(db)
  return { id: String(rows[0]!.id), isNew: false }
}

/** Puts projects of the same data set and city on a campaign's list; gives how many were new there. */
export async function addToCampaign(
  db: Db,
  campaignId: string,
  projectIds: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.campaign_project (dataset, campaign_id, project_id)
    select c.dataset, c.id, p.id from registry.campaign c
    join registry.project p on p.dataset = c.dataset and p.city_code = c.city_code
    where c.id = ${campaignId}::bigint and p.id = any(${projectIds.map(BigInt)}::bigint[])
    on conflict do nothing returning project_id as id`.execute(db)
  return rows.length
}

export async function findCampaign(db: Db, id: string) {
  const { rows } = await sql<{ id: bigint; cityCode: string }>`
    select id, city_code from registry.campaign where id = ${id}::bigint`.execute(db)
  return rows[0]
}

/** How many of these projects are not of the campaign's data set and city. */
export async function countUnfit(db: Db, campaignId: string, projectIds: readonly string[]): Promise<number> {
  const ids = [...new Set(projectIds)].map(BigInt)
  const { rows } = await sql<{ fit: bigint }>`
    select count(*) as fit from registry.campaign c join registry.project p on p.dataset = c.dataset and p.city_code = c.city_code
    where c.id = ${campaignId}::bigint and p.id = any(${ids}::bigint[])`.execute(db)
  return ids.length - Number(rows[0]?.fit ?? 0n)
}
