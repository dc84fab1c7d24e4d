/** Rows of one statement: large enough to be quick, small enough for one JSON text and for giving way in between. */
export const rowsPerStatement = 5_000

/** Does work slice by slice, in order, giving way to whatever else waits between two slices. */
export async function inSlices<T>(
  list: readonly T[],
  work: (slice: readonly T[], done: number) => Promise<void> | void,
  size = rowsPerStatement,
): Promise<void> {
  for (let at = 0; at < list.length; at += size) {
    const slice = list.slice(at, at + size)
    await work(slice, Math.min(at + size, list.length))
    await new Promise((resolve) => setImmediate(resolve))
  }
}
