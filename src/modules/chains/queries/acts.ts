import { sql } from 'kysely'
import type { Event } from '../../../engines/workflow/index.ts'
import type { Db } from '../../../platform/database/index.ts'
import type {
  GradedResult,
  NewNodeAct,
  NewNodeLink,
  NewResult,
  NodeAct,
  NodeActChange,
  NodeActState,
  NodeLink,
} from '../model.ts'
import type { Place } from './lines.ts'

export type ActRow = Pick<
  NodeAct,
  | 'id'
  | 'chain'
  | 'node'
  | 'aim'
  | 'act'
  | 'title'
  | 'note'
  | 'owner'
  | 'startsOn'
  | 'dueOn'
  | 'source'
  | 'gapPath'
  | 'state'
  | 'seen'
  | 'recordedBy'
> & { cityCode: string; dataset: 'held' | 'demo'; history: Event[] }
export type Stamp = { readonly by: string; readonly byId: string | null; readonly at: Date }
type Node = { chain: string | null; node: string | null }

const actColumns = sql`id::text, dataset, city_code, chain_id as chain, node_id as node, aim, act, title, note, owner,
  starts_on, due_on, source, gap_path, state, history, seen, recorded_by`

/** The acts of a city, on one chain or node where asked; open ones first, those due first at the top. */
export async function listActs(db: Db, { city, dataset, chain, node }: Place & Node): Promise<ActRow[]> {
  const { rows } = await sql<ActRow>`
    select ${actColumns} from chains.node_act
    where dataset = ${dataset} and city_code = ${city} and (${chain}::text is null or chain_id = ${chain})
      and (${node}::text is null or node_id = ${node})
    order by state in ('done', 'dropped'), due_on nulls last, id`.execute(db)
  return rows
}

/** One act, held against other writers; undefined where there is none that the asker may see. */
export async function holdAct(db: Db, id: string): Promise<ActRow | undefined> {
  const { rows } =
    await sql<ActRow>`select ${actColumns} from chains.node_act where id = ${id} for update`.execute(db)
  return rows[0]
}

/** Makes an act; the same request of the same person gives the one that was made. */
export async function insertAct(
  db: Db,
  act: NewNodeAct & { state: NodeActState; history: readonly Event[] },
  { by, byId, at }: Stamp,
): Promise<{ id: string; isNew: boolean }> {
  const { rows } = await sql<{ id: string }>`
    insert into chains.node_act (dataset, city_code, chain_id, node_id, gap_path, aim, act, title, note, owner, starts_on,
      due_on, source, state, history, request_key, recorded_by, recorded_by_id, created_at, updated_at)
    values (${act.dataset}, ${act.city}, ${act.chain}, ${act.node}, ${act.gapPath}, ${act.aim}, ${act.act}, ${act.title},
      ${act.note}, ${act.owner}, ${act.startsOn}::date, ${act.dueOn}::date, ${act.source}, ${act.state},
      ${JSON.stringify(act.history)}::jsonb, ${act.requestKey}, ${by}, ${byId}, ${at}, ${at})
    on conflict do nothing returning id::text`.execute(db)
  if (rows[0]) return { id: rows[0].id, isNew: true }
  const before = await sql<{ id: string }>`
    select id::text from chains.node_act where recorded_by_id = ${byId} and request_key = ${act.requestKey}`.execute(
    db,
  )
  return { id: before.rows[0]!.id, isNew: false }
}

/** Keeps the life of an act after a step. */
export async function updateActLife(
  db: Db,
  id: string,
  life: { state: string; history: readonly Event[]; at: Date },
): Promise<void> {
  await sql`update chains.node_act set state = ${life.state}, history = ${JSON.stringify(life.history)}::jsonb,
    seen = seen + 1, updated_at = ${life.at} where id = ${id}`.execute(db)
}

/** Changes whose an act is, until when, and its note. */
export async function updateAct(
  db: Db,
  id: string,
  change: Omit<NodeActChange, 'seen'> & { at: Date },
): Promise<void> {
  await sql`update chains.node_act set owner = ${change.owner}, due_on = ${change.dueOn}::date, note = ${change.note},
    seen = seen + 1, updated_at = ${change.at} where id = ${id}`.execute(db)
}

const linkColumns = sql`l.id::text, l.chain_id as chain, l.node_id as node,
  (select jsonb_build_object('zh', n.name_zh, 'en', n.name_en) from chains.current_node n where n.node_id = l.node_id
    limit 1) as node_name,
  l.subject_room, l.subject_kind, l.subject_id::text, l.subject_name, l.kind, l.note, l.source, l.recorded_by`

/** Projects that work on the nodes of a city's chains. */
export async function listLinks(db: Db, { city, dataset, chain, node }: Place & Node): Promise<NodeLink[]> {
  const { rows } = await sql<NodeLink>`
    select ${linkColumns} from chains.node_link l
    where l.dataset = ${dataset} and l.city_code = ${city} and l.removed_at is null
      and (${chain}::text is null or l.chain_id = ${chain}) and (${node}::text is null or l.node_id = ${node})
    order by l.id`.execute(db)
  return rows
}

/** The nodes that a project works on; all cities' where none is given. */
export async function listLinksOfSubject(
  db: Db,
  of: { dataset: string; room: string; kind: string; id: string; city: string | null },
): Promise<NodeLink[]> {
  const { rows } = await sql<NodeLink>`
    select ${linkColumns} from chains.node_link l
    where l.dataset = ${of.dataset} and l.subject_room = ${of.room} and l.subject_kind = ${of.kind}
      and l.subject_id = ${of.id} and l.removed_at is null and (${of.city}::text is null or l.city_code = ${of.city})
    order by l.id`.execute(db)
  return rows
}

/** Links a project to a node; undefined where it is already. */
export async function insertLink(
  db: Db,
  link: NewNodeLink & { name: string },
  { by, at }: Stamp,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into chains.node_link (dataset, city_code, chain_id, node_id, subject_room, subject_kind, subject_id,
      subject_name, kind, note, source, recorded_by, recorded_at)
    values (${link.dataset}, ${link.city}, ${link.chain}, ${link.node}, 'registry', 'project', ${link.projectId},
      ${link.name}, ${link.kind}, ${link.note}, ${link.source}, ${by}, ${at})
    on conflict do nothing returning id::text`.execute(db)
  return rows[0]?.id
}

/** Takes back a link or a result; gives its city, undefined where it is gone already. */
export async function removeWork(
  db: Db,
  table: 'node_link' | 'graded_result',
  of: { id: string; why: string } & Stamp,
): Promise<Place | undefined> {
  const { rows } = await sql<Place>`
    update ${sql.table(`chains.${table}`)} set removed_at = ${of.at}, removed_by = ${of.by}, removed_why = ${of.why}
    where id = ${of.id} and removed_at is null returning city_code as city, dataset`.execute(db)
  return rows[0]
}

export type ResultRow = Omit<GradedResult, 'documents'>

/** Graded results on the nodes of a city's chains, newest first. */
export async function listResults(
  db: Db,
  { city, dataset, chain, node }: Place & Node,
): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    select r.id::text, r.chain_id as chain, r.node_id as node, r.name, r.grade, r.organisation_id::text,
      r.organisation_name, l.subject_name as project_name, r.award, r.graded_by, r.graded_on, r.evidence, r.recorded_by
    from chains.graded_result r left join chains.node_link l on l.id = r.link_id
    where r.dataset = ${dataset} and r.city_code = ${city} and r.removed_at is null
      and (${chain}::text is null or r.chain_id = ${chain}) and (${node}::text is null or r.node_id = ${node})
    order by r.graded_on desc nulls last, r.id desc`.execute(db)
  return rows
}

/** Keeps a result; the same request of the same person gives the one that was kept. */
export async function insertResult(
  db: Db,
  row: NewResult,
  { by, byId, at }: Stamp,
): Promise<{ id: string; isNew: boolean }> {
  const { rows } = await sql<{ id: string }>`
    insert into chains.graded_result (dataset, city_code, chain_id, node_id, name, grade, organisation_id,
      organisation_name, link_id, award, graded_by, graded_on, evidence, request_key, recorded_by, recorded_by_id,
      recorded_at)
    values (${row.dataset}, ${row.city}, ${row.chain}, ${row.node}, ${row.name}, ${row.grade}, ${row.organisationId},
      ${row.organisationName}, ${row.linkId}, ${row.award}, ${row.gradedBy}, ${row.gradedOn}::date, ${row.evidence},
      ${row.requestKey}, ${by}, ${byId}, ${at})
    on conflict do nothing returning id::text`.execute(db)
  if (rows[0]) return { id: rows[0].id, isNew: true }
  const before = await sql<{ id: string }>`
    select id::text from chains.graded_result where recorded_by_id = ${byId} and request_key = ${row.requestKey}`.execute(
    db,
  )
  return { id: before.rows[0]!.id, isNew: false }
}

/** Whether a map that holds has a node, and the chain draws that map. */
export async function isNodeOf(db: Db, chain: string, node: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from chains.current_node n where n.node_id = ${node} and (n.map_id = ${chain}
      or n.map_id in (select c.map_id from chains.chain c join chains.pack_document d on d.id = c.document_id
        and d.superseded_at is null where c.id = ${chain}))) as found`.execute(db)
  return rows[0]!.found
}
