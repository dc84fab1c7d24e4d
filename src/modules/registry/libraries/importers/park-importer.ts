import { isDeepStrictEqual } from 'node:util'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { type Context, requirePermission } from '../../../access/index.ts'
import { evenParkName } from '../../domain/park-names.ts'
import type { Division } from '../../domain/place-index.ts'
import type { Importer, ImportProblem, ImportRun, ParsedRow, RowResult } from '../../import/importer.ts'
import type { ParkPart } from '../../model.ts'
import { listDivisions } from '../../queries/places.ts'
import { evenName, firstDayOf } from '../domain.ts'
import * as queries from '../queries/park-import.ts'
import { listParts } from '../queries/parks.ts'
import { keyOfPart, writeParkPart } from '../service/parks.ts'
import { parkExample, parkFields } from './park-fields.ts'
import { ParkMatcher, parkNameKey } from './park-matcher.ts'
import { type ParkRow, parsePark } from './park-row.ts'
import { reviewedParks } from './reviewed-parks.ts'
import { undoParks } from './undo-parks.ts'

type Row = ParsedRow<ParkRow>
type Work = {
  readonly run: ImportRun
  readonly cities: ReadonlyMap<string, string>
  readonly districts: ReadonlyMap<string, string>
  readonly matcher: ParkMatcher
  /** What rows of this file said of each part, by park, kind and key. */
  readonly said: Map<string, { line: number; part: ParkPart }>
}

/** Cities by code, full name and name without 市. */
const citiesOf = (divisions: readonly Division[]) =>
  new Map(
    divisions
      .filter(({ level }) => level === 'city')
      .flatMap(({ code, name }) =>
        [code, name, name.replace(/市$/, '')].map((word) => [word, code] as const),
      ),
  )

/** Districts under `city name`, by code, full name and name without its ending. */
const districtsOf = (divisions: readonly Division[]) =>
  new Map(
    divisions
      .filter(({ level }) => level === 'county')
      .flatMap(({ code, name, parentCode }) =>
        [code, name, ...(name.length > 2 ? [name.replace(/(区|县|市)$/, '')] : [])].map(
          (word) => [`${parentCode} ${word}`, code] as const,
        ),
      ),
  )

/** Words that stand in front of the names of a city's parks: province, city, districts. */
function placeWordsOf(divisions: readonly Division[]) {
  const words = new Map<string, string[]>()
  return (cityCode: string): readonly string[] => {
    const held = words.get(cityCode)
    if (held) return held
    const city = divisions.find(({ code }) => code === cityCode)
    const own = divisions.filter(
      ({ code, parentCode }) => code === cityCode || code === city?.parentCode || parentCode === cityCode,
    )
    const found = own
      .flatMap(({ name }) => [name, ...(name.length > 2 ? [name.replace(/(省|市|区|县)$/, '')] : [])])
      .sort((a, b) => b.length - a.length)
    words.set(cityCode, found)
    return found
  }
}

async function prepareWork(ctx: Context, rows: readonly Row[], run: ImportRun): Promise<Work> {
  const divisions = await listDivisions(ctx.db)
  const cities = citiesOf(divisions)
  const cityCodes = [...new Set(rows.flatMap(({ row }) => cities.get(row.city) ?? []))]
  const { dataset } = run.options
  const held = await queries.lockParks(ctx.db, { dataset, cityCodes })
  const keys = rows.flatMap(({ row }) => {
    const city = cities.get(row.city)
    return city === undefined ? [] : [parkNameKey(city, row.name)]
  })
  const words = await queries.listParkNames(ctx.db, dataset, keys)
  const matcher = new ParkMatcher(held, words, placeWordsOf(divisions))
  return { run, cities, districts: districtsOf(divisions), matcher, said: new Map() }
}

/** A day that has not come yet, among the days that a row says happened. */
function dayAhead(ctx: Context, { parts, asOf }: ParkRow): string | undefined {
  const today = chinaDay(ctx.now)
  const granted = parts.flatMap((part) => (part.kind === 'title' && part.granted ? [part.granted] : []))
  const days = [...granted.map(firstDayOf), ...(asOf ? [asOf] : [])]
  return days.find((day) => day > today)
}

const sourceOf = ({ source }: ParkRow, run: ImportRun): string =>
  source === null ? run.source : `${source}，见${run.source}`.slice(0, 300)

/** What a held park lacks of what a row offers. */
function whatIsMissing(park: queries.HeldPark, offered: Partial<queries.ParkColumns>) {
  const open = Object.entries(offered).filter(([name]) => park[name as keyof queries.ParkColumns] === null)
  return Object.fromEntries(open) as Partial<queries.ParkColumns>
}

function offeredBy(row: ParkRow, districtCode: string | null, park: queries.HeldPark | null) {
  // Under which other name the park is written: the one that is not its name already.
  const own = evenParkName(park?.name ?? row.name)
  const names = [row.shortName, park === null ? null : row.name]
  const shortName = names.find((name) => name !== null && evenParkName(name) !== own) ?? null
  const { partnerCountry, address, note, position } = row
  const all: queries.ParkColumns = { shortName, partnerCountry, districtCode, address, note, position }
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== null),
  ) as Partial<queries.ParkColumns>
}

/** The line of this file that says something else of the same thing; undefined where none does. */
function contradicted(work: Work, parkId: string, { line, row }: Row): number | undefined {
  const keyOf = (part: ParkPart) => `${parkId} ${part.kind} ${keyOfPart(part)}`
  for (const part of row.parts) {
    const earlier = work.said.get(keyOf(part))
    if (earlier && !isDeepStrictEqual(earlier.part, part)) return earlier.line
  }
  for (const part of row.parts) work.said.set(keyOf(part), { line, part })
  return undefined
}

/** Writes what a row says of a park; says whether it was more than what is held. */
async function tell(
  ctx: Context,
  park: queries.HeldPark,
  row: ParkRow,
  { run, districtCode, isNew }: { run: ImportRun; districtCode: string | null; isNew: boolean },
): Promise<boolean> {
  const offered = offeredBy(row, districtCode, isNew ? null : park)
  const written = whatIsMissing(park, offered)
  if (Object.keys(written).length > 0) await queries.setParkColumns(ctx.db, park.id, written, ctx.now)
  Object.assign(park, written)
  await queries.putOffer(ctx.db, run.importId, { parkId: park.id, offered, written })
  const held = (await listParts(ctx.db, [BigInt(park.id)])).map(({ content }) => content)
  let isMore = Object.keys(written).length > 0
  for (const part of row.parts) {
    if (!held.some((each) => isDeepStrictEqual(each, part))) isMore = true
    const told = { part, source: sourceOf(row, run), asOf: row.asOf }
    await writeParkPart(ctx, park.id, told, run.importId)
  }
  return isMore
}

async function applyPark(ctx: Context, entry: Row, work: Work): Promise<RowResult> {
  const { line, row } = entry
  const { run } = work
  const problem = (code: string, params: object): ImportProblem => ({
    ...{ line, column: null, code, params: { ...params } },
  })
  const refuse = (code: string, params: object): RowResult => ({
    ...{ line, outcome: 'refused', subject: null, problems: [problem(code, params)] },
  })
  const city = work.cities.get(row.city)
  if (!city) return refuse('registry.project_city_missing', { text: row.city })
  if (ctx.actor.cityCode !== null && ctx.actor.cityCode !== city)
    return refuse('registry.park_other_city', { city: row.city })
  const ahead = dayAhead(ctx, row)
  if (ahead) return refuse('registry.day_ahead', { date: ahead })
  const match = work.matcher.match(row, city, run.decisions?.get(line))
  if (match.kind === 'waits') {
    const { review } = match
    return {
      ...{ line, outcome: 'waiting', subject: null, review },
      problems: [problem(review.reason, review.reasonParams)],
    }
  }
  const districtCode = work.districts.get(`${city} ${row.district}`) ?? null
  const notes =
    row.district !== '' && districtCode === null
      ? [problem('registry.park_district_unknown', { text: row.district })]
      : []
  const park = match.kind === 'joins' ? match.park : await open(ctx, row, city, work)
  if (!park) return refuse('registry.park_name_held', { name: row.name })
  const firstLine = contradicted(work, park.id, entry)
  if (firstLine !== undefined) return refuse('registry.park_twice_in_file', { firstLine })
  const isNew = match.kind === 'opens'
  const isMore = await tell(ctx, park, row, { run, districtCode, isNew })
  const outcome = isNew ? 'created' : isMore ? 'joined' : 'unchanged'
  return { line, outcome, subject: `registry.park/${park.id}`, problems: notes }
}

async function open(
  ctx: Context,
  row: ParkRow,
  cityCode: string,
  { run, matcher }: Work,
): Promise<queries.HeldPark | undefined> {
  const { importId, options } = run
  const source = sourceOf(row, run)
  const id = await queries.openPark(
    ctx.db,
    {
      ...{ dataset: options.dataset, city: cityCode, name: row.name },
      ...{ nameNormalised: evenName(row.name), source, importId },
    },
    { by: ctx.actor.userName, at: ctx.now },
  )
  if (id === undefined) return undefined
  const empty = { shortName: null, partnerCountry: null, districtCode: null }
  const park = { id, cityCode, name: row.name, ...empty, address: null, note: null, position: null }
  matcher.hold(park)
  return park
}

/** Parks from a spreadsheet: one of the same name or short name joins, one that resembles a held one waits for a person. */
export const parkImporter: Importer<ParkRow> = {
  kind: 'parks',
  fields: parkFields,
  example: parkExample,
  questions: () => [],
  parse: (raw, _options, columnOf) => parsePark(raw, columnOf),
  requirePermission: (ctx) => {
    requirePermission(ctx.actor, 'registry.import')
    requirePermission(ctx.actor, 'libraries.write')
  },
  reviewed: reviewedParks,
  undo: undoParks,
  async apply(ctx, rows, run, progress) {
    const work = await prepareWork(ctx, rows, run)
    const results: RowResult[] = []
    for (const row of rows) {
      results.push(await applyPark(ctx, row, work))
      if (results.length % 100 === 0) await progress('writing', results.length, rows.length)
    }
    return results
  },
}
