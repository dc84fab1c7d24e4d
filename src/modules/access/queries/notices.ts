import { type Generated, sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Dataset, NoticeMode } from '../model.ts'

type NoticeRow = {
  id: Generated<bigint>
  room: string
  kind: string
  params: Record<string, unknown>
  path: string
  dueDate: string | null
  dataset: Dataset | null
  toUserId: bigint | null
  toOrganisationId: bigint | null
  toRole: string | null
  toCityCode: string | null
  onceKey: string | null
  createdBy: bigint | null
  createdAt: Date
}
type NoticeTables = {
  'access.notice': NoticeRow
  'access.noticeRead': { noticeId: bigint; userId: bigint; readAt: Date }
  'access.subscription': { userId: bigint; kind: string; mode: NoticeMode }
}
const tables = (db: Db) => db.withTables<NoticeTables>()

export type NewNoticeRow = Omit<NoticeRow, 'id' | 'params'> & { params: string }

/** Puts a notice down, or nothing where its key is down already. Under the program's claims only. */
export async function insertNotice(db: Db, row: NewNoticeRow): Promise<void> {
  await tables(db)
    .insertInto('access.notice')
    .values({ ...row, params: sql`${row.params}::jsonb` as never })
    .onConflict((oc) => oc.column('onceKey').doNothing())
    .execute()
}

export type NoticeFilter = {
  userId: string
  dataset: Dataset
  kinds: readonly string[]
  /** Digests up to here are out: of daily and weekly notices only those told before are shown. */
  dailyUntil: Date
  weeklyUntil: Date
}

/** The notices that row security lets the reader see and that are out by what they subscribed to. */
function shown(db: Db, { userId, dataset, kinds, dailyUntil, weeklyUntil }: NoticeFilter) {
  return tables(db)
    .selectFrom('access.notice as n')
    .leftJoin('access.noticeRead as r', (join) =>
      join.onRef('r.noticeId', '=', 'n.id').on('r.userId', '=', BigInt(userId)),
    )
    .leftJoin('access.subscription as s', (join) =>
      join.onRef('s.kind', '=', 'n.kind').on('s.userId', '=', BigInt(userId)),
    )
    .where((eb) => eb.or([eb('n.dataset', 'is', null), eb('n.dataset', '=', dataset)]))
    .where('n.kind', '=', sql<string>`any(${[...kinds]}::text[])`)
    .where(
      sql<boolean>`case coalesce(s.mode, 'at_once') when 'at_once' then true
        when 'daily' then n.created_at <= ${dailyUntil} when 'weekly' then n.created_at <= ${weeklyUntil} else false end`,
    )
}

export async function countUnread(db: Db, filter: NoticeFilter): Promise<number> {
  const { count } = await shown(db, filter)
    .where('r.readAt', 'is', null)
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Notices newest first, before an id. */
export function listNotices(
  db: Db,
  filter: NoticeFilter & { before: string | null; isUnreadOnly: boolean; limit: number },
) {
  let query = shown(db, filter)
    .select(['n.id', 'n.room', 'n.kind', 'n.params', 'n.path', 'n.dueDate', 'n.createdAt', 'r.readAt'])
    .select('s.mode')
    .orderBy('n.id', 'desc')
    .limit(filter.limit)
  if (filter.before !== null) query = query.where('n.id', '<', BigInt(filter.before))
  if (filter.isUnreadOnly) query = query.where('r.readAt', 'is', null)
  return query.execute()
}

/** Marks notices as read by one person; those they may not see are passed over. */
export async function markRead(db: Db, userId: string, ids: readonly string[], at: Date): Promise<void> {
  await sql`
    insert into access.notice_read (notice_id, user_id, read_at)
    select n.id, ${userId}::bigint, ${at} from access.notice n where n.id = any(${[...ids]}::bigint[])
    on conflict do nothing`.execute(db)
}

export function listSubscriptions(db: Db, userId: string) {
  return tables(db)
    .selectFrom('access.subscription')
    .select(['kind', 'mode'])
    .where('userId', '=', BigInt(userId))
    .execute()
}

export async function upsertSubscription(
  db: Db,
  row: { userId: string; kind: string; mode: NoticeMode },
): Promise<void> {
  await tables(db)
    .insertInto('access.subscription')
    .values({ ...row, userId: BigInt(row.userId) })
    .onConflict((oc) => oc.columns(['userId', 'kind']).doUpdateSet({ mode: row.mode }))
    .execute()
}

/** Runs work behind a savepoint: what fails in it is undone and leaves the transaction usable. */
export async function behindSavepoint<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await sql`savepoint one_source`.execute(db)
  try {
    const result = await work()
    await sql`release savepoint one_source`.execute(db)
    return result
  } catch (error) {
    await sql`rollback to savepoint one_source`.execute(db)
    throw error
  }
}
