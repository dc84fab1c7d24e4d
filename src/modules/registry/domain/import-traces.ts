/** The columns of an organisation that imports fill; `position` is one value of four columns. */
export const filledColumns = [
  'provinceCode',
  'cityCode',
  'districtCode',
  'address',
  'industry',
  'industryCode',
  'groupId',
] as const
export type Columns = Record<(typeof filledColumns)[number], string | null> & {
  readonly position: Position | null
}
type Position = { lng: number; lat: number; positionPrecision: string | null; positionSource: string | null }
export type PartialColumns = Partial<Columns>

/** What an import offered for one organisation, what stood there before, and what it wrote; null where it wrote nothing. */
export type Trace = {
  readonly organisationId: string
  readonly offered: PartialColumns
  readonly former: PartialColumns | null
  readonly written: PartialColumns | null
}

type Fill = { readonly id: string; readonly lng: number | null; readonly lat: number | null } & Omit<
  Columns,
  'position'
> & { readonly positionPrecision: string | null; readonly positionSource: string | null }

/** Whether two values of a column are equal; a stored position may name its parts in another order. */
export const isSameValue = (a: unknown, b: unknown): boolean => inOrder(a) === inOrder(b)

function inOrder(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function offeredBy(fill: Fill): PartialColumns {
  const offered: Record<string, unknown> = {}
  for (const column of filledColumns) if (fill[column] !== null) offered[column] = fill[column]
  const { lng, lat, positionPrecision, positionSource } = fill
  if (lng !== null && lat !== null) offered.position = { lng, lat, positionPrecision, positionSource }
  return offered as PartialColumns
}

/** The traces of some rows, one an organisation; the first row that offers a value counts. */
export function tracesOf(
  fills: readonly Fill[],
  before: ReadonlyMap<string, Columns>,
  after: ReadonlyMap<string, Columns>,
): Trace[] {
  const traces = new Map<string, Trace>()
  for (const fill of fills) {
    const offered = { ...offeredBy(fill), ...traces.get(fill.id)?.offered }
    traces.set(fill.id, {
      organisationId: fill.id,
      offered,
      ...changeOf(before.get(fill.id), after.get(fill.id)),
    })
  }
  return [...traces.values()]
}

function changeOf(
  before: Columns | undefined,
  after: Columns | undefined,
): Pick<Trace, 'former' | 'written'> {
  if (!before || !after) return { former: null, written: null }
  const changed = [...filledColumns, 'position' as const].filter(
    (column) => !isSameValue(before[column], after[column]),
  )
  if (changed.length === 0) return { former: null, written: null }
  const pick = (columns: Columns) => Object.fromEntries(changed.map((column) => [column, columns[column]]))
  return { former: pick(before) as PartialColumns, written: pick(after) as PartialColumns }
}

/**
 * What counts for an organisation once an import is taken back: what it wrote gives way to what stood before, and an empty
 * place to what the earliest other import offered. A value that somebody changed since stays.
 */
export function columnsAfterUndo(
  now: Columns,
  undone: Pick<Trace, 'former' | 'written'>,
  otherOffers: readonly PartialColumns[],
): PartialColumns {
  const result: Record<string, unknown> = {}
  for (const column of Object.keys(undone.written ?? {}) as (keyof Columns)[]) {
    if (!isSameValue(now[column], undone.written?.[column])) continue
    const former = undone.former?.[column] ?? null
    result[column] = former ?? otherOffers.find((offer) => offer[column] != null)?.[column] ?? null
  }
  return result as PartialColumns
}
