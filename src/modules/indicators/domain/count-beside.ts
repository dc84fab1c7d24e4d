import type { EntryCount } from '../../registry/index.ts'
import type { CounterFile } from '../model.ts'

type Counter = CounterFile['counters'][number]

/**
 * What a library of the register comes to for one year, to stand beside an official figure of that year.
 *
 * @param counts  entries that count, by kind, level and year of recognition; year null: not dated
 * @param year    the year of the official figure
 * @returns `computed` null where the library holds nothing of that level: an empty library says nothing about the city;
 *          entries without a year are in no year's count and stand in `undated`
 */
export function countBeside(counts: readonly EntryCount[], counter: Counter, year: number) {
  const own = counts.filter(
    ({ kind, level }) => kind === counter.library && (counter.level === null || level === counter.level),
  )
  const sum = (rows: readonly EntryCount[]) => rows.reduce((total, { reached }) => total + reached, 0)
  const isCounted = ({ year: at }: EntryCount) =>
    at !== null && (counter.how === 'new' ? at === year : at <= year)
  return {
    computed: own.length === 0 ? null : sum(own.filter(isCounted)),
    undated: sum(own.filter(({ year: at }) => at === null)),
  }
}
