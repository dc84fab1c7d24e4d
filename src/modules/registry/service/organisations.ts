import { normaliseName } from '../../../engines/identity/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import type { Organisation, OrganisationPage, OrganisationQuery } from '../model.ts'
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

/** One page of the register under some filters; pages go on from `nextCursor`, stable while rows are added. */
export async function listOrganisations(ctx: Context, query: OrganisationQuery): Promise<OrganisationPage> {
  requirePermission(ctx.actor, 'registry.read')
  const { cursor, limit, sort, ...filter } = query
  const nameNormalised = filter.q ? normaliseName(filter.q) : null
  const page = { sort, limit, after: readCursor(cursor) }
  const { items, total, last } = await queries.listOrganisations(ctx.db, { ...filter, nameNormalised }, page)
  const nextCursor = last ? Buffer.from(JSON.stringify([last.value, last.id])).toString('base64url') : null
  return { items, total, nextCursor }
}

/** Everything public that is held of one organisation, each fact with its source. */
export async function getOrganisation(ctx: Context, id: string): Promise<Organisation> {
  requirePermission(ctx.actor, 'registry.read')
  const organisation = await queries.findOrganisation(ctx.db, id)
  if (!organisation) throw new AppError('not_found', 'registry.no_organisation', { id })
  return organisation
}
