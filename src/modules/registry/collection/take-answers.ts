import { AppError } from '../../../kernel/errors.ts'
import { type OutTable, writeCsv, writeXlsx } from '../../../platform/files/index.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { fileOfRows } from '../import/form-rows.ts'
import type { Importer } from '../import/importer.ts'
import type { Taken } from '../model.ts'
import * as queries from '../queries/collections.ts'
import { runImport } from '../service/import-file.ts'
import { getCollection, heldCollection, importerOf } from './collections.ts'

/**
 * Takes the answers of a collection over, with the same bands, review queue, sources and undo as a file: one import, or,
 * where confidential facts were asked, one for each organisation, under the terms that it read, so that each can withdraw
 * its own. An answer names its organisation by the held name and code, so that it joins that one.
 */
export async function takeAnswers(ctx: Context, collectionId: string): Promise<Taken> {
  requirePermission(ctx.actor, 'collections.manage')
  const held = await heldCollection(ctx, collectionId)
  const importer = await importerOf(ctx, held)
  importer.requirePermission(ctx)
  const answered = (await queries.listRequests(ctx.db, collectionId)).filter(
    ({ state }) => state === 'answered',
  )
  if (answered.length === 0)
    throw new AppError('conflict', 'registry.nothing_answered', { title: held.title })
  const parts = held.consent ? answered.map((request) => [request]) : [answered]
  const taken: Taken[] = []
  for (const part of parts) taken.push(await takePart(ctx, { held, importer, part }))
  const total = (of: (each: Taken) => number) => taken.reduce((sum, each) => sum + of(each), 0)
  const outcome = {
    importId: taken.find(({ importId }) => importId !== null)?.importId ?? null,
    taken: total((each) => each.taken),
    refused: total(({ refused }) => refused),
    review: total(({ review }) => review),
    problems: taken.flatMap(({ problems }) => problems),
  }
  await audit(ctx, {
    action: 'registry.take_answers',
    subject: `registry.collection/${collectionId}`,
    detail: { importIds: taken.flatMap(({ importId }) => importId ?? []), answers: outcome.taken },
  })
  return outcome
}

type Part = {
  readonly held: queries.HeldCollection
  readonly importer: Importer
  readonly part: readonly queries.HeldRequest[]
}

/** One import of some answers. */
async function takePart(ctx: Context, { held, importer, part }: Part): Promise<Taken> {
  const names = await queries.listNames(
    ctx.db,
    part.map(({ organisationId }) => organisationId),
  )
  const lines = part.flatMap(({ organisationId, organisationName, rows }) => {
    const own = names.get(organisationId)!
    return rows.map((row) => ({
      organisationName,
      row: { ...row, name: own.name, creditCode: own.creditCode ?? '' },
    }))
  })
  const { organisationId, organisationName } = part[0]!
  const title = ctx.lang === 'zh' ? `收集：${held.title}` : `collection: ${held.title}`
  const report = await runImport(ctx, {
    kind: held.kind,
    file: fileOfRows(
      importer,
      lines.map(({ row }) => row),
    ),
    options: {
      dataset: held.dataset,
      fileName: held.consent ? `${title} · ${organisationName}` : title,
      partner: held.partner,
    },
    consent: held.consent ? { ...held.consent, organisationId, organisationName } : undefined,
  })
  const told = {
    ...countsOf(report),
    importId: report.importId,
    problems: problemsOf(report.problems, lines),
  }
  // What no row of could be used stays answered: it can be sent back.
  if (report.accepted === 0 && report.refused > 0 && report.importId === null) return { ...told, taken: 0 }
  await queries.updateTaken(
    ctx.db,
    part.map(({ id }) => id),
    report.importId,
  )
  return { ...told, taken: part.length }
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
