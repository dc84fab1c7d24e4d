import { chinaDay } from '../../../kernel/china-day.ts'
import { audit, type Context, pushNotice, requirePermission } from '../../access/index.ts'
import { mondayOf, type Week, weekOf } from '../domain/week.ts'
import type { Digest, DigestQuery, DigestSubscription, TaskSummary } from '../model.ts'
import * as queries from '../queries/digest.ts'
import { listTasks } from '../queries/tasks.ts'
import { readAround, summaryOf } from './tasks.ts'

const aboutOf = ({ city, dataset, kind, key }: DigestQuery): queries.About => ({
  cityCode: city,
  dataset,
  kind,
  key: kind === 'city' ? '' : (key ?? ''),
})

function concerns({ kind, key }: queries.About, task: TaskSummary): boolean {
  if (kind === 'plan') return task.planId === key
  if (kind === 'chain') return task.chainId === key
  if (kind === 'unit') return task.units.some(({ part, name }) => part !== 'support' && name === key)
  return true
}

async function summaries(ctx: Context, { cityCode, dataset }: queries.About): Promise<TaskSummary[]> {
  const rows = await listTasks(ctx.db, { dataset, cityCode })
  const around = await readAround(ctx, cityCode, rows)
  return rows.map((row) => summaryOf(row, around))
}

const weekFor = (ctx: Context, about: queries.About, tasks: readonly TaskSummary[]): Week<TaskSummary> =>
  weekOf(
    tasks.filter((task) => concerns(about, task)),
    mondayOf(chinaDay(ctx.now)),
  )

/** This week's digest of a city, a plan, a unit or a chain. */
export async function getDigest(ctx: Context, query: DigestQuery): Promise<Digest> {
  requirePermission(ctx.actor, 'programmes.read', query.city)
  const about = aboutOf(query)
  const { userId } = ctx.actor
  const week = weekFor(ctx, about, await summaries(ctx, about))
  return {
    ...week,
    isSubscribed: userId !== null && (await queries.hasSubscription(ctx.db, userId, about)),
  }
}

/** Says whether I want a digest on Mondays. */
export async function subscribeToDigest(
  ctx: Context,
  { isWanted, ...query }: DigestSubscription,
): Promise<Digest> {
  requirePermission(ctx.actor, 'programmes.read', query.city)
  const about = aboutOf(query)
  const { userId } = ctx.actor
  if (userId !== null) {
    if (isWanted)
      await queries.insertSubscription(ctx.db, { ...about, userId: BigInt(userId), since: ctx.now })
    else await queries.deleteSubscription(ctx.db, userId, about)
    await audit(ctx, {
      action: 'programmes.digest_subscribe',
      subject: `access.user/${userId}`,
      detail: { ...about, isWanted },
    })
  }
  return getDigest(ctx, query)
}

/** The page that shows a digest. */
const pathOf = ({ kind, key }: queries.About) =>
  `/tasks/week?${new URLSearchParams({ kind, ...(key !== '' && { key }) }).toString()}`

/** Tells everybody who wants it the week's digest, on Mondays, each once; on other days nothing. */
export async function tellDigests(ctx: Context): Promise<{ told: number }> {
  requirePermission(ctx.actor, 'programmes.escalate')
  const today = chinaDay(ctx.now)
  if (mondayOf(today) !== today) return { told: 0 }
  const read = new Map<string, Promise<TaskSummary[]>>()
  let told = 0
  for (const { userId, ...about } of await queries.listSubscriptions(ctx.db)) {
    const place = `${about.dataset} ${about.cityCode}`
    const tasks = read.get(place) ?? summaries(ctx, about)
    read.set(place, tasks)
    const { due, late, done } = weekFor(ctx, about, await tasks)
    await pushNotice(ctx, {
      to: { userId: String(userId) },
      kind: 'programmes.told_digest',
      params: { due: due.length, late: late.length, done: done.length, monday: today },
      reference: { room: 'programmes', path: pathOf(about) },
      dataset: about.dataset,
      onceKey: `programmes.digest/${userId}/${place}/${about.kind}/${about.key}/${today}`,
    })
    told++
  }
  return { told }
}
