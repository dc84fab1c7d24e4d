import { type Bilingual, firstDayOf } from '../model/shared.ts'
import { type ChainRole, type RoleFault, requiredRoles } from '../model.ts'

/** A chain and the days on which its edition of the catalogue holds; `to` is the first day after, null is open. */
export type ChainSpan = {
  readonly id: string
  readonly name: Bilingual
  readonly from: string
  readonly to: string | null
}

/**
 * Where a chain does not have exactly one leader and one lead department, as stretches of days inside the time in which
 * the chain stands in the catalogue. A role whose holder the source does not name counts as not filled.
 *
 * Beginnings written as a year or month start on the first day of it; an end is the first day after.
 */
export function findRoleFaults(
  chains: readonly ChainSpan[],
  roles: readonly Omit<ChainRole, 'source'>[],
): RoleFault[] {
  return chains.flatMap((chain) =>
    requiredRoles.flatMap((role) => {
      const held = roles.filter((entry) => entry.chain === chain.id && entry.role === role)
      return stretchesOf(chain, held).flatMap(({ from, to }) => {
        const onDay = held.filter((entry) => holdsOn(entry, from))
        const holders = onDay.flatMap(({ holder }) => (holder === null ? [] : [holder]))
        const kind = faultKind(onDay.length, holders.length)
        return kind === null
          ? []
          : [{ chainId: chain.id, chainName: chain.name, role, kind, holders, from, to }]
      })
    }),
  )
}

/** The faults that hold on one day. */
export function roleFaultsOn(faults: readonly RoleFault[], day: string): RoleFault[] {
  return faults.filter(({ from, to }) => from <= day && (to === null || day < to))
}

/** Whether a dated role holds on a day. */
export function holdsOn(role: Pick<ChainRole, 'validFrom' | 'validTo'>, day: string): boolean {
  return firstDayOf(role.validFrom) <= day && (role.validTo === null || day < firstDayOf(role.validTo))
}

function faultKind(recorded: number, named: number): RoleFault['kind'] | null {
  if (named > 1) return 'several'
  if (named === 1) return null
  return recorded > 0 ? 'holder_unknown' : 'none'
}

type Stretch = { readonly from: string; readonly to: string | null }

/** The chain's time cut wherever a role begins or ends, so that nothing changes inside a stretch. */
function stretchesOf(chain: ChainSpan, roles: readonly Omit<ChainRole, 'source'>[]): Stretch[] {
  const isInside = (day: string) => day > chain.from && (chain.to === null || day < chain.to)
  const cuts = roles
    .flatMap(({ validFrom, validTo }) => [firstDayOf(validFrom), ...(validTo ? [firstDayOf(validTo)] : [])])
    .filter(isInside)
  const starts = [...new Set([chain.from, ...cuts])].sort()
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? chain.to }))
}
