/** Who pays how much, in which instalments, and what is still due: all in whole 分, sums exact. */
import { TRUE } from './core.ts'
import { type Fraction, floor, multiply } from './fraction.ts'
import type { Clause } from './policy.ts'
import { evaluateCond, evaluateNum, type Source } from './reference.ts'

export type PayerPart = { readonly payer: string; readonly fen: bigint | null }
export type InstalmentPart = { readonly label: string; readonly fen: bigint; readonly isDue: boolean | null }

const times = (fen: bigint, share: Fraction): bigint => floor(multiply({ n: fen, d: 1n }, share))

const smallest = (a: bigint, b: bigint): bigint => {
  if (a < b) return a
  return b
}

/**
 * Splits an amount among payers in their order: a share of the whole, at most a limit of the payer; a payer
 * with neither takes what is left. 分 lost in rounding go to the last payer, unless its limit forbids.
 */
export function splitPayers(clause: Clause, fen: bigint, source: Source): PayerPart[] {
  let left = fen
  const last = clause.payers.length - 1
  return clause.payers.map(({ payer, share, cap }, i) => {
    const part = share && evaluateNum(share, source)
    const limit = cap && evaluateNum(cap, source)
    if ((share && !part) || (cap && !limit)) return { payer, fen: null }
    const asked = part && i < last ? times(fen, part) : left
    const most = limit ? floor(limit) : asked
    const paid = smallest(asked, smallest(most, left))
    left -= paid
    return { payer, fen: paid }
  })
}

/** The instalments of an amount; the last one carries what rounding left. `isDue` null: not known yet. */
export function splitInstalments(clause: Clause, fen: bigint, source: Source): InstalmentPart[] {
  let left = fen
  return clause.instalments.map(({ label, share, when }, i) => {
    const part = evaluateNum(share, source)!
    const paid = i === clause.instalments.length - 1 ? left : times(fen, part)
    left -= paid
    const truth = when ? evaluateCond(when, source) : TRUE
    return { label, fen: paid, isDue: truth === TRUE ? true : truth === 3 ? false : null }
  })
}

/**
 * What is due now of an approved amount: instalments that are due, less what was paid already; below zero it
 * is to be recovered. Null when a payment or a condition is unknown.
 */
export function dueFen(clause: Clause, approvedFen: bigint, source: Source): bigint | null {
  const paid = clause.alreadyPaid === null ? 0n : source.number(clause.alreadyPaid)
  if (paid === null) return null
  if (clause.instalments.length === 0) return approvedFen - paid
  const parts = splitInstalments(clause, approvedFen, source)
  if (parts.some((part) => part.isDue === null)) return null
  return parts.reduce((sum, part) => (part.isDue ? sum + part.fen : sum), 0n) - paid
}
