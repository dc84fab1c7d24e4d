import { type Context, holds, requirePermission } from '../../access/index.ts'
import { tracesOf } from '../domain/import-traces.ts'
import type { FirmMatch } from '../domain/match-firms.ts'
import { PlaceIndex } from '../domain/place-index.ts'
import { bestPosition } from '../domain/position.ts'
import { listFigureKinds } from '../queries/figures.ts'
import * as queries from '../queries/firm-import.ts'
import { insertTraces, listColumns } from '../queries/import-traces.ts'
import { listDivisions } from '../queries/places.ts'
import { listTitleKinds } from '../queries/titles.ts'
import { type FigureColumn, FigureHeaders, figureFields, titleFields } from './figure-columns.ts'
import { firmExample, firmFields } from './firm-fields.ts'
import { type FirmRow, parseFirm } from './firm-row.ts'
import { type Decided, decideRows } from './held-evidence.ts'
import type {
  ApplyProgress,
  Importer,
  ImportField,
  ImportProblem,
  ImportRun,
  ParsedRow,
  RowResult,
} from './importer.ts'
import { inSlices } from './in-slices.ts'
import { normaliseHeader } from './mapping.ts'
import { soundOf } from './name-sound.ts'
import { addWhatIsNew } from './new-facts.ts'
import { undoFirms } from './undo-firms.ts'
import { addFigures } from './write-figures.ts'

export { soundOf }

type Located = Omit<queries.OrganisationFill, 'id' | 'groupId'>

function locate(row: FirmRow, places: PlaceIndex, source: string): Located {
  const place = places.locate(row)
  const position = bestPosition({ given: row.given, place, name: row.name, source }, places)
  const named = position?.precision === 'city_from_name' ? places.cityInName(row.name) : null
  return {
    provinceCode: place.provinceCode ?? named?.provinceCode ?? null,
    cityCode: place.cityCode ?? named?.cityCode ?? null,
    districtCode: place.districtCode,
    address: row.address || null,
    industry: row.industry,
    industryCode: row.industryCode,
    lng: position?.lng ?? null,
    lat: position?.lat ?? null,
    positionPrecision: position?.precision ?? null,
    positionSource: position?.source ?? null,
  }
}

type Settled = { readonly line: number; readonly row: FirmRow; readonly id: string }
type Work = {
  readonly run: ImportRun
  readonly decided: readonly Decided[]
  readonly located: ReadonlyMap<number, Located>
  readonly groups: ReadonlyMap<string, string>
  readonly progress: ApplyProgress
}

/** Opens the new organisations; gives the id for every key that a match may name. */
async function openOrganisations(ctx: Context, work: Work): Promise<(key: string) => string> {
  const { run, decided, located, groups, progress } = work
  const opened = decided.filter(({ match }) => match.kind === 'opens')
  const byKey = new Map<string, string>()
  await inSlices(opened, async (slice, done) => {
    const ids = await queries.insertOrganisations(
      ctx.db,
      slice.map(({ line, row }) => {
        const { pinyin: namePinyin, initials: nameInitials } = soundOf(row.name)
        return {
          dataset: run.options.dataset,
          name: row.name,
          nameNormalised: row.nameNormalised,
          namePinyin,
          nameInitials,
          kind: 'firm',
          groupId: groups.get(row.group ?? '') ?? null,
          ...located.get(line)!,
        }
      }),
      { importId: BigInt(run.importId), at: ctx.now },
    )
    for (const [i, { line }] of slice.entries()) byKey.set(`line ${line}`, String(ids[i]))
    await progress('writing', done, decided.length)
  })
  return (key) => byKey.get(key) ?? key
}

/** Fills what held organisations lack and keeps what each row offered, so that an undo can put back; the ids changed. */
async function fillColumns(
  ctx: Context,
  settled: readonly Settled[],
  openedLines: ReadonlySet<number>,
  { run, located, groups, progress }: Work,
): Promise<ReadonlySet<string>> {
  const filled = new Set<string>()
  await inSlices(settled, async (slice, done) => {
    const fills = slice.map(({ line, row, id }) => ({
      line,
      id,
      groupId: groups.get(row.group ?? '') ?? null,
      ...located.get(line)!,
    }))
    const joined = fills.filter(({ line }) => !openedLines.has(line))
    const ids = joined.map(({ id }) => id)
    const before = await listColumns(ctx.db, ids)
    const changed = await queries.fillOrganisations(ctx.db, joined, ctx.now)
    for (const id of changed) filled.add(id)
    const after = await listColumns(ctx.db, [...changed])
    await insertTraces(ctx.db, run.importId, tracesOf(fills, before, after))
    await progress('writing', done, settled.length)
  })
  return filled
}

async function applyFirms(
  ctx: Context,
  rows: readonly ParsedRow<FirmRow>[],
  run: ImportRun,
  progress: ApplyProgress,
): Promise<RowResult[]> {
  await queries.lockDataset(ctx.db, run.options.dataset)
  const places = new PlaceIndex(await listDivisions(ctx.db))
  const decided = await decideRows(ctx, rows, run, { places, progress })
  const settled = decided.filter(({ match }) => match.kind !== 'waits')
  const located = new Map<number, Located>()
  await inSlices(settled, (slice) => {
    for (const { line, row } of slice) located.set(line, locate(row, places, run.source))
  })
  const groupNames = [...new Set(settled.map(({ row }) => row.group).filter((name) => name !== null))]
  const groups = await queries.ensureGroups(ctx.db, run.options.dataset, groupNames, run.source)
  const work = { run, decided, located, groups, progress }
  const idOf = await openOrganisations(ctx, work)
  const identified = settled.map(({ line, row, match }) => ({
    line,
    row,
    id: idOf((match as { key: string }).key),
  }))
  const openedLines = new Set(decided.filter(({ match }) => match.kind === 'opens').map(({ line }) => line))
  const filled = await fillColumns(ctx, identified, openedLines, work)
  const broughtNew = await addWhatIsNew(ctx, identified, run, progress)
  const touched = new Set([
    ...filled,
    ...identified.filter(({ line }) => openedLines.has(line)).map(({ id }) => id),
  ])
  for (const line of await addFigures(ctx, identified, { run, touched, progress })) broughtNew.add(line)
  const idByLine = new Map(identified.map(({ line, id }) => [line, id]))
  return decided.map((entry) =>
    resultOf(besideHeld(entry, idOf), idByLine.get(entry.line), { broughtNew, filled }),
  )
}

/** A row that waits beside another row of its file waits beside the organisation that this one has become. */
function besideHeld(entry: Decided, idOf: (key: string) => string): Decided {
  if (!entry.review) return entry
  const candidates = entry.review.candidates.map((each) => ({
    ...each,
    organisationId: idOf(each.organisationId),
  }))
  return { ...entry, review: { ...entry.review, candidates } }
}

function resultOf(
  { line, match, review }: Decided,
  id: string | undefined,
  { broughtNew, filled }: { broughtNew: ReadonlySet<number>; filled: ReadonlySet<string> },
): RowResult {
  if (match.kind === 'waits') return { ...waitingResult(line, match), ...(review ? { review } : {}) }
  const subject = `registry.organisation/${id}`
  if (match.kind === 'opens') return { line, outcome: 'created', subject, problems: [] }
  const hasChanged = broughtNew.has(line) || filled.has(id!)
  return { line, outcome: hasChanged ? 'joined' : 'unchanged', subject, problems: [] }
}

function waitingResult(line: number, match: Extract<FirmMatch, { kind: 'waits' }>): RowResult {
  const problem = { line, column: null, code: match.code, params: match.params }
  return { line, outcome: 'waiting', subject: null, problems: [problem] }
}

/** The importer with the columns of figures and titles that the packs know and the file's headers name. */
async function prepareFirms(
  ctx: Context,
  { headers, said }: { headers: readonly string[]; said: readonly string[] },
): Promise<Importer<FirmRow>> {
  const kinds = new FigureHeaders(await listFigureKinds(ctx.db))
  const known = new Set(firmFields.flatMap((field) => field.headers.map(normaliseHeader)))
  const open = headers.filter((header) => !known.has(normaliseHeader(header)))
  const columns = new Map<string, FigureColumn>()
  const fields: ImportField[] = []
  const add = (header: string | null, column: FigureColumn) => {
    for (const field of figureFields(header, column)) {
      if (columns.has(field.name)) continue
      columns.set(field.name, kinds.ofField(field.name)!)
      fields.push(field)
    }
  }
  for (const header of open) {
    const column = kinds.read(header)
    if (column) add(header, column)
  }
  for (const name of said) {
    const column = kinds.ofField(name)
    if (column) add(null, column)
  }
  if (headers.length === 0)
    for (const column of kinds.ofYear(String(ctx.now.getFullYear() - 1))) add(null, column)
  fields.push(...titleFields(open, await listTitleKinds(ctx.db)))
  return {
    ...firmImporter,
    fields: [...firmFields, ...fields],
    confides: (used) => [...used].some((name) => columns.get(name)?.kind.isConfidential),
    questions: (mapped) => figureQuestions(ctx, mapped, columns),
    parse: (raw, _options, columnOf) => parseFirm(raw, columnOf, columns),
  }
}

/** A money column without a unit is asked about; figures are written by those who may read them all. */
function figureQuestions(
  ctx: Context,
  mapped: ReadonlySet<string>,
  columns: ReadonlyMap<string, FigureColumn>,
): ImportProblem[] {
  const used = [...columns].filter(([name]) => mapped.has(name))
  const about = (code: string, { kind, period }: FigureColumn) => ({
    line: 0,
    column: null,
    code,
    params: { name: kind.labelZh, period: period ?? '' },
  })
  const first = used[0]
  if (first && !holds(ctx.actor, 'figures.read_all')) return [about('registry.figures_not_yours', first[1])]
  return used
    .filter(([, { kind, unit }]) => kind.type === 'money' && unit === null)
    .map(([, column]) => about('registry.figure_unit_missing', column))
}

/** Firms from a spreadsheet: who is certain joins, who is unlike all held ones becomes new, the rest waits for a person. */
export const firmImporter: Importer<FirmRow> = {
  kind: 'firms',
  fields: firmFields,
  example: firmExample,
  prepare: prepareFirms,
  questions: () => [],
  parse: (raw, _options, columnOf) => parseFirm(raw, columnOf),
  requirePermission: (ctx) => requirePermission(ctx.actor, 'registry.import'),
  apply: applyFirms,
  undo: undoFirms,
}
