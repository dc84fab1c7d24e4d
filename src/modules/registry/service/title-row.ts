import type { Context, StatedTerms } from '../../access/index.ts'
import { lastDayOf } from '../domain/figure-value.ts'
import { expiryOf } from '../domain/title-status.ts'
import type { SourceKind, TitleKind } from '../model.ts'
import type { NewTitle, RecordStamp } from '../queries/titles.ts'

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
  /** Of confidential figures: what was said of purpose, readers and end. */
  readonly consent?: StatedTerms | null
}

/**
 * A title as it is kept. One that no pack knows stays as written, without a kind; where nobody gives a last day, it follows
 * from the kind's months.
 */
export function titleRow(title: ToldTitle, kinds: readonly TitleKind[]): NewTitle {
  const name = title.title.trim()
  const kind = kinds.find(({ code, nameZh, also }) => code === name || nameZh === name || also.includes(name))
  const granted = title.granted ?? null
  const grantedOn = granted === null ? null : lastDayOf(granted)
  return {
    organisationId: title.organisationId,
    kindCode: kind?.code ?? null,
    // A column headed by a title gives its code: what is kept is its name.
    nameAsWritten: kind && kind.code === name ? kind.nameZh : name,
    grantedOn,
    grantedWritten: granted,
    expiresOn: title.expiresOn ?? expiryOf(grantedOn, kind?.validMonths ?? null),
    withdrawnOn: title.withdrawnOn ?? null,
    batch: title.batch ?? null,
    documentNo: title.documentNo ?? null,
  }
}

/** What every recorded row carries: where it is from, who wrote it, when. */
export function stampOf(ctx: Context, { dataset, source, sourceKind, importId }: Telling): RecordStamp {
  return {
    dataset,
    source,
    sourceKind,
    importId: importId ? BigInt(importId) : null,
    recordedBy: ctx.actor.displayName,
    recordedAt: ctx.now,
  }
}
