// Adds up what a firm was granted, paid and asked back, by year and by policy; reliefs stand beside, never among it.

/** One movement of money: `year` is that of the day it happened, null where no day is held; whole fen. */
export type Movement = {
  readonly kind: 'granted' | 'paid' | 'recovered'
  readonly policyTitle: string
  readonly year: number | null
  readonly fen: bigint
}
export type Sums = { readonly granted: bigint; readonly paid: bigint; readonly recovered: bigint }
export type Span = { readonly from: number | null; readonly to: number | null }

/** Whether a year lies in a span. A movement without a day belongs to no span, only to the whole. */
export const isWithin = (year: number | null, { from, to }: Span): boolean =>
  year === null ? from === null && to === null : (from ?? year) <= year && year <= (to ?? year)

/** The three sums of some movements, whole fen. */
export function sumsOf(movements: readonly Movement[]): Sums {
  const of = (kind: Movement['kind']) =>
    movements.reduce((sum, one) => (one.kind === kind ? sum + one.fen : sum), 0n)
  return { granted: of('granted'), paid: of('paid'), recovered: of('recovered') }
}

const newestFirst = (a: number | null, b: number | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : b - a

/** Movements by year, the newest first, those without a day last. */
export function byYear(movements: readonly Movement[]): { year: number | null; movements: Movement[] }[] {
  const years = [...new Set(movements.map(({ year }) => year))].sort(newestFirst)
  return years.map((year) => ({ year, movements: movements.filter((one) => one.year === year) }))
}

/** Movements by policy, the one that paid most first. */
export function byPolicy(movements: readonly Movement[]): { title: string; movements: Movement[] }[] {
  const titles = [...new Set(movements.map(({ policyTitle }) => policyTitle))]
  const groups = titles.map((title) => ({
    title,
    movements: movements.filter(({ policyTitle }) => policyTitle === title),
  }))
  const paid = new Map(groups.map(({ title, movements: of }) => [title, sumsOf(of)]))
  return groups.sort((a, b) => {
    const [left, right] = [paid.get(a.title)!, paid.get(b.title)!]
    const difference = right.paid - left.paid || right.granted - left.granted
    return difference > 0n ? 1 : difference < 0n ? -1 : a.title < b.title ? -1 : 1
  })
}

/** A relief as told: `amount` whole fen, null where it was not told. */
export type ToldRelief = {
  readonly kind: string
  readonly title: string | null
  readonly year: number
  readonly reporter: 'office' | 'department' | 'firm'
  readonly amount: bigint | null
}
const standing = { department: 0, office: 1, firm: 2 } as const

/**
 * Which tellings of one relief and year are added up: the tax office's before the office's before the firm's own, so
 * that one relief told twice counts once.
 */
export function countingReliefs<R extends ToldRelief>(reliefs: readonly R[]): ReadonlySet<R> {
  const best = new Map<string, R>()
  for (const one of reliefs) {
    const key = JSON.stringify([one.kind, one.title, one.year])
    const held = best.get(key)
    if (!held || standing[one.reporter] < standing[held.reporter]) best.set(key, one)
  }
  return new Set(best.values())
}

/** What the counting reliefs add up to, whole fen: null where there are some and no amount of any was told. */
export function reliefSum(counting: Iterable<ToldRelief>): { sum: bigint | null; unknown: number } {
  const all = [...counting]
  const told = all.flatMap(({ amount }) => (amount === null ? [] : [amount]))
  const unknown = all.length - told.length
  return { sum: told.length === 0 && unknown > 0 ? null : told.reduce((a, b) => a + b, 0n), unknown }
}
