// Lines of an entry (parties, articles, signed intents), what became of each, and the documents that show it.
import { AppError } from '../../../../kernel/errors.ts'
import {
  type Attachment,
  audit,
  type Context,
  keepAttachment,
  listAttachments,
} from '../../../access/index.ts'
import type { EntryDetail, EntryPart, FollowUp, NewPart, PartChange } from '../../model.ts'
import { changesOf } from '../domain/entry-values.ts'
import { lockEntry } from '../queries/entries.ts'
import { insertEvents, listEvents } from '../queries/events.ts'
import * as parts from '../queries/parts.ts'
import { checkValues, findHost, getEntry, getRow, subjectOf } from './entries.ts'
import { getKind } from './entry-kinds.ts'
import { dayOf } from './life.ts'

const stampOf = (ctx: Context) => ({ by: ctx.actor.userName, at: ctx.now })

async function holdEntry(ctx: Context, id: string) {
  await getRow(ctx, id, 'libraries.write')
  await lockEntry(ctx.db, id)
  const row = await getRow(ctx, id, 'libraries.write')
  return { row, kind: await getKind(ctx, row.kind) }
}

function partOf(kind: { title: { zh: string }; parts: readonly EntryPart[] }, name: string): EntryPart {
  const part = kind.parts.find((each) => each.name === name)
  if (part) return part
  const known = kind.parts.map((each) => each.name)
  throw new AppError('invalid', 'registry.no_part_kind', { kind: kind.title.zh, part: name, parts: known })
}

async function fieldsOf(ctx: Context, dataset: string, part: EntryPart, input: PartChange) {
  checkValues(part.title.zh, part.fields, input.fields)
  const named = input.organisationId ?? input.organisationName
  if (!part.withFirm && named)
    throw new AppError('invalid', 'registry.part_without_firm', { part: part.title.zh })
  if (part.withFirm && !named)
    throw new AppError('invalid', 'registry.part_firm_missing', { part: part.title.zh })
  const host = await findHost(ctx, dataset, input.organisationId)
  return {
    organisationId: input.organisationId ?? null,
    organisationName: input.organisationName ?? host?.name ?? null,
    fields: input.fields,
    source: input.source,
  }
}

/** Adds a part to an entry; the same request sent again adds none. */
export async function addPart(ctx: Context, id: string, input: NewPart): Promise<EntryDetail> {
  const { row, kind } = await holdEntry(ctx, id)
  const fields = await fieldsOf(ctx, row.dataset, partOf(kind, input.part), input)
  const line = {
    ...fields,
    dataset: row.dataset,
    entryId: id,
    part: input.part,
    requestKey: input.requestKey,
  }
  const partId = await parts.insertPart(ctx.db, line, stampOf(ctx))
  if (partId !== undefined)
    await audit(ctx, {
      action: 'registry.add_entry_part',
      subject: subjectOf(id),
      detail: { partId, ...input },
    })
  return getEntry(ctx, id)
}

async function holdPart(ctx: Context, id: string, partId: string) {
  const { row, kind } = await holdEntry(ctx, id)
  const held = await parts.findPart(ctx.db, id, partId)
  if (!held) throw new AppError('not_found', 'registry.no_part', { id: partId })
  if (held.endedAt !== null) throw new AppError('conflict', 'registry.part_ended', { id: partId })
  return { row, held, part: partOf(kind, held.part) }
}

/** Puts new values in the place of those of a part; before and after stand in the audit trail. */
export async function changePart(
  ctx: Context,
  id: string,
  partId: string,
  input: PartChange,
): Promise<EntryDetail> {
  const { row, held, part } = await holdPart(ctx, id, partId)
  const fields = await fieldsOf(ctx, row.dataset, part, input)
  const flat = ({ organisationId, organisationName, source }: parts.PartFields) => ({
    organisationId,
    organisationName,
    source,
  })
  const before = {
    organisationId: held.organisationId === null ? null : String(held.organisationId),
    organisationName: held.organisationName,
    source: held.source,
  }
  const changes = [...changesOf(before, flat(fields)), ...changesOf(held.fields, fields.fields)]
  if (changes.length === 0) return getEntry(ctx, id)
  await parts.updatePart(ctx.db, partId, fields)
  await audit(ctx, {
    action: 'registry.change_entry_part',
    subject: subjectOf(id),
    detail: { partId, changes },
  })
  return getEntry(ctx, id)
}

/** Takes a part out of an entry; it stays to be seen, with the reason. */
export async function endPart(
  ctx: Context,
  id: string,
  partId: string,
  reason: string,
): Promise<EntryDetail> {
  await holdPart(ctx, id, partId)
  await parts.endPart(ctx.db, partId, reason, ctx.now)
  await audit(ctx, {
    action: 'registry.end_entry_part',
    subject: subjectOf(id),
    detail: { partId, reason },
  })
  return getEntry(ctx, id)
}

/** Tells what became of a part on a day, with the documents that show it; the same words of the same day count once. */
export async function followUpPart(
  ctx: Context,
  id: string,
  partId: string,
  told: FollowUp,
): Promise<EntryDetail> {
  const { part } = await holdPart(ctx, id, partId)
  if (!part.followUp) throw new AppError('invalid', 'registry.part_not_followed', { part: part.title.zh })
  const happenedOn = dayOf(ctx, told.happened, null)
  await requireOwnEvidence(ctx, id, told.evidence)
  const events = await listEvents(ctx.db, 'entry', id)
  const isTold = events.some(
    (event) =>
      String(event.partId) === partId && event.happened === told.happened && event.note === told.note,
  )
  if (isTold) return getEntry(ctx, id)
  const line = { ...told, kind: 'follow_up' as const, life: null, state: null, happenedOn }
  await insertEvents(ctx.db, 'entry', [{ ...line, subjectId: id, partId }], stampOf(ctx))
  await audit(ctx, {
    action: 'registry.follow_up_part',
    subject: subjectOf(id),
    detail: { partId, ...told },
  })
  return getEntry(ctx, id)
}

async function requireOwnEvidence(ctx: Context, id: string, files: readonly string[]): Promise<void> {
  const own = new Set(
    (await listAttachments(ctx, { room: 'registry', subject: subjectOf(id) })).map((file) => file.id),
  )
  const strange = files.find((file) => !own.has(file))
  if (strange) throw new AppError('invalid', 'registry.no_entry_evidence', { id: strange })
}

/** Keeps a document that shows an entry: the signed paper, the notice of a founding, a report of acceptance. */
export async function addEntryEvidence(
  ctx: Context,
  id: string,
  file: { fileName: string; bytes: Buffer },
): Promise<Pick<Attachment, 'id' | 'fileName'>> {
  await holdEntry(ctx, id)
  const kept = await keepAttachment(ctx, {
    room: 'registry',
    subject: subjectOf(id),
    organisationId: null,
    readers: ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
    ...file,
  })
  const line = { kind: 'event' as const, life: null, state: null, happened: null, happenedOn: null }
  const told = { ...line, note: kept.fileName, source: kept.fileName, subjectId: id, evidence: [kept.id] }
  await insertEvents(ctx.db, 'entry', [told], stampOf(ctx))
  return { id: kept.id, fileName: kept.fileName }
}
