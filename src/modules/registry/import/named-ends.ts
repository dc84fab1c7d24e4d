import { normaliseName } from '../../../engines/identity/index.ts'
import type { Context } from '../../access/index.ts'
import { PlaceIndex } from '../domain/place-index.ts'
import { listDivisions } from '../queries/places.ts'
import type { FirmRow } from './firm-row.ts'
import { decideRows, isHeldKey } from './held-evidence.ts'
import type { ApplyProgress, ImportRun, RowReview } from './importer.ts'

/** An organisation that a row of another kind names: with its code where the file gives one. */
export type WrittenName = { readonly name: string; readonly creditCode: string | null }

/** Whom a written name means: a held one for certain, somebody to be decided by a person, or nobody who is held. */
export type NameVerdict =
  | { readonly kind: 'held'; readonly organisationId: string }
  | { readonly kind: 'review'; readonly review: RowReview }
  | { readonly kind: 'unknown' }

/** A row of a firms' file that says nothing but a name and a code. */
export function rowOfName({ name, creditCode }: WrittenName): FirmRow {
  const nowhere = { province: '', city: '', district: '', address: '', given: null }
  const nothing = { stockCode: null, industry: null, industryCode: null, group: null }
  const lists = { products: [], titles: [], figures: [], facts: {} }
  return { name, nameNormalised: normaliseName(name), creditCode, ...nowhere, ...nothing, ...lists }
}

/**
 * Judges written names by the same evidence as the rows of a firms' file: codes, what persons decided, equal names, and
 * likeness in its three bands. Gives one verdict a name, in their order.
 */
export async function judgeNames(
  ctx: Context,
  names: readonly WrittenName[],
  run: Pick<ImportRun, 'importId' | 'options' | 'source'>,
  progress: ApplyProgress,
): Promise<NameVerdict[]> {
  if (names.length === 0) return []
  const places = new PlaceIndex(await listDivisions(ctx.db))
  const rows = names.map((name, i) => ({ line: i + 1, row: rowOfName(name) }))
  const decided = await decideRows(ctx, rows, run, { places, progress, isAmong: false })
  return decided.map(({ match, review }) => {
    if (match.kind === 'joins' && isHeldKey(match.key)) return { kind: 'held', organisationId: match.key }
    if (match.kind === 'waits' && review) return { kind: 'review', review }
    return { kind: 'unknown' }
  })
}
