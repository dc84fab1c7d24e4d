import type { Context } from '../../access/index.ts'
import { findNamedPlace } from './queries.ts'

/** What accounts and invitations are told of an organisation: its name and city; undefined where there is none. */
export function findOrganisationPlace(
  ctx: Context,
  id: string,
): Promise<{ name: string; cityCode: string | null } | undefined> {
  return findNamedPlace(ctx.db, id)
}
