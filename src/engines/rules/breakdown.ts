/** The budget of a run by policy, by clause or by any text fact: district, industry, size. */
import type { Run } from './run.ts'
import { sumFen, type Totals } from './totals.ts'

export type BudgetLine = Totals & {
  /** The value of the fact, the policy or the clause; null where the fact of the subject is unknown. */
  readonly name: string | null
  /** Subjects with an award above zero, or with one that is not yet computable. */
  readonly subjects: number
  /** Awards whose amount is unknown and therefore in no sum. */
  readonly unknownAwards: number
}

/** What each policy or clause costs after stacking, in 分. */
export function budgetByClause(run: Run, by: 'policy' | 'clause'): BudgetLine[] {
  return breakdown(run, (_, clause) => (by === 'policy' ? clause.policy : clause.key))
}

/** What goes to subjects with each value of a text fact. */
export function budgetByFact(run: Run, fact: string): BudgetLine[] {
  const column = run.input.table.columns.get(fact)
  if (column?.kind !== 'cell')
    throw new RangeError(
      `“${fact}”不是文本指标，不能按它分组 · "${fact}" is no text fact of the table; group by district, industry or size`,
    )
  return breakdown(run, (row) => {
    const cell = column.cells[column.codes[row]!]
    return cell?.kind === 'text' ? cell.text : null
  })
}

type Group = { amountFen: number[]; ceilingFen: number[]; rows: Set<number>; unknownAwards: number }

function breakdown(
  run: Run,
  nameOf: (row: number, clause: Run['outcomes'][number]['clause']) => string | null,
): BudgetLine[] {
  const groups = new Map<string | null, Group>()
  for (const { clause, gross, net } of run.outcomes)
    for (let entry = 0; entry < net.length; entry++) {
      const fen = net[entry]!
      if (fen === 0) continue
      const row = gross.rows[entry]!
      const name = nameOf(row, clause)
      const group = groups.get(name) ?? { amountFen: [], ceilingFen: [], rows: new Set(), unknownAwards: 0 }
      groups.set(name, group)
      group.rows.add(row)
      if (Number.isNaN(fen)) group.unknownAwards++
      else (clause.isCeiling ? group.ceilingFen : group.amountFen).push(fen)
    }
  return [...groups]
    .map(([name, group]) => ({
      name,
      subjects: group.rows.size,
      unknownAwards: group.unknownAwards,
      amountFen: sumFen(Float64Array.from(group.amountFen)),
      ceilingFen: sumFen(Float64Array.from(group.ceilingFen)),
    }))
    .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'zh'))
}
