import { type ChainTiers, type FirmRole, firmRoles, type TierMember } from '../model.ts'

/**
 * Sorts the roles of one chain into its tiers on a day (ISO). Who holds a role on that day stands under `holders`, whose
 * role had ended under `former`; a role that begins later stands nowhere yet. Unknown first days count as long ago.
 */
export function tiersOn(
  roles: readonly (TierMember & { role: FirmRole['role'] })[],
  day: string,
): ChainTiers['tiers'] {
  const begun = roles.filter(({ validFrom }) => validFrom === null || validFrom <= day)
  const hasEnded = ({ validTo }: TierMember) => validTo !== null && validTo < day
  return firmRoles.map((tier) => {
    const own = begun.filter(({ role }) => role === tier).map(({ role: _role, ...member }) => member)
    return {
      role: tier,
      holders: own.filter((member) => !hasEnded(member)),
      former: own.filter(hasEnded),
    }
  })
}
