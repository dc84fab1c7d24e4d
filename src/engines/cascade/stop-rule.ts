import { CascadeInputError } from './network.ts'

/** How long a scenario runs; part of the definition, since the stopped state is not a limit. */
export type StopRule = {
  /** 1: no level fell by more than eps in the last update. 2: the weighted loss grew by no more than a share eps. */
  readonly rule: 1 | 2
  readonly eps: number
  /** After this many updates a scenario is given up as not converged. */
  readonly maxSweeps: number
  /** Whether firms of a market stand in for each other (sigma); without, every loss counts in full. */
  readonly substitution: boolean
}

/** The settings of the published method; the cap is ours, far above the 3,646 updates seen in golden cases. */
export const defaultStopRule: StopRule = { rule: 1, eps: 0.01, maxSweeps: 100_000, substitution: true }

/** Throws a CascadeInputError for a rule that means nothing. */
export function checkStopRule({ rule, eps, maxSweeps }: StopRule): void {
  if (rule !== 1 && rule !== 2) throw new CascadeInputError(`rule is ${rule}, not 1 or 2`)
  if (!(eps >= 0 && eps < 1)) throw new CascadeInputError(`eps is ${eps}, not a number from 0 to below 1`)
  if (!Number.isInteger(maxSweeps) || maxSweeps < 1 || maxSweeps > 2 ** 31 - 1)
    throw new CascadeInputError(`maxSweeps is ${maxSweeps}, not a whole number from 1 up`)
}

/** Below this eps single precision is refused: at 1e-4 it was seen to be 4.9e-4 off, T different in 15 of 60. */
export const LEAST_EPS_F32 = 1e-3
