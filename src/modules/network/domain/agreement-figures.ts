/** What framework agreements tell: delivered against agreed, and what they do for cost, nearness and risk. */
import { ratioOf } from './purchase.ts'

export type AgreedYear = {
  readonly year: number
  /** In thousandths of the agreement's own unit; null not agreed. */
  readonly volume: bigint | null
  readonly valueFen: bigint | null
}
export type Delivery = {
  /** ISO day. */
  readonly deliveredOn: string
  readonly volume: bigint | null
  readonly valueFen: bigint | null
}

/** Delivered against agreed in one calendar year. */
export type YearFulfilment = AgreedYear & {
  readonly deliveredVolume: bigint | null
  readonly deliveredFen: bigint | null
  /** Deliveries whose volume, or value, nobody wrote: they are not in the sums. */
  readonly withoutVolume: number
  readonly withoutValue: number
  /** Delivered over agreed, may be above 1; null where either is unknown. */
  readonly volumeRatio: number | null
  readonly valueRatio: number | null
}

const yearOf = (day: string) => Number(day.slice(0, 4))

function sumOf(parts: readonly (bigint | null)[]): bigint | null {
  const known = parts.filter((part) => part !== null)
  if (known.length === 0) return null
  return known.reduce((sum, part) => sum + part, 0n)
}

const overAgreed = (part: bigint | null, whole: bigint | null) =>
  part === null || whole === null ? null : ratioOf(part, whole)

/**
 * Delivered against agreed for every year that is agreed or in which something was delivered, oldest first. Where nobody
 * told a delivery, or none with a value, what was delivered is unknown, not 0. Method: docs/methods/agreements.md.
 */
export function fulfilmentByYear(
  agreed: readonly AgreedYear[],
  deliveries: readonly Delivery[],
): YearFulfilment[] {
  const years = [
    ...new Set([...agreed.map(({ year }) => year), ...deliveries.map((d) => yearOf(d.deliveredOn))]),
  ]
  return years
    .sort((a, b) => a - b)
    .map((year) => {
      const plan = agreed.find((one) => one.year === year) ?? { year, volume: null, valueFen: null }
      const own = deliveries.filter(({ deliveredOn }) => yearOf(deliveredOn) === year)
      const deliveredVolume = sumOf(own.map(({ volume }) => volume))
      const deliveredFen = sumOf(own.map(({ valueFen }) => valueFen))
      return {
        ...plan,
        deliveredVolume,
        deliveredFen,
        withoutVolume: own.filter(({ volume }) => volume === null).length,
        withoutValue: own.filter(({ valueFen }) => valueFen === null).length,
        volumeRatio: overAgreed(deliveredVolume, plan.volume),
        valueRatio: overAgreed(deliveredFen, plan.valueFen),
      }
    })
}

/** One agreement as the aggregate of a city needs it. */
export type CountedAgreement = {
  readonly buyerId: string
  readonly supplierId: string
  /** Whether the supplier stands in the city; null where its place is unknown. */
  readonly isLocal: boolean | null
  /** What is bought: the node, else the product as written. */
  readonly item: string
  readonly years: readonly YearFulfilment[]
}

/** The figures of one year over the agreements of a city's buyers. */
export type AgreementAggregate = {
  readonly year: number
  readonly agreements: number
  readonly agreedFen: bigint
  /** Null where nobody told a delivery with its value. */
  readonly deliveredFen: bigint | null
  /** Delivered over agreed, of the agreements whose deliveries are told. */
  readonly fulfilmentRatio: number | null
  readonly localRatio: number | null
  /** Agreed value of items for which their buyer has two suppliers or more under agreement. */
  readonly secondSourceRatio: number | null
  /** Mean change of the agreed unit price against the year before, weighted by agreed value; -0.02 is 2 % cheaper. */
  readonly priceChange: number | null
}
/** Who stands behind a sum, in fen. */
export type Behind = {
  readonly buyers: ReadonlyMap<string, number>
  readonly suppliers: ReadonlyMap<string, number>
}
/**
 * The sums that the figures are made of: with the agreed value shown, a ratio tells its part of it, so each sum has to be
 * safe by itself. told: agreed value of the agreements with a delivery of the year told with its value; delivered: what
 * came; placed: of suppliers whose city is known; local: of those in the city; second: of items with two suppliers;
 * priced: of agreements with volume and value in both years.
 */
export const sums = ['agreed', 'placed', 'local', 'second', 'told', 'delivered', 'priced'] as const
export type Sum = (typeof sums)[number]
export type Counted = AgreementAggregate & { readonly behind: Readonly<Record<Sum, Behind>> }

type Line = { readonly agreement: CountedAgreement; readonly now: YearFulfilment; readonly fen: bigint }

function weigh(lines: readonly Line[], keyOf: (agreement: CountedAgreement) => string): Map<string, number> {
  const weights = new Map<string, number>()
  for (const { agreement, fen } of lines) {
    const key = keyOf(agreement)
    weights.set(key, (weights.get(key) ?? 0) + Number(fen))
  }
  return weights
}

const behindOf = (lines: readonly Line[]): Behind => ({
  buyers: weigh(lines, ({ buyerId }) => buyerId),
  suppliers: weigh(lines, ({ supplierId }) => supplierId),
})

const total = (lines: readonly Line[]) => lines.reduce((sum, { fen }) => sum + fen, 0n)

/** Suppliers of each buyer's item under agreement. */
function suppliersOfItem(lines: readonly Line[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { agreement } of lines) {
    const key = `${agreement.buyerId} ${agreement.item}`
    found.set(key, (found.get(key) ?? new Set()).add(agreement.supplierId))
  }
  return found
}

/** Change of the unit price of one agreement against the year before; null without volume and value of both years. */
function priceChangeOf({ agreement, now }: Line): number | null {
  const before = agreement.years.find(({ year }) => year === now.year - 1)
  if (!before?.volume || !before.valueFen || !now.volume || !now.valueFen) return null
  const was = Number(before.valueFen) / Number(before.volume)
  return Number(now.valueFen) / Number(now.volume) / was - 1
}

/** One year over the agreements of a city, with who stands behind each figure. Method: docs/methods/agreements.md. */
export function aggregateAgreements(agreements: readonly CountedAgreement[], year: number): Counted {
  const lines = agreements.flatMap((agreement): Line[] => {
    const now = agreement.years.find((one) => one.year === year)
    return now?.valueFen ? [{ agreement, now, fen: now.valueFen }] : []
  })
  const agreedFen = total(lines)
  const told = lines.filter(({ now }) => now.deliveredFen !== null)
  const deliveredFen = sumOf(told.map(({ now }) => now.deliveredFen))
  const sources = suppliersOfItem(lines)
  const twice = lines.filter(({ agreement: a }) => sources.get(`${a.buyerId} ${a.item}`)!.size > 1)
  const placed = lines.filter(({ agreement }) => agreement.isLocal !== null)
  const priced = lines.flatMap((line) => {
    const change = priceChangeOf(line)
    return change === null ? [] : [{ ...line, change }]
  })
  const weight = Number(total(priced))
  const local = placed.filter(({ agreement }) => agreement.isLocal)
  const delivered = told.map((line) => ({ ...line, fen: line.now.deliveredFen! }))
  const parts = { agreed: lines, placed, local, second: twice, told, delivered, priced }
  return {
    ...{ year, agreements: lines.length, agreedFen, deliveredFen },
    fulfilmentRatio: deliveredFen === null ? null : ratioOf(deliveredFen, total(told)),
    localRatio: ratioOf(total(local), total(placed)),
    secondSourceRatio: ratioOf(total(twice), agreedFen),
    priceChange:
      weight === 0 ? null : priced.reduce((sum, { change, fen }) => sum + change * Number(fen), 0) / weight,
    behind: Object.fromEntries(sums.map((sum) => [sum, behindOf(parts[sum])])) as Counted['behind'],
  }
}

/** From which day on its parties are reminded of the last day. */
export function remindFrom(endsOn: string, remindDays: number): string {
  return new Date(Date.parse(`${endsOn}T00:00:00Z`) - remindDays * 86_400_000).toISOString().slice(0, 10)
}
