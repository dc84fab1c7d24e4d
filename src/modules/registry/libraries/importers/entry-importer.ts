import { chinaDay } from '../../../../kernel/china-day.ts'
import { type Context, requirePermission } from '../../../access/index.ts'
import type { Importer, ImportProblem, ImportRun, ParsedRow, RowResult } from '../../import/importer.ts'
import type { EntryKind } from '../../model.ts'
import { evenName, firstDayOf } from '../domain.ts'
import { insertImportedPart } from '../queries/entry-import.ts'
import { findProjectBy } from '../queries/projects.ts'
import { writeEntry } from '../service/entries.ts'
import { loadKinds } from '../service/entry-kinds.ts'
import { getLife } from '../service/life.ts'
import { takeSteps } from '../service/named.ts'
import { entryFields, kindColumns } from './entry-columns.ts'
import { entryExamples } from './entry-examples.ts'
import { type EntryRow, parseEntry } from './entry-row.ts'
import { fillEntry, findMeant, lacking, type ToldEntry } from './held-entries.ts'
import { findHosts } from './hosts.ts'
import { citiesByWord } from './project-importer.ts'
import { undoLibraryImport } from './undo-import.ts'

/** The action that brings a new entry of a kind straight to where it counts: 获批, 完成, 签订, 设立. */
async function countingAction(ctx: Context, { life, counts }: EntryKind): Promise<string> {
  const { cycle } = await getLife(ctx, life)
  const found = Object.entries(cycle.actions).find(
    ([, action]) => action.from.includes(cycle.initial) && counts.includes(action.to),
  )
  if (!found) throw new Error(`the life ${life} has no step from its beginning to where an entry counts`)
  return found[0]
}

type Known = {
  readonly run: ImportRun
  readonly cities: ReadonlyMap<string, string>
  readonly hostOf: Awaited<ReturnType<typeof findHosts>>
}
type Place = { readonly dataset: 'held' | 'demo'; readonly cityCode: string }
type Row = ParsedRow<EntryRow>
const refuse = (line: number, column: string | null, code: string, params: object): RowResult => ({
  ...{ line, outcome: 'refused', subject: null },
  problems: [{ line, column, code, params: { ...params } }],
})

/** Finds what a row names: its host, the project that it came from, the entry that it belongs to; tells what is not held. */
async function findNamed(ctx: Context, { line, row }: Row, place: Place, { hostOf }: Known) {
  const problems: ImportProblem[] = []
  const tell = (column: string, code: string, params: object) =>
    void problems.push({ line, column: row.columnOf(column), code, params: { ...params } })
  const host = { name: row.organisationName, code: row.organisationCode }
  const verdict = hostOf(host)
  if (verdict.kind === 'review')
    tell('organisation', 'registry.host_unsure', { name: host.name ?? host.code })
  const named = row.kind.located && row.projectName !== null ? row.projectName : null
  const projectId = named && (await findProjectBy(ctx.db, { ...place, nameNormalised: evenName(named) }))
  if (named && !projectId) tell('project', 'registry.row_names_nobody', { text: named })
  const mother = row.kind.nests ? row.parentName : null
  const parent = mother && (await findMeant(ctx, place, { ...row, name: mother }, nothingTold))
  if (parent && parent.id === null) tell('parent', 'registry.row_names_nobody', { text: mother })
  const told: ToldEntry = {
    ...{ level: row.level, chainId: row.chainId, nodeId: row.nodeId },
    organisationId: verdict.kind === 'held' ? verdict.organisationId : null,
    organisationName: row.organisationName,
    projectId: projectId || null,
    parentId: parent ? parent.id : null,
  }
  return { told, problems }
}
const nothingTold: ToldEntry = {
  ...{ level: null, organisationId: null, organisationName: null },
  ...{ chainId: null, nodeId: null, projectId: null, parentId: null },
}

async function applyEntry(ctx: Context, entry: Row, known: Known): Promise<RowResult> {
  const { line, row } = entry
  const { dataset } = known.run.options
  const cityCode = known.cities.get(row.city)
  if (!cityCode)
    return refuse(line, row.columnOf('city'), 'registry.project_city_missing', { text: row.city })
  if (row.recognised && firstDayOf(row.recognised) > chinaDay(ctx.now))
    return refuse(line, row.columnOf('recognised'), 'registry.day_ahead', { date: row.recognised })
  const { told, problems } = await findNamed(ctx, entry, { dataset, cityCode }, known)
  const meant = await findMeant(ctx, { dataset, cityCode }, row, told)
  if (meant.count > 1)
    return refuse(line, row.columnOf('name'), 'registry.entry_which', { name: row.name, count: meant.count })
  const source = row.source ?? known.run.source
  const { importId } = known.run
  const missing = meant.id === null ? lacking(row.kind, row.fields) : []
  if (missing[0])
    return refuse(line, null, 'registry.entry_needs', {
      ...{ kind: row.kind.title.zh, field: missing.map(({ title }) => title.zh).join('、') },
    })
  const filled =
    meant.id === null ? null : await fillEntry(ctx, meant.id, { line, row, told, source, importId })
  const id = meant.id ?? (await openEntry(ctx, row, { told, source, importId, place: { dataset, cityCode } }))
  const hasParts = await addParts(ctx, entry, { id, source, known })
  const outcome = meant.id === null ? 'created' : filled?.hasChanged || hasParts ? 'joined' : 'unchanged'
  const all = [...problems, ...(filled?.problems ?? [])]
  return { line, outcome, subject: `registry.library_entry/${id}`, problems: all }
}

async function openEntry(
  ctx: Context,
  row: EntryRow,
  { told, source, importId, place }: { told: ToldEntry; source: string; importId: string; place: Place },
): Promise<string> {
  const { dataset, cityCode: city } = place
  const input = { dataset, city, kind: row.kind.id, name: row.name, ...told, fields: row.fields, source }
  const { id } = await writeEntry(ctx, row.kind, input, { requestKey: null, importId })
  if (row.recognised) {
    const asSystem = { ...ctx, actor: { ...ctx.actor, role: 'system' as const } }
    const steps = [{ action: await countingAction(ctx, row.kind), happened: row.recognised }]
    await takeSteps(asSystem, 'entry', id, row.kind.life, steps, source)
  }
  return id
}

async function addParts(
  ctx: Context,
  { line, row }: Row,
  { id, source, known }: { id: string; source: string; known: Known },
): Promise<boolean> {
  let hasNew = false
  const stamp = { by: ctx.actor.userName, at: ctx.now }
  for (const { part, organisationName, fields } of row.parts) {
    const verdict = known.hostOf({ name: organisationName, code: null })
    const told = {
      ...{ dataset: known.run.options.dataset, entryId: id, part, fields, source, line },
      organisationId: verdict.kind === 'held' ? verdict.organisationId : null,
      ...{ organisationName, importId: known.run.importId },
    }
    if (await insertImportedPart(ctx.db, told, stamp)) hasNew = true
  }
  return hasNew
}

/** The importer with the columns that the packs give each kind. */
async function prepareEntries(ctx: Context): Promise<Importer<EntryRow>> {
  const kinds = await loadKinds(ctx)
  return {
    ...entryImporter,
    fields: [...entryFields, ...kindColumns(kinds)],
    examples: entryExamples(kinds),
    parse: (raw, _options, columnOf) => parseEntry({ kinds, raw, columnOf }),
  }
}

/**
 * Platforms, honours, bases, funds and the like from a spreadsheet, with every field and part of their kind. One that is held
 * gets what it lacks; what stands otherwise stays and is told by line and column.
 */
export const entryImporter: Importer<EntryRow> = {
  kind: 'library',
  fields: entryFields,
  prepare: prepareEntries,
  questions: () => [],
  parse: (raw, _options, columnOf) => parseEntry({ kinds: [], raw, columnOf }),
  requirePermission: (ctx) => {
    requirePermission(ctx.actor, 'registry.import')
    requirePermission(ctx.actor, 'libraries.write')
  },
  undo: (ctx, run, derive) => undoLibraryImport(ctx, 'library_entry', run, derive),
  async apply(ctx, rows, run, progress) {
    const hosts = rows.flatMap(({ row }) => [
      { name: row.organisationName, code: row.organisationCode },
      ...row.parts.map(({ organisationName }) => ({ name: organisationName, code: null })),
    ])
    const known = { run, cities: await citiesByWord(ctx), hostOf: await findHosts(ctx, hosts, run) }
    const results: RowResult[] = []
    for (const row of rows) {
      results.push(await applyEntry(ctx, row, known))
      if (results.length % 100 === 0) await progress('writing', results.length, rows.length)
    }
    return results
  },
}
