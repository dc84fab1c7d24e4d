/** A grid over one parameter: what the city pays at each value. */
import type { Fraction } from './fraction.ts'
import { evaluate, type Run } from './run.ts'
import { RunMemory } from './run-memory.ts'
import type { Totals } from './totals.ts'

export type GridLine = {
  readonly value: Fraction
  readonly totals: Totals
  /** Subjects that get more or less than in the run at hand. */
  readonly winners: number
  readonly losers: number
}

/**
 * Runs again with a parameter (`policy/name`) at each value in turn; only what it touches is computed. Values
 * in 分 or as fractions.
 */
export function parameterGrid(run: Run, parameter: string, values: readonly Fraction[]): GridLine[] {
  const [policy = '', name = ''] = parameter.split('/')
  if (!run.library.policies.some((p) => p.id === policy && Object.hasOwn(p.parameters, name)))
    throw new RangeError(
      `没有参数“${parameter}”，应写作 政策/参数 · there is no parameter "${parameter}"; write policy/name`,
    )
  const memory = new RunMemory(run.input.table.ids.length)
  const before = sumByRow(run)
  return values.map((value) => {
    const parameters = new Map([...(run.options.parameters ?? []), [parameter, value] as const])
    const again = evaluate(run.library, { ...run.options, memory, parameters }, run)
    const after = sumByRow(again)
    return {
      value,
      totals: again.totals,
      winners: after.reduce((count, fen, row) => (fen > before[row]! ? count + 1 : count), 0),
      losers: after.reduce((count, fen, row) => (fen < before[row]! ? count + 1 : count), 0),
    }
  })
}

/** Amounts and ceilings together; unknown amounts are left out. */
function sumByRow(run: Run): Float64Array {
  const sums = new Float64Array(run.input.table.ids.length)
  for (const { gross, net } of run.outcomes)
    for (let entry = 0; entry < net.length; entry++)
      if (!Number.isNaN(net[entry]!)) sums[gross.rows[entry]!]! += net[entry]!
  return sums
}
