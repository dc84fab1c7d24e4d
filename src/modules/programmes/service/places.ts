import { type Context, type Dataset, holds } from '../../access/index.ts'
import { placeOfSentence, plainTitle } from '../domain/place-of-sentence.ts'
import * as queries from '../queries/places.ts'

/** What a statement says of its source: what it was taken up from, or the title and sentence that it cites. */
export type Cited = {
  readonly origin: string | null
  readonly title: string | null
  readonly sentence: string | null
}

/** The address of a document opened at one of its items. */
export const pathOfItem = (documentId: bigint | string, ordinal: number | string): string =>
  `/documents/${documentId}?item=${ordinal}`

/**
 * Where statements stand in the documents that the city holds: the address of the document opened at the item that a
 * target was taken up from, else at the sentence that is cited, found in a published document of that title. Null where no such
 * document is held or the reader may not see documents.
 */
export async function findPlaces(
  ctx: Context,
  of: { cityCode: string; dataset: Dataset },
  cited: readonly Cited[],
): Promise<(string | null)[]> {
  if (cited.length === 0 || !holds(ctx.actor, 'programmes.read')) return cited.map(() => null)
  const published = await queries.listPublishedTitles(ctx.db, of)
  const known = new Set(published.map(({ id }) => String(id)))
  const byTitle = new Map<string, bigint[]>()
  for (const { id, title } of published)
    byTitle.set(plainTitle(title), [...(byTitle.get(plainTitle(title)) ?? []), id])
  const wanted = new Set(
    cited.flatMap(({ title }) => (title === null ? [] : (byTitle.get(plainTitle(title)) ?? []))),
  )
  const texts = await queries.textsOf(ctx.db, [...wanted])
  return cited.map(({ origin, title, sentence }) => {
    const [, id, ordinal] = /^programmes\/document\/(\d+)\/(\d+)$/.exec(origin ?? '') ?? []
    if (id !== undefined && ordinal !== undefined && known.has(id)) return pathOfItem(id, ordinal)
    if (title === null || sentence === null) return null
    for (const one of byTitle.get(plainTitle(title)) ?? []) {
      const at = placeOfSentence(texts.get(one) ?? '', sentence)
      if (at) return `/documents/${one}?at=${at[0]}-${at[1]}`
    }
    return null
  })
}
