import { type Actor, type OrgRight, organisationRoles, type Role } from '../model.ts'

const actsForOrganisation = (role: string) => (organisationRoles as readonly string[]).includes(role)

type Target = {
  readonly role: Role | 'system'
  readonly organisationId: string | null
  readonly cityCode: string | null
}

/** Whether a city's office may look after a thing of a city: its own, or any where it is bound to none. */
const isOfCity = (actor: Actor, cityCode: string | null) =>
  actor.cityCode === null || actor.cityCode === cityCode

/** Whether somebody administers their own organisation's people. */
export const administersOwn = (actor: Actor): boolean =>
  actor.organisationId !== null && actor.orgRight === 'administrator' && actsForOrganisation(actor.role)

/**
 * Whether somebody may look after an account: give it a new password, change its right, end it. The administrator all;
 * the chain office those of organisations of its city; a firm's administrator those of the firm. Never one's own.
 */
export function mayLookAfter(actor: Actor, target: Target & { readonly userId: string }): boolean {
  if (target.userId === actor.userId) return false
  if (actor.role === 'administrator' || actor.role === 'system') return true
  if (actor.role === 'chain_office')
    return actsForOrganisation(target.role) && isOfCity(actor, target.cityCode)
  return (
    administersOwn(actor) &&
    actsForOrganisation(target.role) &&
    target.organisationId === actor.organisationId
  )
}

/** Whether somebody may invite a person as this. A firm's administrator invites colleagues in the firm's own role only. */
export function mayInvite(actor: Actor, as: Target & { readonly orgRight: OrgRight }): boolean {
  if (actor.role === 'administrator' || actor.role === 'system') return true
  if (actor.role === 'chain_office') return actsForOrganisation(as.role) && isOfCity(actor, as.cityCode)
  return administersOwn(actor) && as.role === actor.role && as.organisationId === actor.organisationId
}
