import { type Candidate, isLegalName, Matcher, type Organisation } from '../../../engines/identity/index.ts'
import type { Context } from '../../access/index.ts'
import type { LookAlike } from '../domain/match-firms.ts'
import type { PlaceIndex } from '../domain/place-index.ts'
import { type HeldOrganisation, listHeldOrganisations } from '../queries/import-matching.ts'
import type { FirmRow } from './firm-row.ts'
import type { ApplyProgress, ImportRun, ParsedRow, ReviewCandidate } from './importer.ts'

/**
 * A whole legal name that resembles a held one less than this is another firm's: two legal names differ on purpose.
 * Measured on the listed companies, docs/methods/import.md.
 */
const LEGAL_NEW_BELOW = 0.1
/** A candidate less likely than this is not worth a person's look. */
const LEAST_SHOWN = 0.01
const SLICE = 50
const mostCandidates = 5

type Row = ParsedRow<FirmRow>
export type Alike = { readonly verdict: LookAlike; readonly candidates: readonly ReviewCandidate[] }

/** 430200 is all of 4302: the engine compares places by what their codes begin with. */
const placeCode = (code: string | null): string | null => code?.replace(/(?:00)+$/, '') || null

function asCandidate(held: HeldOrganisation): Organisation {
  return {
    id: held.key,
    name: held.name,
    uscc: held.creditCode,
    address: held.address,
    divisionCode: placeCode(held.divisionCode),
    industry: held.industry,
  }
}

/** Compares rows with the whole held register by likeness. Made once for a run, and only when some row needs it. */
export class LookAlikes {
  readonly #matcher: Matcher
  readonly #places: PlaceIndex
  readonly #nameOf: ReadonlyMap<string, string>
  /** `name|organisation` pairs of which a person said that they are not one. */
  readonly #notMeant: ReadonlySet<string>

  private constructor(held: readonly HeldOrganisation[], places: PlaceIndex, notMeant: ReadonlySet<string>) {
    this.#matcher = new Matcher(held.map(asCandidate))
    this.#places = places
    this.#nameOf = new Map(held.map(({ key, name }) => [key, name]))
    this.#notMeant = notMeant
  }

  static async load(
    ctx: Context,
    run: ImportRun,
    places: PlaceIndex,
    notMeant: ReadonlySet<string>,
  ): Promise<LookAlikes> {
    return new LookAlikes(await listHeldOrganisations(ctx.db, run.options.dataset), places, notMeant)
  }

  /** The verdict for each row, by line; the rows are taken as one list, each name once. */
  async compare(rows: readonly Row[], progress: ApplyProgress): Promise<Map<number, Alike>> {
    const lead = new Map<string, Row>()
    for (const entry of rows) {
      const key = queryKey(entry.row)
      if (!lead.has(key)) lead.set(key, entry)
    }
    const queries = [...lead].map(([key, { row }]) => this.#asQuery(key, row))
    const matches = await this.#matcher.matchListInSlices(queries, {
      limit: mostCandidates * 2,
      sliceSize: SLICE,
      onSlice: async (done) => {
        await progress('matching', done, queries.length)
        await new Promise((resolve) => setImmediate(resolve))
      },
    })
    const byKey = new Map<string, Alike>()
    for (const { id, band, candidates } of matches)
      byKey.set(id, this.#verdict(lead.get(id)!.row, band, candidates))
    return new Map(rows.map(({ line, row }) => [line, byKey.get(queryKey(row))!]))
  }

  /**
   * Short names among the new ones that may mean a whole legal name of the same file: they wait for a person beside it,
   * instead of becoming a second organisation. Two whole legal names differ on purpose, and a row with a code is told
   * apart by it. Gives line → verdict; its candidate is the other row, by the key `line N`, until that has an id.
   */
  async compareAmong(rows: readonly Row[]): Promise<Map<number, Alike>> {
    const whole = rows.filter(({ row }) => isLegalName(row.name))
    const short = rows.filter(({ row }) => row.creditCode === null && !isLegalName(row.name))
    if (whole.length === 0 || short.length === 0) return new Map()
    const among = new Matcher(whole.map(({ line, row }) => this.#asQuery(`line ${line}`, row)))
    const matches = await among.matchListInSlices(
      short.map(({ line, row }) => this.#asQuery(`line ${line}`, row)),
      {
        limit: mostCandidates,
        sliceSize: SLICE,
        onSlice: () => new Promise((resolve) => setImmediate(resolve)),
      },
    )
    const rowOf = new Map(rows.map(({ line, row }) => [`line ${line}`, row]))
    const found = new Map<number, Alike>()
    for (const { id, band, candidates } of matches) {
      const meant = candidates.filter(({ veto, score }) => veto === null && score >= LEAST_SHOWN)
      const [best] = meant
      if (band === 'new' || !best) continue
      const query = this.#asQuery('row', rowOf.get(id)!)
      const beside = meant.map(({ id: key, score }) => {
        const parts = among.explain(query, key)?.parts ?? []
        return { organisationId: key, score, veto: null, parts }
      })
      const { name } = rowOf.get(best.id)!
      const verdict = { band: 'review', name, count: beside.length } as const
      found.set(Number(id.slice('line '.length)), { verdict, candidates: beside })
    }
    return found
  }

  /** Some held organisations beside a row, for a row that waits although codes or equal names were found. */
  beside(row: FirmRow, organisationIds: readonly string[]): ReviewCandidate[] {
    return organisationIds.map((id) => this.#candidate(row, { id, score: 0, veto: null }))
  }

  #asQuery(id: string, row: FirmRow): Organisation {
    const place = this.#places.locate(row)
    const code = place.districtCode ?? place.cityCode ?? place.provinceCode
    return {
      id,
      name: row.name,
      uscc: row.creditCode,
      address: row.address || null,
      divisionCode: placeCode(code),
      industry: row.industry,
    }
  }

  #candidate(row: FirmRow, { id, score, veto }: Candidate): ReviewCandidate {
    const pair = this.#matcher.explain(this.#asQuery('row', row), id)
    return {
      organisationId: organisationOf(id),
      score,
      veto: veto ?? pair?.veto ?? null,
      parts: pair?.parts ?? [],
    }
  }

  #verdict(row: FirmRow, band: 'auto' | 'review' | 'new', found: readonly Candidate[]): Alike {
    const isMeant = ({ id }: Candidate) => !this.#notMeant.has(`${row.nameNormalised}|${organisationOf(id)}`)
    const meant = onceEach(found.filter(isMeant))
    const best = meant.find(({ veto }) => veto === null)
    const floor = isLegalName(row.name) ? LEGAL_NEW_BELOW : 0
    if (band === 'new' || !best || best.score < floor) return { verdict: { band: 'new' }, candidates: [] }
    const isFirst = best.id === found.find(({ veto }) => veto === null)?.id
    if (band === 'auto' && isFirst)
      return { verdict: { band: 'auto', key: organisationOf(best.id) }, candidates: [] }
    const shown = meant.filter(({ score, veto }) => score >= LEAST_SHOWN || veto !== null)
    const candidates = shown.slice(0, mostCandidates).map((candidate) => this.#candidate(row, candidate))
    const name = this.#nameOf.get(best.id) ?? ''
    return { verdict: { band: 'review', name, count: candidates.length }, candidates }
  }
}

const queryKey = (row: FirmRow) =>
  JSON.stringify([row.nameNormalised, row.creditCode, row.city, row.district, row.address])

/** A former name is a candidate of its own, `12#1`, of the organisation 12. */
const organisationOf = (key: string) => key.split('#')[0]!

function onceEach(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return candidates.filter(({ id }) => {
    const organisation = organisationOf(id)
    return !seen.has(organisation) && seen.add(organisation)
  })
}
