/** The value in force on a day: the latest that began by then; undefined before the first. */
export function datedValueOn(
  values: readonly { readonly from: string; readonly value: string | number }[],
  on: string,
): string | number | undefined {
  const begun = values.filter(({ from }) => from <= on)
  return begun.reduce<(typeof begun)[number] | undefined>(
    (best, one) => (best === undefined || one.from >= best.from ? one : best),
    undefined,
  )?.value
}
