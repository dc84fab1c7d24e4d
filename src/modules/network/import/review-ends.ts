import type { Context } from '../../access/index.ts'
import type { ImportRun } from '../../registry/index.ts'
import { judgeNames, type RowResult } from '../../registry/index.ts'
import type { RelationEnd, RelationRow } from './relation-row.ts'

type Keyed = { readonly line: number; readonly row: RelationRow }
type EndReview = NonNullable<RowResult['ends']>[number]
const parts = ['buyer', 'supplier'] as const

export type JudgedEnds = {
  /** Ends that likeness settles: key → organisation. */
  readonly idOf: ReadonlyMap<string, string>
  /** Names that a person decides, each at the first row that bears it: line → reviews. */
  readonly reviews: ReadonlyMap<number, readonly EndReview[]>
}

/** The name and code of an end for which there may be a held organisation; null where only a stock code names it. */
export function writtenName({ key, text }: RelationEnd): { name: string; creditCode: string | null } | null {
  if (key?.startsWith('name:')) return { name: text, creditCode: null }
  const code = key?.startsWith('code:') ? key.slice('code:'.length) : null
  return code !== null && text !== code ? { name: text, creditCode: code } : null
}

/**
 * Judges the ends that neither a code nor an equal name settles by the bands of the firms' import: who is surely meant,
 * who is shown to a person beside the candidates, and who is nobody held, for whom the row waits.
 */
export async function judgeEnds(
  ctx: Context,
  keyed: readonly Keyed[],
  { known, run }: { known: ReadonlyMap<string, string>; run: ImportRun },
): Promise<JudgedEnds> {
  const first = new Map<string, { line: number; part: (typeof parts)[number]; end: RelationEnd }>()
  for (const { line, row } of keyed)
    for (const part of parts) {
      const { key } = row[part]
      if (key !== null && !known.has(key) && !first.has(key)) first.set(key, { line, part, end: row[part] })
    }
  const open = [...first].flatMap(([key, place]) => {
    const written = writtenName(place.end)
    return written ? [{ key, ...place, written }] : []
  })
  const names = open.map(({ written }) => written)
  const verdicts = await judgeNames(ctx, names, run, () => ctx.signal?.throwIfAborted())
  const idOf = new Map<string, string>()
  const reviews = new Map<number, EndReview[]>()
  for (const [i, { key, line, part }] of open.entries()) {
    const verdict = verdicts[i]!
    if (verdict.kind === 'held') idOf.set(key, verdict.organisationId)
    if (verdict.kind === 'review')
      reviews.set(line, [...(reviews.get(line) ?? []), { ...verdict.review, part }])
  }
  return { idOf, reviews }
}
