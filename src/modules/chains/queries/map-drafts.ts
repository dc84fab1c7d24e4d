import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { DraftMap, MapDraft, MapEdit } from '../model.ts'

export type DraftRow = {
  id: bigint
  mapId: string
  chainId: string
  cityCode: string
  baseVersion: number | null
  revision: number
  content: DraftMap
  state: MapDraft['state']
  history: unknown
  publishedVersion: number | null
  submittedById: bigint | null
  createdBy: string
  updatedBy: string
  updatedAt: Date
}
export type Stamp = { readonly by: string; readonly byId: bigint | null; readonly at: Date }

const columns = sql`id, map_id, chain_id, city_code, base_version, revision, content, state, history, published_version,
  submitted_by_id, created_by, updated_by, updated_at`

/** One draft; undefined where there is none or the reader may not see it. */
export async function findDraft(db: Db, id: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`select ${columns} from chains.map_draft where id = ${id}`.execute(db)
  return rows[0]
}

/** The same, kept for this transaction alone. */
export async function lockDraft(db: Db, id: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    select ${columns} from chains.map_draft where id = ${id} for update`.execute(db)
  return rows[0]
}

/** The drafts that are open, of one map or of all. */
export async function listOpenDrafts(db: Db, mapId: string | null): Promise<DraftRow[]> {
  const { rows } = await sql<DraftRow>`
    select ${columns} from chains.map_draft
    where state in ('draft', 'review') and (${mapId}::text is null or map_id = ${mapId}) order by id`.execute(
    db,
  )
  return rows
}

/** Begins a draft; undefined where one of this map is open already. */
export async function insertDraft(
  db: Db,
  draft: Pick<DraftRow, 'mapId' | 'chainId' | 'cityCode' | 'baseVersion' | 'content' | 'history'>,
  { by, byId, at }: Stamp,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into chains.map_draft (map_id, chain_id, city_code, base_version, revision, content, state, history,
      created_by, created_by_id, created_at, updated_by, updated_at)
    values (${draft.mapId}, ${draft.chainId}, ${draft.cityCode}, ${draft.baseVersion}, 1,
      ${JSON.stringify(draft.content)}::jsonb, 'draft', ${JSON.stringify(draft.history)}::jsonb, ${by}, ${byId}, ${at},
      ${by}, ${at})
    on conflict do nothing returning id`.execute(db)
  return rows[0] && String(rows[0].id)
}

/** Keeps a new content as the next revision, with the edits that made it. */
export async function insertRevision(
  db: Db,
  draft: { id: bigint; revision: number; content: DraftMap; edits: readonly MapEdit[] | unknown },
  { by, byId, at }: Stamp,
): Promise<void> {
  await sql`
    update chains.map_draft set content = ${JSON.stringify(draft.content)}::jsonb, revision = ${draft.revision},
      updated_by = ${by}, updated_at = ${at} where id = ${draft.id}`.execute(db)
  await sql`
    insert into chains.map_draft_edit (draft_id, revision, edits, made_by, made_by_id, made_at)
    values (${draft.id}, ${draft.revision}, ${JSON.stringify(draft.edits)}::jsonb, ${by}, ${byId}, ${at})`.execute(
    db,
  )
  if (byId === null) return
  await sql`
    insert into chains.map_draft_editor (draft_id, user_id, user_name, edits, last_at, seen_at)
    values (${draft.id}, ${byId}, ${by}, 1, ${at}, ${at})
    on conflict (draft_id, user_id) do update set edits = map_draft_editor.edits + 1, last_at = ${at}, seen_at = ${at},
      user_name = ${by}`.execute(db)
}

/** Brings the draft onto another base, or along its life. */
export async function updateDraft(
  db: Db,
  id: bigint,
  change: {
    state: MapDraft['state']
    history: unknown
    submittedById: bigint | null
    publishedVersion: number | null
  },
): Promise<void> {
  await sql`
    update chains.map_draft set state = ${change.state}, history = ${JSON.stringify(change.history)}::jsonb,
      submitted_by_id = ${change.submittedById}, published_version = ${change.publishedVersion}
    where id = ${id}`.execute(db)
}

export async function updateBase(db: Db, id: bigint, baseVersion: number | null): Promise<void> {
  await sql`update chains.map_draft set base_version = ${baseVersion} where id = ${id}`.execute(db)
}

export type EditorRow = { userId: bigint; userName: string; edits: number; lastAt: Date; seenAt: Date }

/** Who changed a draft or has it open, those at work last first. */
export async function listEditors(db: Db, draftId: bigint): Promise<EditorRow[]> {
  const { rows } = await sql<EditorRow>`
    select user_id, user_name, edits, last_at, seen_at from chains.map_draft_editor where draft_id = ${draftId}
    order by seen_at desc, user_id`.execute(db)
  return rows
}

/** Notes that somebody has a draft open; no change of the draft. */
export async function upsertPresence(db: Db, draftId: bigint, { by, byId, at }: Stamp): Promise<void> {
  if (byId === null) return
  await sql`
    insert into chains.map_draft_editor (draft_id, user_id, user_name, last_at, seen_at)
    values (${draftId}, ${byId}, ${by}, ${at}, ${at})
    on conflict (draft_id, user_id) do update set seen_at = ${at}`.execute(db)
}

export type CommentRow = {
  id: bigint
  nodeId: string | null
  text: string
  madeBy: string
  madeAt: Date
  resolvedBy: string | null
  resolvedAt: Date | null
}

/** The comments of a draft, oldest first. */
export async function listComments(db: Db, draftId: bigint): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    select id, node_id, text, made_by, made_at, resolved_by, resolved_at from chains.map_comment
    where draft_id = ${draftId} order by id`.execute(db)
  return rows
}

/** Writes a comment; the same request once. */
export async function insertComment(
  db: Db,
  comment: { draftId: bigint; node: string | null; text: string; requestKey: string },
  { by, byId, at }: Stamp,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into chains.map_comment (draft_id, node_id, text, made_by, made_by_id, made_at, request_key)
    values (${comment.draftId}, ${comment.node}, ${comment.text}, ${by}, ${byId}, ${at}, ${comment.requestKey})
    on conflict do nothing returning id`.execute(db)
  return rows[0]?.id
}

/** Settles a comment or opens it again; gives whether the draft has it. */
export async function updateComment(
  db: Db,
  key: { draftId: bigint; id: string },
  isResolved: boolean,
  { by, at }: Stamp,
): Promise<boolean> {
  const { rows } = await sql`
    update chains.map_comment set resolved_by = ${isResolved ? by : null}, resolved_at = ${isResolved ? at : null}
    where id = ${key.id} and draft_id = ${key.draftId} returning id`.execute(db)
  return rows.length > 0
}
