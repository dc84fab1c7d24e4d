import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { ProjectQuery, YearMoney } from '../../model.ts'

export type ProjectRow = {
  id: bigint
  dataset: 'held' | 'demo'
  cityCode: string
  name: string
  code: string | null
  isMajor: boolean | null
  stage: string
  lifeVersion: number
  stageSince: string | null
  investmentFen: bigint | null
  doneFen: string | null
  chainId: string | null
  nodeId: string | null
  parkId: bigint | null
  parkName: string | null
  serviceOwner: string | null
  organisationId: bigint | null
  organisationName: string | null
  readiness: Record<string, boolean>
  note: string | null
  source: string
  updatedAt: Date
}

const columns = sql`p.id, p.dataset, p.city_code, p.name, p.code, p.is_major, p.stage, p.life_version, p.investment_fen,
  p.chain_id, p.node_id, p.park_id, k.name as park_name, p.service_owner, p.organisation_id,
  coalesce(o.name, p.organisation_name) as organisation_name, p.readiness, p.note, p.source, p.updated_at,
  (select e.happened from registry.library_event e where e.project_id = p.id and e.kind = 'life' order by e.id desc limit 1)
    as stage_since,
  (select sum(m.done_fen)::text from registry.project_money m where m.project_id = p.id) as done_fen`
const tables = sql`registry.project p left join registry.park k on k.id = p.park_id
  left join registry.organisation o on o.id = p.organisation_id`

const escaped = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&')

/** The projects under some filters, newest change first. */
export async function listProjects(db: Db, query: ProjectQuery): Promise<ProjectRow[]> {
  const like = query.q ? `%${escaped(query.q.normalize('NFKC').toLowerCase())}%` : null
  const major = { yes: true, no: false, unknown: null }[query.major ?? 'unknown']
  const { rows } = await sql<ProjectRow>`
    select ${columns} from ${tables}
    where p.dataset = ${query.dataset} and p.city_code = ${query.city}
      and (${query.stage ?? null}::text is null or p.stage = ${query.stage ?? null})
      and (${query.chain ?? null}::text is null or p.chain_id = ${query.chain ?? null})
      and (${query.park ?? null}::bigint is null or p.park_id = ${query.park ?? null}::bigint)
      and (${query.organisation ?? null}::bigint is null or p.organisation_id = ${query.organisation ?? null}::bigint)
      and (${query.campaign ?? null}::bigint is null or exists (select from registry.campaign_project c
        where c.project_id = p.id and c.campaign_id = ${query.campaign ?? null}::bigint))
      and (${query.major === undefined} or p.is_major is not distinct from ${major}::boolean)
      and (${like}::text is null or p.name_normalised like ${like} or lower(p.organisation_name) like ${like}
        or lower(o.name) like ${like} or lower(p.code) like ${like})
    order by p.updated_at desc, p.id desc limit ${query.limit}`.execute(db)
  return rows
}

export async function findProject(db: Db, id: string): Promise<ProjectRow | undefined> {
  const { rows } = await sql<ProjectRow>`select ${columns} from ${tables} where p.id = ${id}::bigint`.execute(
    db,
  )
  return rows[0]
}

/** Locks one project until the end of the transaction, so that two acts at once come one after the other. */
export async function lockProject(db: Db, id: string): Promise<void> {
  await sql`select from registry.project where id = ${id}::bigint for update`.execute(db)
}

export type StageCount = {
  stage: string
  count: bigint
  investmentFen: string | null
  investmentUnknown: bigint
}

export async function countStages(db: Db, scope: { dataset: string; city: string }): Promise<StageCount[]> {
  const { rows } = await sql<StageCount>`
    select stage, count(*) as count, sum(investment_fen)::text as investment_fen,
      count(*) filter (where investment_fen is null) as investment_unknown
    from registry.project where dataset = ${scope.dataset} and city_code = ${scope.city} group by stage`.execute(
    db,
  )
  return rows
}

export type ProjectFields = {
  name: string
  nameNormalised: string
  code: string | null
  isMajor: boolean | null
  investmentFen: string | null
  chainId: string | null
  nodeId: string | null
  parkId: string | null
  serviceOwner: string | null
  organisationId: string | null
  organisationName: string | null
  note: string | null
}
export type ProjectStamp = {
  dataset: 'held' | 'demo'
  cityCode: string
  stage: string
  lifeVersion: number
  source: string
  requestKey: string | null
  importId: string | null
  by: string
  at: Date
}

/** Writes one project; undefined where its name or the same request is held already. */
export async function insertProject(db: Db, f: ProjectFields, s: ProjectStamp): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.project (dataset, city_code, name, name_normalised, code, is_major, stage, life_version,
      investment_fen, chain_id, node_id, park_id, service_owner, organisation_id, organisation_name, note, source,
      request_key, import_id, recorded_by, created_at, updated_at)
    values (${s.dataset}, ${s.cityCode}, ${f.name}, ${f.nameNormalised}, ${f.code}, ${f.isMajor}, ${s.stage},
      ${s.lifeVersion}, ${f.investmentFen}::bigint, ${f.chainId}, ${f.nodeId}, ${f.parkId}::bigint, ${f.serviceOwner},
      ${f.organisationId}::bigint, ${f.organisationName}, ${f.note}, ${s.source}, ${s.requestKey},
      ${s.importId}::bigint, ${s.by}, ${s.at}, ${s.at})
    on conflict do nothing returning id`.execute(db)
  return rows[0] && String(rows[0].id)
}

export async function findProjectBy(
  db: Db,
  by:
    | { requestKey: string; recordedBy: string }
    | { dataset: string; cityCode: string; nameNormalised: string },
): Promise<string | undefined> {
  const where =
    'requestKey' in by
      ? sql`recorded_by = ${by.recordedBy} and request_key = ${by.requestKey}`
      : sql`dataset = ${by.dataset} and city_code = ${by.cityCode} and name_normalised = ${by.nameNormalised}`
  const { rows } = await sql<{ id: bigint }>`select id from registry.project where ${where}`.execute(db)
  return rows[0] && String(rows[0].id)
}

/** Writes the columns that are given; `readiness` entries that are null become unknown again. */
export async function updateProject(
  db: Db,
  id: string,
  change: Partial<ProjectFields> & { stage?: string; readiness?: Record<string, boolean | null> },
  at: Date,
): Promise<void> {
  const { readiness, ...fields } = change
  const names: Record<string, string> = {
    nameNormalised: 'name_normalised',
    isMajor: 'is_major',
    investmentFen: 'investment_fen',
    chainId: 'chain_id',
    nodeId: 'node_id',
    parkId: 'park_id',
    serviceOwner: 'service_owner',
    organisationId: 'organisation_id',
    organisationName: 'organisation_name',
  }
  const sets = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => sql`${sql.ref(names[name] ?? name)} = ${value}`)
  if (readiness)
    sets.push(sql`readiness = jsonb_strip_nulls(readiness || ${JSON.stringify(readiness)}::jsonb)`)
  await sql`update registry.project set ${sql.join([...sets, sql`updated_at = ${at}`])} where id = ${id}::bigint`.execute(
    db,
  )
}

export async function listMoney(db: Db, id: string) {
  const { rows } = await sql<{
    year: number
    plannedFen: bigint | null
    doneFen: bigint | null
    source: string
  }>`
    select year, planned_fen, done_fen, source from registry.project_money where project_id = ${id}::bigint order by year`.execute(
    db,
  )
  return rows
}

export async function upsertMoney(
  db: Db,
  id: string,
  m: YearMoney,
  stamp: { by: string; at: Date },
): Promise<void> {
  await sql`insert into registry.project_money (project_id, year, planned_fen, done_fen, source, recorded_by, recorded_at)
    values (${id}::bigint, ${m.year}, ${m.plannedFen}::bigint, ${m.doneFen}::bigint, ${m.source}, ${stamp.by}, ${stamp.at})
    on conflict (project_id, year) do update set planned_fen = excluded.planned_fen, done_fen = excluded.done_fen,
      source = excluded.source, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at,
      import_id = null`.execute(db)
}

export type CompletedRow = {
  id: bigint
  name: string
  isMajor: boolean | null
  investmentFen: bigint | null
  happened: string | null
  happenedOn: string | null
}

/** Projects that stand completed or beyond, with the day of their completion as recorded last. */
export async function listCompleted(
  db: Db,
  scope: { dataset: string; city: string; states: readonly string[]; completion: string },
): Promise<CompletedRow[]> {
  const { rows } = await sql<CompletedRow>`
    select p.id, p.name, p.is_major, p.investment_fen, e.happened, e.happened_on
    from registry.project p left join lateral (
      select happened, happened_on from registry.library_event
      where project_id = p.id and kind = 'life' and state = ${scope.completion} order by id desc limit 1) e on true
    where p.dataset = ${scope.dataset} and p.city_code = ${scope.city} and p.stage = any(${[...scope.states]}::text[])
    order by e.happened_on, p.id`.execute(db)
  return rows
}
