import type { ClauseOutcome, Run } from '../../../engines/rules/index.ts'
import type { Cell } from '../../access/index.ts'

/** What is summed up: whole fen, exact. */
export type Sum = {
  readonly key: string | null
  readonly amountFen: bigint
  readonly ceilingFen: bigint
  readonly unknownAwards: number
  /** Firm ids with what stands behind them, for the rule of aggregates. */
  readonly contributors: ReadonlyMap<string, number>
}

type Growing = {
  amountFen: bigint
  ceilingFen: bigint
  unknownAwards: number
  contributors: Map<string, number>
}

/**
 * Sums up what a run awards by any key of (row, clause). Awards of zero are left out; awards that hang on an unknown limit
 * are counted, in no sum. Keys come in the order of what they cost, the unknown key last.
 */
export function sumBy(run: Run, keyOf: (row: number, outcome: ClauseOutcome) => string | null): Sum[] {
  const groups = new Map<string | null, Growing>()
  const { ids } = run.input.table
  for (const outcome of run.outcomes) {
    const { clause, gross, net } = outcome
    for (let entry = 0; entry < net.length; entry++) {
      const fen = net[entry]!
      if (fen === 0) continue
      const row = gross.rows[entry]!
      const key = keyOf(row, outcome)
      let group = groups.get(key)
      if (!group) {
        group = { amountFen: 0n, ceilingFen: 0n, unknownAwards: 0, contributors: new Map() }
        groups.set(key, group)
      }
      const id = ids[row]!
      if (Number.isNaN(fen)) {
        group.unknownAwards++
        group.contributors.set(id, group.contributors.get(id) ?? 0)
        continue
      }
      if (clause.isCeiling) group.ceilingFen += BigInt(fen)
      else group.amountFen += BigInt(fen)
      group.contributors.set(id, (group.contributors.get(id) ?? 0) + fen)
    }
  }
  return [...groups]
    .map(([key, group]) => ({ key, ...group }))
    .sort((a, b) => {
      if ((a.key === null) !== (b.key === null)) return a.key === null ? 1 : -1
      const [x, y] = [a.amountFen + a.ceilingFen, b.amountFen + b.ceilingFen]
      return x === y ? String(a.key).localeCompare(String(b.key)) : x > y ? -1 : 1
    })
}

export type VerdictCounts = {
  readonly entitled: number
  readonly near: number
  readonly notEligible: number
  readonly insufficientData: number
  readonly notComputable: number
}

/** How many firms stand where under one clause. */
export function countVerdicts({ verdicts, undecided }: ClauseOutcome): VerdictCounts {
  const counts = [0, 0, 0, 0, 0]
  for (let row = 0; row < verdicts.length; row++) counts[verdicts[row]!]!++
  for (const [row, code] of undecided) {
    counts[verdicts[row]!]!--
    counts[code]!++
  }
  const [entitled = 0, insufficientData = 0, notComputable = 0, notEligible = 0, near = 0] = counts
  return { entitled, near, notEligible, insufficientData, notComputable }
}

/** The rows with a verdict: 0 entitled, 4 nearly. */
export function rowsWith({ verdicts, undecided }: ClauseOutcome, verdict: 0 | 4): number[] {
  const rows: number[] = []
  for (let row = 0; row < verdicts.length; row++)
    if (verdicts[row] === verdict && !undecided.has(row)) rows.push(row)
  return rows
}

/** Share of (firm, clause) pairs that could be decided, 0 to 1; null where there is none. */
export function decidedRatio(run: Run): number | null {
  let open = 0
  for (const outcome of run.outcomes) {
    const { insufficientData, notComputable } = countVerdicts(outcome)
    open += insufficientData + notComputable
  }
  const all = run.outcomes.length * run.input.table.ids.length
  return all === 0 ? null : 1 - open / all
}

/** Cells for the rule of aggregates: the total first, then every group of every dimension. */
export function cellsOf(
  total: Sum,
  groups: readonly (readonly [dimension: string, sums: readonly Sum[]])[],
): Cell[] {
  return [
    { id: 'total', contributors: total.contributors },
    ...groups.flatMap(([dimension, sums]) =>
      sums.map(({ key, contributors }) => ({ id: `${dimension}/${key ?? ''}`, contributors })),
    ),
  ]
}

/**
 * Leverage 撬动比: private money moved by one unit of fiscal money, (total − fiscal) ÷ fiscal, to four decimals; null
 * unless both are known and fiscal money is above zero. Row N10.
 */
export function leverage(totalFen: bigint | null, fiscalFen: bigint | null): number | null {
  if (totalFen === null || fiscalFen === null || fiscalFen <= 0n) return null
  return Number(((totalFen - fiscalFen) * 10_000n) / fiscalFen) / 10_000
}
