// What the monitoring of a month says, held against the month before. docs/methods/monitoring.md.
import { medianOf } from './change-score.ts'

/** One firm's report of a month; null is "not told". */
export type MonthReport = {
  readonly organisationId: string
  readonly name: string
  readonly ordersFen: string | null
  readonly capacityUseRatio: number | null
  readonly deliveryDelayDays: number | null
  readonly singleSources: number | null
  readonly logistics: 'normal' | 'slow' | 'blocked' | null
  readonly stock: readonly { readonly input: string; readonly days: number }[]
  /** Of how many weeks of the month it is made; left out: the firm told the month itself. */
  readonly weeks?: { readonly told: number; readonly all: number }
}

/** A figure of the firms that told it in both months: nothing is compared where one of the two is unknown. */
export type Compared<V> = { readonly firms: number; readonly now: V | null; readonly before: V | null }

export type FirmMonth = Omit<MonthReport, 'stock'> & {
  readonly ordersBeforeFen: string | null
  readonly capacityBefore: number | null
  readonly delayBefore: number | null
  /** The key input with the least days; null: no stock told. */
  readonly least: { readonly input: string; readonly days: number } | null
}

type Pair = { readonly now: MonthReport; readonly before: MonthReport }

/**
 * Sums of the orders of those who told them in both months, whole fen. Four weeks are not held against five, nor weeks
 * against a month.
 */
export function comparedOrders(pairs: readonly Pair[]): Compared<string> {
  const told = pairs.filter(
    ({ now, before }) =>
      now.ordersFen !== null && before.ordersFen !== null && now.weeks?.all === before.weeks?.all,
  )
  const sum = (of: 'now' | 'before') =>
    String(told.reduce((total, pair) => total + BigInt(pair[of].ordersFen!), 0n))
  return told.length === 0
    ? { firms: 0, now: null, before: null }
    : { firms: told.length, now: sum('now'), before: sum('before') }
}

/** Medians of a figure of those who told it in both months. */
export function comparedMedians(
  pairs: readonly Pair[],
  figure: 'capacityUseRatio' | 'deliveryDelayDays',
): Compared<number> {
  const told = pairs.filter(({ now, before }) => now[figure] !== null && before[figure] !== null)
  const median = (of: 'now' | 'before') => medianOf(told.map((pair) => pair[of][figure]!))
  return { firms: told.length, now: median('now'), before: median('before') }
}

/** Each firm that told a month, with what it told the month before; those with the least stock first, unknown stock last. */
export function firmMonths(now: readonly MonthReport[], before: readonly MonthReport[]): FirmMonth[] {
  const earlier = new Map(before.map((report) => [report.organisationId, report]))
  const rows = now.map(({ stock, ...report }): FirmMonth => {
    const last = earlier.get(report.organisationId)
    const [least = null] = [...stock].sort((a, b) => a.days - b.days)
    return {
      ...report,
      ordersBeforeFen: last?.ordersFen ?? null,
      capacityBefore: last?.capacityUseRatio ?? null,
      delayBefore: last?.deliveryDelayDays ?? null,
      least: least && { input: least.input, days: least.days },
    }
  })
  const days = ({ least }: FirmMonth) => least?.days ?? Number.POSITIVE_INFINITY
  return rows.sort((a, b) => days(a) - days(b) || (a.name < b.name ? -1 : 1))
}

/** The reports of firms that told both months. */
export function pairsOf(now: readonly MonthReport[], before: readonly MonthReport[]): Pair[] {
  const earlier = new Map(before.map((report) => [report.organisationId, report]))
  return now.flatMap((report) => {
    const last = earlier.get(report.organisationId)
    return last ? [{ now: report, before: last }] : []
  })
}

export type ThresholdMonth = {
  readonly key: string
  readonly title: string
  /** Firms beyond it in the month, and in the month before. */
  readonly now: number
  readonly before: number
  /** Beyond it now and not before, though they told both months. */
  readonly fresh: number
  /** Beyond it before and not now, though they told both months. */
  readonly ended: number
  readonly firms: readonly string[]
}
type Crossing = {
  readonly organisationId: string
  readonly name: string
  readonly key: string
  readonly title: string
}

/** Thresholds that somebody crossed in either month, most firms first. */
export function thresholdMonths(
  now: readonly Crossing[],
  before: readonly Crossing[],
  toldBoth: ReadonlySet<string>,
): ThresholdMonth[] {
  const titles = new Map([...before, ...now].map(({ key, title }) => [key, title]))
  const rows = [...titles].map(([key, title]): ThresholdMonth => {
    const here = now.filter((one) => one.key === key)
    const last = before.filter((one) => one.key === key)
    const without = (some: readonly Crossing[], others: readonly Crossing[]) =>
      some.filter(
        ({ organisationId: id }) =>
          toldBoth.has(id) && !others.some(({ organisationId }) => organisationId === id),
      ).length
    return {
      ...{ key, title, now: here.length, before: last.length },
      ...{ fresh: without(here, last), ended: without(last, here) },
      firms: here.map(({ name }) => name),
    }
  })
  return rows.sort((a, b) => b.now - a.now || b.before - a.before || (a.key < b.key ? -1 : 1))
}
