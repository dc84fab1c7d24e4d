// Places of applications by the mean of what their reviewers gave. Points are hundredths, compared without division.

export type Judged = { readonly id: string; readonly totals: readonly number[] }
export type Ranked = {
  readonly id: string
  readonly place: number
  readonly mean: number
  readonly reviewers: number
}

const sum = (totals: readonly number[]): number => totals.reduce((a, b) => a + b, 0)

/** Above zero where `b` has the higher mean: means are compared by cross-multiplication, so that no rounding decides. */
const byMean = (a: Judged, b: Judged): number =>
  sum(b.totals) * a.totals.length - sum(a.totals) * b.totals.length

/**
 * The order of applications that were judged, equal means on one place (1, 2, 2, 4). `mean` is in hundredths of a point,
 * rounded half up for showing only. An application without points is refused: unknown is not the last place.
 */
export function rankApplications(judged: readonly Judged[]): Ranked[] {
  if (judged.some(({ totals }) => totals.length === 0))
    throw new RangeError('an application without points has no place')
  const ordered = [...judged].sort((a, b) => byMean(a, b) || (a.id < b.id ? -1 : 1))
  let place = 1
  return ordered.map((one, i) => {
    if (i > 0 && byMean(ordered[i - 1]!, one) !== 0) place = i + 1
    const reviewers = one.totals.length
    return { id: one.id, place, mean: Math.floor(sum(one.totals) / reviewers + 0.5), reviewers }
  })
}

/** Whether a choice leaves the order: somebody not chosen stands above somebody chosen, or shares their place. */
export function leavesOrder(ranked: readonly Ranked[], chosen: ReadonlySet<string>): boolean {
  const last = Math.max(0, ...ranked.filter(({ id }) => chosen.has(id)).map(({ place }) => place))
  return ranked.some(({ id, place }) => !chosen.has(id) && place <= last)
}
