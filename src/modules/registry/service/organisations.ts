import { normaliseName } from '../../../engines/identity/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import type { Organisation, OrganisationPage, OrganisationQuery } from '../model.ts'
import { findMergedInto } from '../queries/joins.ts'
import * as queries from '../queries/organisations.ts'

function readCursor(text: string | undefined): queries.Cursor | null {
  if (text === undefined) return null
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    if (
      typeof value === 'string' &&
      typeof id === 'string' &&
      /^\d{1,18}$/.test(id) &&
      !value.includes('\u0000')
    ) {
      return { value, id }
    }
  } catch {
    // falls through: a cursor that is no JSON is as wrong as one of the wrong form
  }
  throw new AppError('invalid', 'registry.cursor_bad')
}

/** Which organisations stand in a chain, or play a role there: asked of a later room, which `app.ts` joins on. */
export type ChainSieve = (
  ctx: Context,
  wanted: { dataset: 'held' | 'demo'; chain: string | undefined; role: string | undefined },
) => Promise<readonly bigint[]>
let idsOfChain: ChainSieve = async () => []

/** Lets a room that holds chains answer the filters `chain` and `role` of the list. */
export function registerChainSieve(sieve: ChainSieve): void {
  idsOfChain = sieve
}

const today = (ctx: Context) => chinaDay(ctx.now)

/** One page of the register under some filters; pages go on from `nextCursor`, stable while rows are added. */
export async function listOrganisations(ctx: Context, query: OrganisationQuery): Promise<OrganisationPage> {
  requirePermission(ctx.actor, 'registry.read')
  const { cursor, limit, sort, chain, role, ...filter } = query
  const nameNormalised = filter.q ? normaliseName(filter.q) : null
  const page = { sort, limit, after: readCursor(cursor) }
  const ids = chain || role ? await idsOfChain(ctx, { dataset: filter.dataset, chain, role }) : null
  const sieve = { ...filter, nameNormalised, ids, on: today(ctx) }
  const { items, total, last } = await queries.listOrganisations(ctx.db, sieve, page)
  const nextCursor = last ? Buffer.from(JSON.stringify([last.value, last.id])).toString('base64url') : null
  return { items, total, nextCursor }
}

/**
 * Where an organisation stands today: itself, or the one that it was merged into, through all merges that hold. For old
 * addresses and references. Permission `registry.read`; `not_found` where there never was one.
 */
export async function whereNow(ctx: Context, id: string): Promise<{ id: string; name: string }> {
  requirePermission(ctx.actor, 'registry.read')
  const seen = new Set<string>()
  let at = id
  while (!seen.has(at)) {
    const name = await queries.findOrganisationName(ctx.db, at)
    if (name !== undefined) return { id: at, name }
    seen.add(at)
    const from = at
    const into = await ctx.asProgram(() => findMergedInto(ctx.db, from))
    if (into === undefined) break
    at = String(into)
  }
  throw new AppError('not_found', 'registry.no_organisation', { id })
}

/** Everything public that is held of one organisation, each fact with its source. */
export async function getOrganisation(ctx: Context, id: string): Promise<Organisation> {
  requirePermission(ctx.actor, 'registry.read')
  const organisation = await queries.findOrganisation(ctx.db, id, today(ctx))
  if (organisation) return organisation
  const into = await ctx.asProgram(() => findMergedInto(ctx.db, id))
  if (into !== undefined) throw new AppError('not_found', 'registry.was_merged', { id, into: String(into) })
  throw new AppError('not_found', 'registry.no_organisation', { id })
}
