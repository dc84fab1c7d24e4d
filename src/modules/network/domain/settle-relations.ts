/** The figures of one relation; two files that tell the same say nothing new. */
export type RelationFigures = {
  readonly rank: number | null
  readonly sharePpm: number | null
  readonly salesSharePpm: number | null
  readonly amountFen: bigint | null
}

/** Figures as they stand: a relation written by hand may tell a band in the place of an amount. */
export type HeldFigures = RelationFigures & { readonly amountLowFen?: bigint | null }

/** What a row is to do with the relation already held under its key. */
export type Settlement =
  | { readonly kind: 'insert' | 'keep' }
  /** What was unknown becomes known. */
  | { readonly kind: 'fill'; readonly figures: RelationFigures }
  /** A figure differs: the held relation becomes history, the row is the relation from now on. */
  | { readonly kind: 'replace'; readonly figures: RelationFigures }

const names = ['rank', 'sharePpm', 'salesSharePpm', 'amountFen'] as const

/** Compares a row with the relation held under the same ends, year and product. */
export function settleRelation(held: HeldFigures | undefined, row: RelationFigures): Settlement {
  if (!held) return { kind: 'insert' }
  // An amount takes the place of a band; the band stays as history.
  const isExacter = (held.amountLowFen ?? null) !== null && row.amountFen !== null
  const isOther = names.some((name) => held[name] !== null && row[name] !== null && held[name] !== row[name])
  const isFuller = names.some((name) => held[name] === null && row[name] !== null)
  const figures = {
    rank: row.rank ?? held.rank,
    sharePpm: row.sharePpm ?? held.sharePpm,
    salesSharePpm: row.salesSharePpm ?? held.salesSharePpm,
    amountFen: row.amountFen ?? held.amountFen,
  }
  if (isOther || isExacter) return { kind: 'replace', figures }
  return isFuller ? { kind: 'fill', figures } : { kind: 'keep' }
}
