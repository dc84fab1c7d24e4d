/** Every ratio of a city at once: reach by scope, with who stands behind each. */
import type { Supplied } from './rings-shown.ts'
import {
  isInScope,
  isWithin,
  type RangedRatio,
  type Reach,
  rangeOf,
  type Scope,
  sumUnder,
} from './sourcing-definitions.ts'

export type Bought = Supplied & { readonly buyerId: string }
export type CountedDefinition = {
  readonly reach: Reach
  readonly scope: Scope
  readonly figure: RangedRatio
  /** Fen by buyer: what could be placed, behind the ratio; and all that is in scope, behind its range. */
  readonly placedByBuyer: ReadonlyMap<string, number>
  readonly scopedByBuyer: ReadonlyMap<string, number>
}

/** Sums of each supplier: half a million purchases become some ten thousand, whose places are asked once each. */
export function sumBySupplier(bought: readonly Bought[]): Supplied[] {
  const sums = new Map<string, { one: Bought; fen: bigint | null; low: bigint; high: bigint }>()
  for (const one of bought) {
    // The same supplier with other goods, as ledgers tell them, is summed apart.
    const key = `${one.supplierId} ${one.goods ? [...one.goods].join() : ''}`
    const sum = sums.get(key) ?? { one, fen: null, low: 0n, high: 0n }
    if (one.amountFen !== null) sum.fen = (sum.fen ?? 0n) + one.amountFen
    else if (one.bandFen) {
      sum.low += one.bandFen.low
      sum.high += one.bandFen.high
    }
    sums.set(key, sum)
  }
  return [...sums.values()].flatMap(({ one: { supplierId, place, goods }, fen, low, high }) => [
    ...(fen === null ? [] : [{ supplierId, place, goods, amountFen: fen }]),
    ...(high === 0n ? [] : [{ supplierId, place, goods, amountFen: null, bandFen: { low, high } }]),
  ])
}

function weighBuyers(reach: Reach, scope: Scope, bought: readonly Bought[]) {
  const placed = new Map<string, number>()
  const scoped = new Map<string, number>()
  const known = new Map<string, boolean>()
  const isPlaced = ({ supplierId, place }: Bought) => {
    let answer = known.get(supplierId)
    if (answer === undefined) {
      answer = isWithin(reach, place) !== null
      known.set(supplierId, answer)
    }
    return answer
  }
  for (const one of bought) {
    const fen = Number(one.amountFen ?? one.bandFen?.high ?? 0n)
    if (fen === 0 || isInScope(scope, one.goods) !== true) continue
    scoped.set(one.buyerId, (scoped.get(one.buyerId) ?? 0) + fen)
    if (isPlaced(one)) placed.set(one.buyerId, (placed.get(one.buyerId) ?? 0) + fen)
  }
  return { placedByBuyer: placed, scopedByBuyer: scoped }
}

/** The ratio under every reach and scope that is asked for. */
export function countDefinitions(
  reaches: readonly Reach[],
  scopes: readonly Scope[],
  bought: readonly Bought[],
): CountedDefinition[] {
  const sums = sumBySupplier(bought)
  return reaches.flatMap((reach) =>
    scopes.map((scope) => ({
      ...{ reach, scope, figure: rangeOf(sumUnder(reach, scope, sums)) },
      ...weighBuyers(reach, scope, bought),
    })),
  )
}

type Confided = {
  readonly buyerId: string
  readonly year: number
  readonly supplierId?: string | null
  readonly ledger?: 'whole' | 'part' | null
}

/**
 * What each buyer bought in its latest year, with what it confided for aggregates: a ledger of the whole year stands for
 * that year, one of a part only for what is held of the suppliers that it names; other private purchases come beside.
 */
export function mergePrivate<P extends Confided>(held: readonly P[], confided: readonly P[]): P[] {
  const keyOf = ({ buyerId, year }: P) => `${buyerId} ${year}`
  const pairOf = (one: P) => `${keyOf(one)} ${one.supplierId}`
  // Of a supplier that is not held nobody can say that it is the same one.
  const isKnown = ({ supplierId }: P) => supplierId != null && /^\d+$/.test(supplierId)
  const ledgers = confided.filter(({ ledger }) => ledger != null)
  const whole = new Set(ledgers.filter(({ ledger }) => ledger === 'whole').map(keyOf))
  const named = new Set(ledgers.filter(isKnown).map(pairOf))
  const stands = (one: P) => one.ledger != null || !(whole.has(keyOf(one)) || named.has(pairOf(one)))
  const all = [...held, ...confided].filter(stands)
  const latest = new Map<string, number>()
  for (const { buyerId, year } of all) latest.set(buyerId, Math.max(year, latest.get(buyerId) ?? 0))
  return all.filter(({ buyerId, year }) => latest.get(buyerId) === year)
}
