import { evenParkName, LOOKS_ALIKE_FROM, likenessOfParks } from '../../domain/park-names.ts'
import type { ImportRun, RowReview } from '../../import/importer.ts'
import type { HeldPark, ParkNameWord } from '../queries/park-import.ts'
import type { ParkRow } from './park-row.ts'

/** What a person's word about a written name is kept under: parks of two cities may be written alike. */
export const parkNameKey = (cityCode: string, name: string): string =>
  `park ${cityCode} ${evenParkName(name)}`

export type ParkMatch =
  | { readonly kind: 'joins'; readonly park: HeldPark }
  | { readonly kind: 'opens' }
  | { readonly kind: 'waits'; readonly review: RowReview }

const mostCandidates = 5

/**
 * Whom a row means: what a person says now, or once said of the name; the same name or short name; else likeness, which a
 * person decides. Parks opened by earlier rows are held for the rows after them.
 */
export class ParkMatcher {
  readonly #parks: HeldPark[]
  readonly #words: readonly ParkNameWord[]
  readonly #placeWords: (cityCode: string) => readonly string[]

  constructor(
    parks: readonly HeldPark[],
    words: readonly ParkNameWord[],
    placeWords: (cityCode: string) => readonly string[],
  ) {
    this.#parks = [...parks]
    this.#words = words
    this.#placeWords = placeWords
  }

  hold(park: HeldPark): void {
    this.#parks.push(park)
  }

  match(
    row: ParkRow,
    cityCode: string,
    said: ReturnType<NonNullable<ImportRun['decisions']>['get']>,
  ): ParkMatch {
    if (said?.kind === 'new') return { kind: 'opens' }
    const byId = (id: string | undefined) => this.#parks.find((park) => park.id === id)
    const key = parkNameKey(cityCode, row.name)
    const word = this.#words.find(({ nameKey, isMeant }) => isMeant && nameKey === key)
    const meant = byId(said?.kind === 'same' ? said.organisationId : word?.parkId)
    if (meant) return { kind: 'joins', park: meant }
    const own = this.#parks.filter((park) => park.cityCode === cityCode)
    const same = own.filter((park) => isSameName(park, row))
    if (same.length === 1) return { kind: 'joins', park: same[0]! }
    const alike = same.length > 1 ? same.map((park) => ({ park, score: 1 })) : this.#alike(own, row, key)
    if (alike.length === 0) return { kind: 'opens' }
    return { kind: 'waits', review: reviewOf(row, key, alike, same.length > 1) }
  }

  #alike(own: readonly HeldPark[], row: ParkRow, key: string) {
    const places = this.#placeWords(own[0]?.cityCode ?? '')
    const notMeant = new Set(
      this.#words.flatMap(({ nameKey, isMeant, parkId }) => (nameKey === key && !isMeant ? [parkId] : [])),
    )
    return own
      .filter(({ id }) => !notMeant.has(id))
      .map((park) => ({ park, score: bestLikeness(park, row, places) }))
      .filter(({ score }) => score >= LOOKS_ALIKE_FROM)
      .sort((a, b) => b.score - a.score || Number(a.park.id) - Number(b.park.id))
  }
}

const namesOf = ({ name, shortName }: { name: string; shortName: string | null }) =>
  shortName === null ? [name] : [name, shortName]

function isSameName(park: HeldPark, row: ParkRow): boolean {
  const held = new Set(namesOf(park).map(evenParkName))
  return namesOf(row).some((name) => held.has(evenParkName(name)))
}

const bestLikeness = (park: HeldPark, row: ParkRow, places: readonly string[]): number =>
  Math.max(...namesOf(park).flatMap((a) => namesOf(row).map((b) => likenessOfParks(a, b, places))))

function reviewOf(
  row: ParkRow,
  key: string,
  alike: readonly { park: HeldPark; score: number }[],
  isAmbiguous: boolean,
): RowReview {
  return {
    title: row.name,
    nameNormalised: key,
    creditCode: null,
    reason: isAmbiguous ? 'registry.park_ambiguous' : 'registry.park_looks_alike',
    reasonParams: { name: alike[0]!.park.name, count: alike.length },
    candidates: alike
      .slice(0, mostCandidates)
      .map(({ park, score }) => ({ organisationId: park.id, score, veto: null, parts: [] })),
  }
}
