/** Who contributed how much to a computed city value: for the rule by which aggregates may be shown. */
import type { Policy } from './policy.ts'
import { cityColumn } from './snapshot.ts'
import type { Table } from './table.ts'

/** The value of each subject behind a computed city value, in stored units, NaN where unknown; empty where nothing is computed. */
export function cityContributions(policy: Policy, name: string, table: Table, onDay: number): Float64Array {
  const num = policy.cityNums.get(name)?.of
  const parameters = new Map()
  return (num && cityColumn(num, { table, onDay, given: new Map(), parameters })) ?? new Float64Array(0)
}
