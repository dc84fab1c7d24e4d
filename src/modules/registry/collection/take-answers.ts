import { AppError } from '../../../kernel/errors.ts'
import { type OutTable, writeCsv, writeXlsx } from '../../../platform/files/index.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { fileOfRows } from '../import/form-rows.ts'
import { getImporter } from '../import/registry-of-importers.ts'
import type { Taken } from '../model.ts'
import * as queries from '../queries/collections.ts'
import { runImport } from '../service/import-file.ts'
import { getCollection, heldCollection } from './collections.ts'

/**
 * Takes the answers of a collection over: one import, with the same bands, review queue, sources and undo as a file. An
 * answer names its organisation by the held name and code, so that it joins that one.
 */
export async function takeAnswers(ctx: Context, collectionId: string): Promise<Taken> {
  requirePermission(ctx.actor, 'collections.manage')
  const held = await heldCollection(ctx, collectionId)
  const importer = getImporter(held.kind)
  importer.requirePermission(ctx)
  const answered = (await queries.listRequests(ctx.db, collectionId)).filter(
    ({ state }) => state === 'answered',
  )
  if (answered.length === 0)
    throw new AppError('conflict', 'registry.nothing_answered', { title: held.title })
  const names = await queries.listNames(
    ctx.db,
    answered.map(({ organisationId }) => organisationId),
  )
  const lines = answered.flatMap(({ organisationId, organisationName, rows }) => {
    const own = names.get(organisationId)!
    return rows.map((row) => ({
      organisationName,
      row: { ...row, name: own.name, creditCode: own.creditCode ?? '' },
    }))
  })
  const fileName = ctx.lang === 'zh' ? `收集：${held.title}` : `collection: ${held.title}`
  const report = await runImport(ctx, {
    kind: held.kind,
    file: fileOfRows(
      importer,
      lines.map(({ row }) => row),
    ),
    options: { dataset: held.dataset, fileName, partner: held.partner },
  })
  if (report.accepted === 0 && report.refused > 0 && report.importId === null)
    return { ...countsOf(report), taken: 0, importId: null, problems: problemsOf(report.problems, lines) }
  await queries.updateTaken(
    ctx.db,
    answered.map(({ id }) => id),
    report.importId,
  )
  await audit(ctx, {
    action: 'registry.take_answers',
    subject: `registry.collection/${collectionId}`,
    detail: { importId: report.importId, answers: answered.length, rows: lines.length },
  })
  return {
    ...countsOf(report),
    taken: answered.length,
    importId: report.importId,
    problems: problemsOf(report.problems, lines),
  }
}

const countsOf = ({ refused, review }: { refused: number; review: number }) => ({ refused, review })

/** Line 2 of the file is the first answered row. */
function problemsOf(
  problems: readonly { line: number | null; column: string | null; message: string }[],
  lines: readonly { organisationName: string }[],
): Taken['problems'] {
  return problems.map(({ line, column, message }) => ({
    organisationName: line === null ? null : (lines[line - 2]?.organisationName ?? null),
    column,
    message,
  }))
}

/** Everything that came in, one line an answered row, and one for each who has not answered. */
export async function exportCollection(
  ctx: Context,
  collectionId: string,
  format: 'csv' | 'xlsx',
): Promise<{ fileName: string; type: string; bytes: Buffer }> {
  const { title, fields, requests } = await getCollection(ctx, collectionId)
  const { lang } = ctx
  const states = {
    sent: ['未填', 'not begun'],
    draft: ['填写中', 'draft'],
    answered: ['已交', 'answered'],
    returned: ['已退回', 'returned'],
    taken: ['已入库', 'taken over'],
  }
  const own = lang === 'zh' ? ['企业', '状态', '提交时间'] : ['organisation', 'state', 'answered at']
  const table: OutTable = {
    name: title,
    header: [...own, ...fields.map((field) => field[lang])],
    rows: requests.flatMap(({ organisationName, state, answeredAt, rows }) => {
      const head = [organisationName, states[state][lang === 'zh' ? 0 : 1]!, answeredAt ?? '']
      const filled = state === 'answered' || state === 'taken' ? rows : []
      return filled.length === 0
        ? [[...head, ...fields.map(() => '')]]
        : filled.map((row) => [...head, ...fields.map(({ name }) => row[name] ?? '')])
    }),
  }
  const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx([table])
  const type =
    format === 'csv'
      ? 'text/csv; charset=utf-8'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await audit(ctx, { action: 'registry.export_collection', subject: `registry.collection/${collectionId}` })
  return { fileName: `${title}.${format}`, type, bytes }
}
