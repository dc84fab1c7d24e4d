import { firstDayOf } from '../model/shared.ts'
import type { ChainRole, LineEntry } from '../model.ts'

/** A dated role of a chain, from a pack or as an office stated it. */
export type EffectiveRole = Omit<ChainRole, 'source'> & {
  readonly source: ChainRole['source'] | { readonly words: string }
  readonly post: string | null
  /** The entry that states it; null where a pack does. */
  readonly entryId: string | null
}

/**
 * The roles that count: what a pack says until an office states something about the same chain and role that begins on
 * the same day or later; from that day on the office's word alone. An entry without a value ends a role and makes none.
 * A pack that speaks of a later day than the office stands beside it, so that two holders show as a fault.
 */
export function effectiveRoles(
  packed: readonly ChainRole[],
  recorded: readonly LineEntry[],
): EffectiveRole[] {
  const fromPacks = packed.flatMap((role) => {
    const begins = firstDayOf(role.validFrom)
    const taken = recorded
      .filter(({ chainId, subject }) => chainId === role.chain && subject === role.role)
      .map(({ validFrom }) => validFrom)
      .filter((day) => day >= begins)
      .sort()[0]
    const isCut = taken !== undefined && (role.validTo === null || taken < firstDayOf(role.validTo))
    const validTo = isCut ? taken : role.validTo
    return validTo !== null && firstDayOf(validTo) <= begins
      ? []
      : [{ ...role, validTo, post: null, entryId: null }]
  })
  return [...fromPacks, ...recorded.flatMap(roleOf)]
}

function roleOf(entry: LineEntry): EffectiveRole[] {
  const { subject, value } = entry
  if (value === null || subject === 'maturity') return []
  return [
    {
      chain: entry.chainId,
      role: subject,
      holder: value,
      validFrom: entry.validFrom,
      validTo: entry.validTo,
      source: { words: entry.source },
      post: entry.post,
      entryId: entry.id,
      ...(entry.note === null ? {} : { note: { zh: entry.note, en: entry.note } }),
    },
  ]
}
