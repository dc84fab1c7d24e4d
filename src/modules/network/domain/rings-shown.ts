/** Which rings may be shown to those who may not read the rows behind them. */
import type { Cell } from '../../access/index.ts'
import { isInScope, isWithin, type Reach, type Scope, type ScopedPurchase } from './sourcing-definitions.ts'

/** What one supplier sold to a city's buyers, with the supplier's key. */
export type Supplied = ScopedPurchase & { readonly supplierId: string }

const amountOf = ({ amountFen, bandFen }: ScopedPurchase) => Number(amountFen ?? bandFen?.high ?? 0n)

/** What each supplier sold that is in scope and counts as near; `reach` null: whatever can be placed. */
export function soldInside(
  reach: Reach | null,
  scope: Scope,
  sold: readonly Supplied[],
): Map<string, number> {
  const parts = new Map<string, number>()
  for (const one of sold) {
    const fen = amountOf(one)
    if (fen === 0 || isInScope(scope, one.goods) !== true) continue
    if (reach === null ? one.place === null : isWithin(reach, one.place) !== true) continue
    parts.set(one.supplierId, (parts.get(one.supplierId) ?? 0) + fen)
  }
  return parts
}

/** A figure that is offered, and by what it is cut out. */
export type OfferedRing = { readonly id: string; readonly reach: Reach; readonly scope: Scope }

/**
 * The cells of all rings that are ever offered, the wholes first: by their differences nobody may tell one supplier, so
 * all of them are weighed together, whichever is asked for.
 */
export function ringCells(rings: readonly OfferedRing[], sold: readonly Supplied[]): Cell[] {
  const scopes = [...new Set(rings.map(({ scope }) => scope))]
  return [
    ...scopes.map((scope) => ({ id: `whole ${scope}`, contributors: soldInside(null, scope, sold) })),
    ...rings.map(({ id, reach, scope }) => ({ id, contributors: soldInside(reach, scope, sold) })),
  ]
}
