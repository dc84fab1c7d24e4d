import type { Context } from '../context.ts'
import type { Role } from '../model.ts'
import { listUsersOfOffices } from '../queries/accounts.ts'

/**
 * The people of a city's offices, by the name under which their office answers for things: the organisation's, or their
 * own where none is kept; `name` is the person's own. For notices to whoever answers for something; the caller has asked its own permission.
 */
export async function listOfficePeople(
  ctx: Context,
  cityCode: string,
): Promise<{ userId: string; unit: string; name: string; role: Role }[]> {
  const people = await ctx.asProgram(() => listUsersOfOffices(ctx.db, cityCode))
  return people.map(({ userId, organisationName, displayName, role }) => ({
    userId: userId!,
    unit: organisationName ?? displayName,
    name: displayName,
    role,
  }))
}
