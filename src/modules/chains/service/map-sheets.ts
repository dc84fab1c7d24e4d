import { AppError } from '../../../kernel/errors.ts'
import { describeProblem, readTable, type Table, writeXlsx } from '../../../platform/files/index.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import {
  fromSheets,
  needColumns,
  nodeColumns,
  type SheetFault,
  sheetNames,
  toSheets,
} from '../domain/map-sheets.ts'
import { compareMaps, type DraftMap, draftMapSchema, type MapImport, mapIdOf, toDraftMap } from '../model.ts'
import { findMap } from '../queries.ts'
import { getChainEntry } from './catalogue.ts'
import { checksOf, openDraftRow } from './draft-state.ts'
import { keepRevision } from './map-drafts.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const write = (map: DraftMap) => {
  const { nodes, needs } = toSheets(map)
  return writeXlsx([
    { name: sheetNames.nodes, header: nodeColumns, rows: nodes },
    { name: sheetNames.needs, header: needColumns, rows: needs },
  ])
}
const empty: DraftMap = {
  ...{ id: 'x', name: { zh: '', en: '' }, asOf: '2000', source: '假设', note: null },
  ...{ segments: [], nodes: [] },
}

/** A map as a workbook in the shape that the import takes; without a map the empty template. */
export async function makeMapSheet(
  ctx: Context,
  input: { chainId: string; city: string; version?: number | undefined } | { draft: string } | null,
): Promise<{ fileName: string; mediaType: string; bytes: Uint8Array }> {
  requirePermission(ctx.actor, 'chains.read')
  if (input === null) return { fileName: '图谱模板.xlsx', mediaType, bytes: await write(empty) }
  if ('draft' in input) {
    requirePermission(ctx.actor, 'maps.draft')
    const row = await openDraftRow(ctx, input.draft)
    const fileName = `${row.content.name[ctx.lang] || row.mapId}-${row.revision}.xlsx`
    return { fileName, mediaType, bytes: await write(row.content) }
  }
  const { chain } = await getChainEntry(ctx, input)
  const mapId = mapIdOf(chain) ?? chain.id
  const found = await findMap(ctx.db, mapId, input.version)
  if (!found)
    throw new AppError('not_found', 'chains.no_map_version', { mapId, version: input.version ?? null })
  const fileName = `${found.map.name[ctx.lang]}-${found.version}.xlsx`
  return { fileName, mediaType, bytes: await write(toDraftMap(found.map)) }
}

async function sheet(ctx: Context, bytes: Uint8Array, fileName: string, name: string): Promise<Table> {
  const table = await readTable(bytes, {
    ...{ fileName, sheet: name, headerLine: 1, maxRows: 20_000, maxBytes: 10 * 1024 * 1024 },
    ...(ctx.signal ? { signal: ctx.signal } : {}),
  })
  if (!table.isRefused) return table
  const problem = table.problems.find(({ level }) => level === 'file')!
  const reason = describeProblem(problem, ctx.lang)
  throw new AppError('invalid', 'chains.sheet.bad_file', { reason }, [
    { field: 'file', code: 'chains.sheet.bad_file', params: { reason } },
  ])
}

const rowFaults = ({ problems }: Table, of: 'nodes' | 'needs'): SheetFault[] =>
  problems
    .filter(({ level }) => level === 'row')
    .map((problem) => ({
      ...{ sheet: of, line: problem.line, column: null },
      ...{ zh: describeProblem(problem, 'zh'), en: describeProblem(problem, 'en') },
    }))

/**
 * Reads a workbook against a draft: line by line what is wrong and what would change. With `isApplied` the map of the
 * workbook becomes the draft's next revision, unless a row is faulty: then nothing is written.
 */
export async function importMapSheet(
  ctx: Context,
  id: string,
  {
    bytes,
    fileName,
    revision,
    isApplied,
  }: { bytes: Uint8Array; fileName: string; revision: number; isApplied: boolean },
): Promise<MapImport> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await openDraftRow(ctx, id, isApplied)
  if (row.state !== 'draft') throw new AppError('conflict', 'chains.draft_not_editable', {})
  if (row.revision !== revision)
    throw new AppError('conflict', 'chains.draft_moved_on', { by: row.updatedBy, revision: row.revision })
  const nodes = await sheet(ctx, bytes, fileName, sheetNames.nodes)
  const needs = await sheet(ctx, bytes, fileName, sheetNames.needs)
  const { map, faults: found } = fromSheets(row.content, nodes, needs)
  const faults = [...rowFaults(nodes, 'nodes'), ...rowFaults(needs, 'needs'), ...found]
  const parsed = draftMapSchema.safeParse(map)
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues)
      faults.push({ sheet: 'file', line: null, column: path.join('.'), zh: message, en: message })
  const notes = parsed.success ? await checksOf(ctx, parsed.data) : []
  const willApply = isApplied && faults.length === 0 && parsed.success
  if (willApply) await keepRevision(ctx, row, parsed.data, { imported: fileName, nodes: map.nodes.length })
  const changes = compareMaps(row.content, map).nodes
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length
  return {
    ...{ segments: map.segments.length, nodes: map.nodes.length },
    needs: map.nodes.reduce((sum, node) => sum + node.needs.length, 0),
    lines: [
      ...faults.map(({ zh, en, ...at }) => ({
        ...at,
        level: 'fault' as const,
        message: ctx.lang === 'en' ? en : zh,
      })),
      ...notes.map(({ node, message }) => ({
        ...{ sheet: 'nodes' as const, line: lineOf(nodes, node), column: node, level: 'note' as const },
        message: message[ctx.lang],
      })),
    ],
    ...{ added: count('added'), changed: count('changed'), removed: count('removed') },
    isApplied: willApply,
    revision: willApply ? row.revision + 1 : row.revision,
  }
}

/** The row in which a node stands. */
function lineOf({ header, rows }: Table, node: string | null): number | null {
  const at = header.indexOf('环节编号')
  return node === null ? null : (rows.find(({ cells }) => cells[at]?.trim() === node)?.line ?? null)
}
