import type { Context } from '../context.ts'
import type { Role } from '../model.ts'
import { listUsersOfOffices, listUsersOfRoles } from '../queries/accounts.ts'

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

/** A person who can be given a task by name. */
export type NamedPerson = {
  readonly userId: string
  readonly userName: string
  readonly name: string
  readonly role: Role
  readonly organisationId: string | null
  readonly employer: string | null
}

/** The people in some roles who may write in a city, by account; the caller has asked its own permission. */
export async function listPeopleOfRoles(
  ctx: Context,
  cityCode: string,
  roles: readonly Role[],
): Promise<NamedPerson[]> {
  const people = await ctx.asProgram(() => listUsersOfRoles(ctx.db, cityCode, roles))
  return people.map(({ userId, userName, displayName, role, organisationId, organisationName }) => ({
    userId: userId!,
    userName,
    name: displayName,
    role,
    organisationId,
    employer: organisationName,
  }))
}
