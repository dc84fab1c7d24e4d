/** Two runs over the same subjects set side by side: totals, winners, losers. */
import type { Run } from './run.ts'
import type { Totals } from './totals.ts'

export type Shift = {
  readonly id: string
  readonly before: Totals
  readonly after: Totals
  readonly difference: Totals
}
export type Comparison = {
  readonly before: Totals
  readonly after: Totals
  readonly difference: Totals
  readonly winners: readonly Shift[]
  readonly losers: readonly Shift[]
}

/** What a reform changes. A subject wins when amount and ceiling together rise. */
export function compareRuns(before: Run, after: Run): Comparison {
  const count = before.input.table.ids.length
  const sums = {
    was: [new Float64Array(count), new Float64Array(count)],
    is: [new Float64Array(count), new Float64Array(count)],
  }
  for (const [run, into] of [
    [before, sums.was],
    [after, sums.is],
  ] as const)
    for (const { clause, gross, net } of run.outcomes) {
      const sum = into[clause.isCeiling ? 1 : 0]!
      gross.rows.forEach((row, entry) => {
        const fen = net[entry]!
        if (!Number.isNaN(fen)) sum[row]! += fen
      })
    }
  const shifts = shiftsOf(before.input.table.ids, sums)
  return {
    before: before.totals,
    after: after.totals,
    difference: minus(after.totals, before.totals),
    winners: shifts.filter((s) => worth(s.difference) > 0n),
    losers: shifts.filter((s) => worth(s.difference) < 0n),
  }
}

const worth = (totals: Totals): bigint => totals.amountFen + totals.ceilingFen
const minus = (a: Totals, b: Totals): Totals => ({
  amountFen: a.amountFen - b.amountFen,
  ceilingFen: a.ceilingFen - b.ceilingFen,
})

function shiftsOf(ids: readonly string[], sums: { was: Float64Array[]; is: Float64Array[] }): Shift[] {
  const at = (pair: readonly Float64Array[], row: number): Totals => ({
    amountFen: BigInt(pair[0]![row]!),
    ceilingFen: BigInt(pair[1]![row]!),
  })
  const shifts: Shift[] = []
  ids.forEach((id, row) => {
    if (sums.was[0]![row] === sums.is[0]![row] && sums.was[1]![row] === sums.is[1]![row]) return
    const before = at(sums.was, row)
    const after = at(sums.is, row)
    shifts.push({ id, before, after, difference: minus(after, before) })
  })
  return shifts
}
