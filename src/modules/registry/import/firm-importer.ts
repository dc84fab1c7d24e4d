import { createHash } from 'node:crypto'
import { pinyin } from 'pinyin-pro'
import { type Context, requirePermission } from '../../access/index.ts'
import { type FirmMatch, FirmMatcher } from '../domain/match-firms.ts'
import { PlaceIndex } from '../domain/place-index.ts'
import { bestPosition } from '../domain/position.ts'
import * as queries from '../queries/firm-import.ts'
import { listDivisions } from '../queries/places.ts'
import { firmFields } from './firm-fields.ts'
import { type FirmRow, parseFirm } from './firm-row.ts'
import type { Importer, ImportRun, ParsedRow, RowResult } from './importer.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** Full pinyin and initials of a name, lower case, for search; other characters stay. */
export function soundOf(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return {
    pinyin: syllables.join('').toLowerCase().slice(0, 400),
    initials: syllables
      .map((syllable) => syllable[0] ?? '')
      .join('')
      .toLowerCase(),
  }
}

async function loadMatcher(
  ctx: Context,
  rows: readonly ParsedRow<FirmRow>[],
  dataset: string,
): Promise<FirmMatcher> {
  const values = rows.flatMap(({ row }) => [row.creditCode, row.stockCode]).filter((code) => code !== null)
  const identifiers = await queries.listIdentifiers(ctx.db, dataset, values)
  const named = await queries.listByName(ctx.db, dataset, [
    ...new Set(rows.map(({ row }) => row.nameNormalised)),
  ])
  const ids = new Set([...identifiers.map((held) => held.organisationId), ...named.map((held) => held.id)])
  const creditCodes = await queries.listCreditCodes(ctx.db, [...ids])
  const byName = new Map<string, Set<string>>()
  for (const { id, nameNormalised } of named) {
    byName.set(nameNormalised, (byName.get(nameNormalised) ?? new Set()).add(String(id)))
  }
  const byKind = (kind: string) =>
    new Map(
      identifiers
        .filter((held) => held.kind === kind)
        .map((held) => [held.value, String(held.organisationId)]),
    )
  return new FirmMatcher({
    byCreditCode: byKind('credit_code'),
    byStockCode: byKind('stock_code'),
    byName,
    creditCodeOf: new Map(creditCodes.map((held) => [String(held.organisationId), held.value])),
  })
}

type Decided = { readonly line: number; readonly row: FirmRow; readonly match: FirmMatch }
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

/** Opens the new organisations; gives the id for every key that a match may name. */
async function openOrganisations(
  ctx: Context,
  decided: readonly Decided[],
  run: ImportRun,
  located: ReadonlyMap<number, Located>,
  groups: ReadonlyMap<string, string>,
): Promise<(key: string) => string> {
  const opened = decided.filter(({ match }) => match.kind === 'opens')
  const ids = await queries.insertOrganisations(
    ctx.db,
    opened.map(({ line, row }) => {
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
  const byKey = new Map(opened.map(({ line }, i) => [`line ${line}`, String(ids[i])]))
  return (key) => byKey.get(key) ?? key
}

/** Facts, products and identifiers that a file brings and the register lacks; tells which lines brought any. */
async function addWhatIsNew(
  ctx: Context,
  decided: readonly { line: number; row: FirmRow; id: string }[],
  run: ImportRun,
): Promise<Set<number>> {
  const ids = [...new Set(decided.map(({ id }) => id))].map(BigInt)
  const keyOf = (id: string, field: string, digest: string) => `${id}|${field}|${digest}`
  const held = new Set(
    (await queries.listFactKeys(ctx.db, ids)).map((f) => keyOf(f.organisationId, f.field, f.valueDigest)),
  )
  const values = decided.flatMap(({ row }) => [row.creditCode, row.stockCode]).filter((code) => code !== null)
  const known = await queries.listIdentifiers(ctx.db, run.options.dataset, values)
  const identified = new Set(known.map(({ kind, value }) => `${kind}|${value}`))
  const fresh = collectNew(decided, run, { held, identified, keyOf })
  const stamp = { source: run.source, importId: BigInt(run.importId) }
  await queries.insertIdentifiers(ctx.db, fresh.identifiers, stamp)
  await queries.insertFacts(ctx.db, fresh.facts, stamp)
  await queries.insertProducts(ctx.db, fresh.products, stamp)
  return fresh.lines
}

function collectNew(
  decided: readonly { line: number; row: FirmRow; id: string }[],
  run: ImportRun,
  {
    held,
    identified,
    keyOf,
  }: {
    held: Set<string>
    identified: Set<string>
    keyOf: (id: string, field: string, digest: string) => string
  },
) {
  const lines = new Set<number>()
  const facts: { organisationId: string; field: string; value: string; unit: string | null }[] = []
  const products: { organisationId: string; name: string }[] = []
  const identifiers: { dataset: string; kind: string; value: string; organisationId: string }[] = []
  const isNew = (set: Set<string>, key: string, line: number) => {
    if (set.has(key)) return false
    set.add(key)
    lines.add(line)
    return true
  }
  for (const { line, row, id } of decided) {
    const entries = Object.entries({ name: row.name, ...row.facts })
    for (const [field, value] of entries) {
      if (isNew(held, keyOf(id, field, md5(value)), line)) {
        facts.push({ organisationId: id, field, value, unit: null })
      }
    }
    for (const name of row.products) {
      if (isNew(held, keyOf(id, 'product', md5(name)), line)) products.push({ organisationId: id, name })
    }
    for (const [kind, value] of [
      ['credit_code', row.creditCode],
      ['stock_code', row.stockCode],
    ] as const) {
      if (value !== null && isNew(identified, `${kind}|${value}`, line)) {
        identifiers.push({ dataset: run.options.dataset, kind, value, organisationId: id })
      }
    }
  }
  return { lines, facts, products, identifiers }
}

async function applyFirms(
  ctx: Context,
  rows: readonly ParsedRow<FirmRow>[],
  run: ImportRun,
): Promise<RowResult[]> {
  await queries.lockDataset(ctx.db, run.options.dataset)
  const places = new PlaceIndex(await listDivisions(ctx.db))
  const matcher = await loadMatcher(ctx, rows, run.options.dataset)
  const decided = rows.map(({ line, row }) => ({ line, row, match: matcher.match(row, `line ${line}`) }))
  const settled = decided.filter(({ match }) => match.kind !== 'waits')
  const located = new Map(settled.map(({ line, row }) => [line, locate(row, places, run.source)]))
  const groupNames = [...new Set(settled.map(({ row }) => row.group).filter((name) => name !== null))]
  const groups = await queries.ensureGroups(ctx.db, run.options.dataset, groupNames, run.source)
  const idOf = await openOrganisations(ctx, decided, run, located, groups)
  const identified = settled.map(({ line, row, match }) => ({
    line,
    row,
    id: idOf((match as { key: string }).key),
  }))
  const openedLines = new Set(decided.filter(({ match }) => match.kind === 'opens').map(({ line }) => line))
  const filled = await queries.fillOrganisations(
    ctx.db,
    identified
      .filter(({ line }) => !openedLines.has(line))
      .map(({ line, row, id }) => ({
        id,
        groupId: groups.get(row.group ?? '') ?? null,
        ...located.get(line)!,
      })),
    ctx.now,
  )
  const broughtNew = await addWhatIsNew(ctx, identified, run)
  const idByLine = new Map(identified.map(({ line, id }) => [line, id]))
  return decided.map(({ line, match }) => resultOf(line, match, idByLine.get(line), { broughtNew, filled }))
}

function resultOf(
  line: number,
  match: FirmMatch,
  id: string | undefined,
  { broughtNew, filled }: { broughtNew: ReadonlySet<number>; filled: ReadonlySet<string> },
): RowResult {
  if (match.kind === 'waits') {
    const problem = { line, column: null, code: match.code, params: match.params }
    return { line, outcome: 'waiting', subject: null, problems: [problem] }
  }
  const subject = `registry.organisation/${id}`
  if (match.kind === 'opens') return { line, outcome: 'created', subject, problems: [] }
  const hasChanged = broughtNew.has(line) || filled.has(id!)
  return { line, outcome: hasChanged ? 'joined' : 'unchanged', subject, problems: [] }
}

/** Firms from a spreadsheet: the same code or the same name joins, all else becomes new or waits. */
export const firmImporter: Importer<FirmRow> = {
  kind: 'firms',
  fields: firmFields,
  questions: () => [],
  parse: (raw, _options, columnOf) => parseFirm(raw, columnOf),
  requirePermission: (ctx) => requirePermission(ctx.actor, 'registry.import'),
  apply: (ctx, rows, run) => applyFirms(ctx, rows, run),
}
