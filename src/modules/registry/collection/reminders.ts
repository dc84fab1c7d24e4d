import { chinaDay, chinaHour } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import * as queries from '../queries/collections.ts'
import { heldCollection, tellAsked } from './collections.ts'

const openStates = new Set(['sent', 'draft', 'returned'])
/** So many days before the last one the house begins to remind by itself. */
const remindsFromDays = 3

/** Reminds all who have not answered, at most once a day each; gives how many were reminded. */
export async function remindCollection(ctx: Context, id: string): Promise<{ reminded: number }> {
  requirePermission(ctx.actor, 'collections.manage')
  const held = await heldCollection(ctx, id)
  if (held.closedAt) throw new AppError('conflict', 'registry.collection_closed', { title: held.title })
  return remind(ctx, held)
}

/**
 * Reminds, by the clock, those who have not answered a collection that is due within three days or is overdue: each once
 * a day (of China), from eight in the morning. Gives how many were reminded.
 */
export async function remindLate(ctx: Context): Promise<{ reminded: number }> {
  requirePermission(ctx.actor, 'collections.manage')
  const hour = chinaHour(ctx.now)
  if (hour < 8) return { reminded: 0 }
  const until = chinaDay(new Date(ctx.now.getTime() + remindsFromDays * 86_400_000))
  let reminded = 0
  for (const held of await queries.listCollectionsDue(ctx.db, until))
    reminded += (await remind(ctx, held)).reminded
  return { reminded }
}

async function remind(ctx: Context, held: queries.HeldCollection): Promise<{ reminded: number }> {
  const today = chinaDay(ctx.now)
  const late = (await queries.listRequests(ctx.db, held.id)).filter(
    ({ state, remindedAt }) => openStates.has(state) && (!remindedAt || chinaDay(remindedAt) < today),
  )
  if (late.length === 0) return { reminded: 0 }
  for (const request of late) await tellAsked(ctx, request, held, 'registry.collection_reminder')
  await queries.updateReminded(
    ctx.db,
    late.map((request) => request.id),
    ctx.now,
  )
  const detail = { reminded: late.length }
  await audit(ctx, {
    action: 'registry.remind_collection',
    subject: `registry.collection/${held.id}`,
    detail,
  })
  return detail
}
