import { type Generated, sql } from 'kysely'
import type { Event } from '../../../engines/workflow/index.ts'
import type { Db } from '../../../platform/database/index.ts'
import { endedGapStates, type GapKind, type GapState } from '../model.ts'
import type { VocabularyFile } from '../vocabulary-section.ts'

type VocabularyContent = Omit<VocabularyFile, 'id' | 'version'>

type VocabularyRow = { key: string; version: number; content: VocabularyContent; loadedAt: Date }

export type GapRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  cityCode: string
  chainId: string
  /** One of the two: a node of the chain's map, or a segment. */
  nodeId: string | null
  segmentId: string | null
  kind: GapKind
  title: string
  description: string | null
  act: string | null
  source: string
  foundOn: string
  owner: string | null
  dueOn: string | null
  state: GapState
  history: readonly Event[]
  requestKey: string | null
  recordedBy: string
  recordedById: bigint | null
  /** The organisation that raised it; null: an office. */
  organisationId: bigint | null
  askedToCloseBy: bigint | null
  createdAt: Date
  updatedAt: Date
}
export type HeldGap = Omit<GapRow, 'id'> & { id: bigint }

type EvidenceRow = {
  id: Generated<bigint>
  gapId: bigint
  source: string
  shownOn: string
  attachmentId: bigint | null
  recordedBy: string
  recordedById: bigint | null
  recordedAt: Date
}

const gaps = (db: Db) =>
  db.withTables<{
    'gaps.vocabulary': VocabularyRow
    'gaps.gap': GapRow
    'gaps.gapEvidence': EvidenceRow
  }>()

/** Writes words of a pack; gives whether they were new or changed. */
export async function upsertVocabulary(db: Db, row: VocabularyRow): Promise<boolean> {
  const { rows } = await sql`
    insert into gaps.vocabulary (key, version, content, loaded_at)
    values (${row.key}, ${row.version}, ${JSON.stringify(row.content)}::jsonb, ${row.loadedAt})
    on conflict (key, version) do update set content = excluded.content, loaded_at = excluded.loaded_at
      where vocabulary.content is distinct from excluded.content
    returning key`.execute(db)
  return rows.length > 0
}

/** The words that hold: the highest version; undefined before a pack is loaded. */
export function findVocabulary(db: Db): Promise<VocabularyRow | undefined> {
  return gaps(db)
    .selectFrom('gaps.vocabulary')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type GapFilter = {
  dataset: 'held' | 'demo'
  cityCode: string
  chainId?: string
  nodeId?: string
  /** Not ended: raised ones too, which the office has not taken up yet. */
  isOpen?: boolean
  /** Not ended, and taken up by the office. */
  isTakenUp?: boolean
}

/** The registered gaps of a city, those due first at the top. */
export function listGapRows(db: Db, filter: GapFilter): Promise<HeldGap[]> {
  let query = gaps(db)
    .selectFrom('gaps.gap')
    .selectAll()
    .where('dataset', '=', filter.dataset)
    .where('cityCode', '=', filter.cityCode)
  if (filter.chainId !== undefined) query = query.where('chainId', '=', filter.chainId)
  if (filter.nodeId !== undefined) query = query.where('nodeId', '=', filter.nodeId)
  if (filter.isOpen) query = query.where('state', 'not in', [...endedGapStates])
  if (filter.isTakenUp) query = query.where('state', 'not in', ['raised', ...endedGapStates])
  return query.orderBy(sql`due_on asc nulls last, id`).execute()
}

/** The gaps of every city whose last day has passed and that are not ended, by id. */
export function listOverdueGaps(db: Db, today: string): Promise<HeldGap[]> {
  return gaps(db)
    .selectFrom('gaps.gap')
    .selectAll()
    .where('dueOn', '<', today)
    .where('state', 'not in', ['raised', ...endedGapStates])
    .orderBy('id')
    .execute()
}

/** One registered gap; undefined where there is none that the reader may see. */
export function findGap(db: Db, id: string): Promise<HeldGap | undefined> {
  return gaps(db).selectFrom('gaps.gap').selectAll().where('id', '=', BigInt(id)).executeTakeFirst()
}

/** The same, held against others until the transaction ends. */
export function lockGap(db: Db, id: string): Promise<HeldGap | undefined> {
  return gaps(db)
    .selectFrom('gaps.gap')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

export function findGapByRequest(
  db: Db,
  recordedById: bigint | null,
  requestKey: string,
): Promise<{ id: bigint } | undefined> {
  return gaps(db)
    .selectFrom('gaps.gap')
    .select('id')
    .where('recordedById', 'is not distinct from', recordedById)
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb` as never

/** Writes a gap; undefined where this request made one already. */
export async function insertGap(db: Db, row: Omit<GapRow, 'id'>): Promise<bigint | undefined> {
  const written = await gaps(db)
    .insertInto('gaps.gap')
    .values({ ...row, history: json(row.history) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return written?.id
}

export type GapChange = Pick<
  GapRow,
  'state' | 'history' | 'owner' | 'dueOn' | 'act' | 'askedToCloseBy' | 'updatedAt'
>

export async function updateGap(db: Db, id: bigint, change: GapChange): Promise<void> {
  await gaps(db)
    .updateTable('gaps.gap')
    .set({ ...change, history: json(change.history) })
    .where('id', '=', id)
    .execute()
}

export type HeldEvidence = Omit<EvidenceRow, 'id'> & { id: bigint }

/** What shows that a gap is closed, oldest first. */
export function listEvidence(db: Db, gapId: bigint): Promise<HeldEvidence[]> {
  return gaps(db)
    .selectFrom('gaps.gapEvidence')
    .selectAll()
    .where('gapId', '=', gapId)
    .orderBy('id')
    .execute()
}

/** How many pieces of evidence each gap of a city has that counts: none is older than the day on which it was found. */
export async function countEvidence(
  db: Db,
  { dataset, cityCode }: { dataset: 'held' | 'demo'; cityCode: string },
): Promise<Map<bigint, number>> {
  const { rows } = await sql<{ gapId: bigint; count: number }>`
    select e.gap_id, count(*)::integer as count from gaps.gap_evidence e join gaps.gap g on g.id = e.gap_id
    where g.dataset = ${dataset} and g.city_code = ${cityCode} and e.shown_on >= g.found_on
    group by e.gap_id`.execute(db)
  return new Map(rows.map(({ gapId, count }) => [gapId, count]))
}

/** What an organisation, or a person of an office, raised themselves; newest first. */
export function listRaisedBy(
  db: Db,
  who: { organisationId: bigint | null; userId: bigint | null; dataset: 'held' | 'demo' },
): Promise<HeldGap[]> {
  const own = gaps(db).selectFrom('gaps.gap').selectAll().where('dataset', '=', who.dataset)
  const mine =
    who.organisationId === null
      ? own.where('recordedById', '=', who.userId).where('organisationId', 'is', null)
      : own.where('organisationId', '=', who.organisationId)
  return mine.orderBy('id', 'desc').limit(200).execute()
}

export async function insertEvidence(db: Db, row: Omit<EvidenceRow, 'id'>): Promise<void> {
  await gaps(db).insertInto('gaps.gapEvidence').values(row).execute()
}

/** The chains of a city on which a gap was ever registered: what was raised and not taken up is none. */
export async function listRegisteredChains(
  db: Db,
  { dataset, cityCode }: { dataset: 'held' | 'demo'; cityCode: string },
): Promise<string[]> {
  const rows = await gaps(db)
    .selectFrom('gaps.gap')
    .select('chainId')
    .distinct()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
    .where('state', 'not in', ['raised', 'declined'])
    .execute()
  return rows.map(({ chainId }) => chainId)
}
