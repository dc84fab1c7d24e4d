/** Exact totals over a whole city. */
import type { Clause } from './policy.ts'

export type Totals = { readonly amountFen: bigint; readonly ceilingFen: bigint }

/** Totals of entitlements and of ceilings, apart; exact. */
export function totalsOf(
  outcomes: readonly { readonly clause: Clause; readonly net: Float64Array }[],
): Totals {
  let amountFen = 0n
  let ceilingFen = 0n
  for (const { clause, net } of outcomes) {
    const sum = rememberedSum(net)
    if (clause.isCeiling) ceilingFen += sum
    else amountFen += sum
  }
  return { amountFen, ceilingFen }
}

/** Exact sum of whole doubles: added up as doubles as long as that is exact, unknown left out. */
export function sumFen(fen: Float64Array): bigint {
  let total = 0n
  let part = 0
  for (let i = 0; i < fen.length; i++) {
    const x = fen[i]!
    if (Number.isNaN(x)) continue
    if (part + x > 9_007_199_254_740_991) {
      total += BigInt(part)
      part = 0
    }
    part += x
  }
  return total + BigInt(part)
}

const sums = new WeakMap<Float64Array, bigint>()

/** Arrays are never changed after stacking, so a sum stays true for a run that takes the array over. */
function rememberedSum(net: Float64Array): bigint {
  const known = sums.get(net)
  if (known !== undefined) return known
  const sum = sumFen(net)
  sums.set(net, sum)
  return sum
}
