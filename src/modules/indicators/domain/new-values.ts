import type { ComputedValue } from '../model/computed.ts'

/** What is held of one series, youngest day first and, within a day, the last that was written first. */
export type HeldComputed = Omit<ComputedValue, 'unknownBecause'> & {
  readonly id: bigint
  readonly unknownBecause: ComputedValue['unknownBecause']
  readonly confirmedOn: string
}
export type Sorted = {
  readonly written: readonly ComputedValue[]
  readonly confirmed: readonly { readonly id: bigint; readonly confirmedOn: string }[]
}

/**
 * Which computed values are news. A value that equals what was held for its day or, going back, for the last day before
 * it, is no news: the held one is confirmed for the later day. Nothing that is held is ever changed.
 */
export function sortNews(computed: readonly ComputedValue[], held: readonly HeldComputed[]): Sorted {
  const series = new Map<string, HeldComputed[]>()
  for (const row of held) series.set(seriesOf(row), [...(series.get(seriesOf(row)) ?? []), row])
  const written: ComputedValue[] = []
  const confirmed: { id: bigint; confirmedOn: string }[] = []
  for (const value of computed) {
    const before = series.get(seriesOf(value))?.find(({ asOf }) => asOf <= value.asOf)
    if (before && contentOf(before) === contentOf(value)) {
      if (before.confirmedOn < value.asOf) confirmed.push({ id: before.id, confirmedOn: value.asOf })
    } else written.push(value)
  }
  return { written, confirmed }
}

const seriesOf = ({ indicator, dimension }: Pick<ComputedValue, 'indicator' | 'dimension'>): string =>
  JSON.stringify([indicator, dimension.kind, dimension.id])

const contentOf = (value: Omit<ComputedValue, 'asOf'>): string =>
  JSON.stringify([
    value.definitionVersion,
    value.value,
    value.coverageRatio,
    value.inputs.map((input) => [input.name, input.value, input.unit]),
    value.openPath,
    value.unknownBecause ? [value.unknownBecause.zh, value.unknownBecause.en] : null,
  ])
