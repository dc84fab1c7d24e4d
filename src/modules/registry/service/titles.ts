import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { isPeriod } from '../domain/figure-value.ts'
import { titleStatus } from '../domain/title-status.ts'
import type { Title, TitleKind } from '../model.ts'
import * as queries from '../queries/titles.ts'
import { stampOf, type Telling, type ToldTitle, titleRow } from './title-row.ts'

export type { Telling, ToldTitle }

/** The titles that the packs know. */
export function listTitleKinds(ctx: Context): Promise<TitleKind[]> {
  requirePermission(ctx.actor, 'registry.read')
  return queries.listTitleKinds(ctx.db)
}

/**
 * Titles with what each is on a day (`on`, ISO day; default today). Every title is listed, expired and withdrawn ones
 * too: the caller picks by `status`. Public facts, open to every role.
 */
export async function listTitles(
  ctx: Context,
  { on = chinaDay(ctx.now), ...query }: queries.TitleQuery & { on?: string | undefined },
): Promise<Title[]> {
  requirePermission(ctx.actor, 'registry.read')
  const rows = await queries.listTitleRows(ctx.db, query)
  return rows.map((row) => {
    const { id, organisationId, nameZh, nameEn, also: _also, ...rest } = row
    const name = (ctx.lang === 'en' ? nameEn : nameZh) ?? row.nameAsWritten
    return {
      ...rest,
      id: String(id),
      organisationId: String(organisationId),
      name,
      status: titleStatus(row, on),
    }
  })
}

/**
 * Records titles with their source, all or none. An unknown title is kept as written, without a kind; where the list
 * gives no last day, it follows from the kind's months. Permission `registry.edit`; gives the ids of the new rows.
 */
export async function recordTitles(
  ctx: Context,
  told: readonly ToldTitle[],
  telling: Telling,
): Promise<string[]> {
  requirePermission(ctx.actor, 'registry.edit')
  const kinds = await queries.listTitleKinds(ctx.db)
  const faults: FieldProblem[] = []
  for (const [i, { granted }] of told.entries())
    if (granted != null && !isPeriod(granted))
      faults.push({ field: `titles.${i}.granted`, code: 'registry.day_bad', params: { day: granted } })
  if (faults.length > 0)
    throw new AppError('invalid', 'registry.titles_bad', { count: faults.length }, faults)
  const rows = told.map((title) => titleRow(title, kinds))
  const written = await queries.insertTitles(ctx.db, rows, stampOf(ctx, telling))
  const ids = written.map(({ id }) => id)
  await audit(ctx, {
    action: 'registry.record_titles',
    subject: told.length === 1 ? `registry.organisation/${told[0]!.organisationId}` : 'registry.organisation',
    detail: { titles: ids.length, source: telling.source, importId: telling.importId ?? null },
  })
  return ids.map(String)
}
