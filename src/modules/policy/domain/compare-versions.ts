export type Change = { readonly path: string; readonly before: string | null; readonly after: string | null }

const show = (value: unknown): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How an item of a list is known in another version: by its id or name, else by its place. */
function keyOf(item: unknown, at: number): string {
  if (isMap(item))
    for (const key of ['id', 'name', 'from']) if (typeof item[key] === 'string') return item[key]
  return String(at)
}

const asMap = (list: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(list.map((item, at) => [keyOf(item, at), item]))

/** Every place in which two written forms differ, in the order of the form; items of lists are matched by their id. */
export function compareWritten(before: unknown, after: unknown, path = ''): Change[] {
  if (Array.isArray(before) && Array.isArray(after)) return compareWritten(asMap(before), asMap(after), path)
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key) =>
      compareWritten(before[key], after[key], path === '' ? key : `${path}.${key}`),
    )
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ path, before: show(before), after: show(after) }]
}
