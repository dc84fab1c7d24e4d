import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { isPeriod, lastDayOf } from '../domain/figure-value.ts'
import { expiryOf, titleStatus } from '../domain/title-status.ts'
import type { SourceKind, Title, TitleKind } from '../model.ts'
import * as queries from '../queries/titles.ts'

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
  { on = ctx.now.toISOString().slice(0, 10), ...query }: queries.TitleQuery & { on?: string | undefined },
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

/** A title as somebody tells it; the kind is found by code, name or another name of it. */
export type ToldTitle = {
  readonly organisationId: string
  readonly title: string
  /** As precise as written: 2021, 2021-07, 2021-07-15. */
  readonly granted?: string | null
  readonly expiresOn?: string | null
  readonly withdrawnOn?: string | null
  readonly batch?: string | null
  readonly documentNo?: string | null
}
export type Telling = {
  readonly dataset: 'held' | 'demo'
  readonly source: string
  readonly sourceKind: SourceKind
  readonly importId?: string | null
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
  const kindByName = new Map(
    kinds.flatMap((kind) => [kind.code, kind.nameZh, ...kind.also].map((name) => [name, kind])),
  )
  const faults: FieldProblem[] = []
  const rows = told.map((title, i) => {
    const kind = kindByName.get(title.title.trim())
    const granted = title.granted ?? null
    if (granted !== null && !isPeriod(granted))
      faults.push({ field: `titles.${i}.granted`, code: 'registry.day_bad', params: { day: granted } })
    const grantedOn = granted === null ? null : lastDayOf(granted)
    return {
      organisationId: title.organisationId,
      kindCode: kind?.code ?? null,
      nameAsWritten: title.title.trim(),
      grantedOn,
      grantedWritten: granted,
      expiresOn: title.expiresOn ?? expiryOf(grantedOn, kind?.validMonths ?? null),
      withdrawnOn: title.withdrawnOn ?? null,
      batch: title.batch ?? null,
      documentNo: title.documentNo ?? null,
    }
  })
  if (faults.length > 0)
    throw new AppError('invalid', 'registry.titles_bad', { count: faults.length }, faults)
  const ids = await queries.insertTitles(ctx.db, rows, stampOf(ctx, telling))
  await audit(ctx, {
    action: 'registry.record_titles',
    subject: told.length === 1 ? `registry.organisation/${told[0]!.organisationId}` : 'registry.organisation',
    detail: { titles: ids.length, source: telling.source, importId: telling.importId ?? null },
  })
  return ids.map(String)
}

/** What every recorded row carries: where it is from, who wrote it, when. */
export function stampOf(
  ctx: Context,
  { dataset, source, sourceKind, importId }: Telling,
): queries.RecordStamp {
  return {
    dataset,
    source,
    sourceKind,
    importId: importId ? BigInt(importId) : null,
    recordedBy: ctx.actor.displayName,
    recordedAt: ctx.now,
  }
}
