/** One clause for one subject by the BigInt reference: verdict and amount before stacking. */
import { FALSE, type INSUFFICIENT, TRUE, type Truth } from './core.ts'
import { type Fraction, floor, fraction, roundHalfUp } from './fraction.ts'
import type { Clause } from './policy.ts'
import { evaluateCond, evaluateNum, type Source, unknownKind } from './reference.ts'
import type { Rounding } from './written.ts'

/** Codes as in `Truth`, and 4 for 差一点. */
export type VerdictCode = Truth | 4
export const NEAR = 4
export const verdictNames = [
  'entitled',
  'insufficient_data',
  'not_computable',
  'not_eligible',
  'near',
] as const
export type Verdict = (typeof verdictNames)[number]

/** Whole 分 of an amount by the rounding rule of its policy; never below zero. */
export function roundFen(x: Fraction, rounding: Rounding): bigint {
  const unit = roundingFen[rounding]
  const scaled = fraction(x.n, x.d * unit)
  const whole = rounding.endsWith('half_up') ? roundHalfUp(scaled) : floor(scaled)
  return whole <= 0n ? 0n : whole * unit
}

export const roundingFen: Readonly<Record<Rounding, bigint>> = {
  fen_down: 1n,
  fen_half_up: 1n,
  yuan_down: 100n,
  yuan_half_up: 100n,
  wan_down: 1_000_000n,
}

/** Verdict, and whole 分 when entitled. */
export function assessClause(clause: Clause, source: Source): { verdict: VerdictCode; fen: bigint | null } {
  const truth = evaluateCond(clause.when, source)
  if (truth === FALSE) {
    const isNear = clause.near !== null && evaluateCond(clause.near, source) === TRUE
    return { verdict: isNear ? NEAR : FALSE, fen: null }
  }
  if (truth !== TRUE) return { verdict: truth, fen: null }
  const amount = evaluateNum(clause.amount, source)
  if (amount === null)
    return { verdict: unknownKind([clause.amount], source) as typeof INSUFFICIENT, fen: null }
  return { verdict: TRUE, fen: roundFen(amount, clause.rounding) }
}
