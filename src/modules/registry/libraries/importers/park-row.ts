import { areaUnitOf, readAreaM2 } from '../../domain/land-area.ts'
import { evenParkName } from '../../domain/park-names.ts'
import { type CoordinateSystem, coordinateSystems, givenPosition } from '../../domain/position.ts'
import type { ImportProblem, RawRow } from '../../import/importer.ts'
import type { ParkPart } from '../../model.ts'
import { lastDayOf } from '../domain.ts'
import { dateOf } from './written-date.ts'
import { levelOf } from './written-level.ts'

type Title = Extract<ParkPart, { kind: 'title' }>
/** A park as one row tells it; null where nothing is said. */
export type ParkRow = {
  readonly name: string
  readonly shortName: string | null
  readonly city: string
  readonly district: string
  readonly address: string | null
  readonly position: { readonly lng: number; readonly lat: number } | null
  readonly partnerCountry: string | null
  readonly note: string | null
  readonly source: string | null
  /** Last day of the date as written, ISO. */
  readonly asOf: string | null
  readonly parts: readonly ParkPart[]
}

type Problem = (field: string, code: string, params?: Record<string, unknown>) => void
type Cells = {
  /** The cell with width and outer spaces made even. */
  readonly value: (field: string) => string
  readonly header: (field: string) => string
  /** A fault for which the row is refused. */
  readonly problem: Problem
  /** Something that is left out; the rest of the row is taken. */
  readonly note: Problem
}

const mostTitles = 30

/** Parts of a list outside brackets: 高新区（国家级，2010）、绿色园区 are two. */
function splitOutside(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const char of text) {
    if (char === '(') depth++
    if (char === ')') depth = Math.max(0, depth - 1)
    if (depth === 0 && /[、,;|\n\r]/.test(char)) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '' && !/^[-/—–]$|^无$/.test(part))
}

/** One title with what stands in its last brackets: level, day, last day. Brackets that say none of these are its name. */
function readTitle(text: string): Title | 'bad' {
  const plain: Title = { kind: 'title', title: text, level: null, granted: null, ended: null }
  const [, name, inside] = /^(.*?)\s*\(([^()]*)\)$/.exec(text) ?? []
  if (!name || inside === undefined) return plain
  const title = { ...plain, title: name }
  for (const word of inside.split(/[,、;\s]+/).filter((each) => each !== '')) {
    const [, isEnd, day] = /^(至|到|止于)?(\d{4}.*)$/.exec(word) ?? []
    const date = day === undefined ? null : dateOf(day.replace(/(认定|获批|批准|授牌)$/, ''))
    const level = levelOf(word)
    if (level) title.level = level
    else if (day === undefined) return plain
    else if (!date) return 'bad'
    else if (isEnd) title.ended = date
    else title.granted = date
  }
  return title
}

function readTitles({ value, problem }: Cells): Title[] {
  const written = splitOutside(value('titles'))
  if (written.length > mostTitles) problem('titles', 'registry.park_titles_many', { most: mostTitles })
  const titles = written.slice(0, mostTitles).flatMap((text) => {
    const title = readTitle(text)
    const isBad = title === 'bad' || title.title.length > 100
    if (isBad) problem('titles', 'registry.park_title_bad', { text: text.slice(0, 120) })
    return isBad ? [] : [title]
  })
  const level = levelOf(value('titleLevel'))
  const granted = dateOf(value('titleGranted'))
  if (value('titleLevel') !== '' && level === undefined)
    problem('titleLevel', 'registry.library_level_bad', { text: value('titleLevel') })
  if (granted === undefined)
    problem('titleGranted', 'registry.project_day_bad', { text: value('titleGranted') })
  if (!level && !granted) return titles
  const [only, ...others] = titles
  if (!only || others.length > 0) {
    const field = value('titleLevel') === '' ? 'titleGranted' : 'titleLevel'
    problem(field, only ? 'registry.park_title_which' : 'registry.park_title_none', { count: titles.length })
    return titles
  }
  return [{ ...only, level: only.level ?? level ?? null, granted: only.granted ?? granted ?? null }]
}

function readArea({ value, header, problem }: Cells, field: string): number | null {
  const area = readAreaM2(value(field), areaUnitOf(header(field)))
  if (area === 'bad') problem(field, 'registry.park_area_bad', { text: value(field) })
  if (area === 'no_unit') problem(field, 'registry.park_area_unit', { text: value(field) })
  return typeof area === 'number' ? area : null
}

/** Total and free of land or factories; what is free is no more than all. */
function readAreas(cells: Cells, of: 'land' | 'factory'): { total: number | null; free: number | null } {
  const [total, free] = [readArea(cells, `${of}Total`), readArea(cells, `${of}Free`)]
  if (total !== null && free !== null && free > total)
    cells.problem(`${of}Free`, 'registry.park_area_above', { total, free })
  return { total, free }
}

// Where China lies; a coordinate beyond it is a slip of the pen, mostly of longitude and latitude changed over.
const isInChina = ({ lng, lat }: { lng: number; lat: number }) =>
  lng >= 73 && lng <= 136 && lat >= 3 && lat <= 54

function readPosition({ value, note }: Cells): ParkRow['position'] {
  const [longitude, latitude] = [value('longitude'), value('latitude')]
  if (longitude === '' && latitude === '') return null
  const system =
    value('coordinateSystem')
      .toUpperCase()
      .replaceAll(/[-_\s]/g, '') || 'WGS84'
  const known: CoordinateSystem | undefined = coordinateSystems.find((each) => each === system)
  if (!known) {
    note('coordinateSystem', 'registry.coordinate_system_unknown', { system, known: coordinateSystems })
    return null
  }
  const isNumber = [longitude, latitude].every((text) => /^-?\d{1,3}(\.\d{1,15})?$/.test(text))
  const position = isNumber ? givenPosition(Number(longitude), Number(latitude), known) : null
  if (position && isInChina(position)) return position
  note('longitude', 'registry.park_position_bad', { longitude, latitude })
  return null
}

/** Reads one row of a spreadsheet of parks; each fault is told by its column, and a row with a fault is refused. */
export function parsePark(raw: RawRow, columnOf: (field: string) => string | null) {
  const problems: ImportProblem[] = []
  const notes: ImportProblem[] = []
  const into =
    (list: ImportProblem[]): Problem =>
    (field, code, params = {}) =>
      void list.push({ line: raw.line, column: columnOf(field), code, params })
  const cells: Cells = {
    value: (field) => (raw.values[field] ?? '').normalize('NFKC').trim(),
    header: (field) => columnOf(field) ?? '',
    problem: into(problems),
    note: into(notes),
  }
  const { value, problem } = cells
  const text = (field: string, longest: number): string | null => {
    const said = value(field)
    if (said.length > longest) problem(field, 'registry.park_text_long', { longest, length: said.length })
    return said.slice(0, longest) || null
  }
  if (evenParkName(value('name')) === '') problem('name', 'registry.park_name_missing')
  if (value('city') === '') problem('city', 'registry.project_city_missing', { text: '' })
  const asOf = dateOf(value('asOf'))
  if (asOf === undefined) problem('asOf', 'registry.project_day_bad', { text: value('asOf') })
  const [land, factory] = [readAreas(cells, 'land'), readAreas(cells, 'factory')]
  const isSaid = ({ total, free }: typeof land) => total !== null || free !== null
  const parts: ParkPart[] = readTitles(cells)
  if (isSaid(land)) parts.push({ kind: 'land', totalM2: land.total, freeM2: land.free })
  if (isSaid(factory))
    parts.push({
      ...{ kind: 'factory', name: '标准厂房', rentFenPerM2Month: null },
      ...{ floorAreaM2: factory.total, freeM2: factory.free },
    })
  const row: ParkRow = {
    name: text('name', 100) ?? '',
    shortName: text('shortName', 100),
    city: value('city'),
    district: value('district'),
    address: text('address', 200),
    position: readPosition(cells),
    partnerCountry: text('partnerCountry', 60),
    note: text('note', 2000),
    source: text('source', 200),
    asOf: asOf ? lastDayOf(asOf) : null,
    parts,
  }
  return problems.length > 0 ? { ok: false as const, problems } : { ok: true as const, row, problems: notes }
}
