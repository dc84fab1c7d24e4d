import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { CommitmentContent, DocumentDetail, PolicyContent, TaskContent } from '../model.ts'
import * as queries from '../queries/documents.ts'
import { insertPlan, insertTasks, type NewTask } from '../queries/plans.ts'
import { openForReview } from './documents.ts'
import { resolveNames } from './resolve-units.ts'
import { contentOf, getDocument } from './review.ts'

/**
 * Publishes a document that was gone through: its accepted tasks, policies to be issued and commitments become tasks
 * with their units and last days, each tied to the item and sentence it came from. Refused while an item waits.
 */
export async function publishDocument(ctx: Context, id: string, version: number): Promise<DocumentDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const document = await openForReview(ctx, id, version)
  const items = await queries.listItems(ctx.db, id)
  const waiting = items.filter(({ decision }) => decision === 'pending').length
  if (waiting > 0) throw new AppError('conflict', 'programmes.items_wait', { count: waiting })
  const accepted = items.filter(({ decision }) => decision === 'accepted')
  const planId = await insertPlan(ctx.db, {
    documentId: document.id,
    dataset: document.dataset,
    cityCode: document.cityCode,
    title: document.title,
    createdAt: ctx.now,
  })
  const organisationOf = await resolveUnits(ctx, document, accepted)
  const tasks = accepted.flatMap((item) => taskOf(ctx, { document, item, planId, organisationOf }))
  await insertTasks(ctx.db, tasks)
  await queries.advanceDocument(ctx.db, id, document.version, {
    state: 'published',
    publishedBy: ctx.actor.userName,
    publishedAt: ctx.now,
  })
  await audit(ctx, {
    action: 'programmes.document_publish',
    subject: `programmes.document/${id}`,
    detail: { planId: String(planId), tasks: tasks.length, accepted: accepted.length, items: items.length },
  })
  return getDocument(ctx, id)
}

/** Takes a document that was not published out of the list; its text and items stay for the audit. */
export async function dropDocument(ctx: Context, id: string, version: number): Promise<void> {
  requirePermission(ctx.actor, 'programmes.manage')
  const document = await openForReview(ctx, id, version)
  await queries.advanceDocument(ctx.db, id, document.version, { state: 'dropped' })
  await audit(ctx, { action: 'programmes.document_drop', subject: `programmes.document/${id}` })
}

type Units = { lead: readonly string[]; responsible: readonly string[]; support: readonly string[] }
type Found = ReadonlyMap<string, bigint>

/** Who the units' names mean in the register. */
async function resolveUnits(
  ctx: Context,
  { dataset, cityCode }: { dataset: 'held' | 'demo'; cityCode: string },
  items: readonly queries.HeldItem[],
): Promise<Found> {
  const names = items.flatMap((item) => Object.values(unitsOf(item) ?? {}).flat())
  return resolveNames(ctx, { dataset, cityCode }, names)
}

function unitsOf(item: queries.HeldItem): Units | null {
  const content = contentOf(item)
  if (item.kind === 'task') {
    const { leads, responsibles, supports } = content as TaskContent
    return { lead: leads, responsible: responsibles, support: supports }
  }
  if (item.kind === 'policy') return { lead: (content as PolicyContent).leads, responsible: [], support: [] }
  if (item.kind === 'commitment')
    return { lead: (content as CommitmentContent).units, responsible: [], support: [] }
  return null
}

type Made = { document: queries.HeldDocument; item: queries.HeldItem; planId: bigint; organisationOf: Found }

function taskOf(ctx: Context, { document, item, planId, organisationOf }: Made): NewTask[] {
  const units = unitsOf(item)
  if (units === null) return []
  const parts = (['lead', 'responsible', 'support'] as const).flatMap((part) =>
    units[part].map((nameAsWritten, position) => ({
      part,
      position,
      nameAsWritten,
      organisationId: organisationOf.get(nameAsWritten) ?? null,
    })),
  )
  return [
    {
      dataset: document.dataset,
      cityCode: document.cityCode,
      planId,
      documentId: document.id,
      documentOrdinal: item.ordinal,
      ...wordsOf(item),
      createdBy: ctx.actor.userName,
      createdAt: ctx.now,
      units: parts,
    },
  ]
}

function wordsOf(item: queries.HeldItem) {
  const content = contentOf(item)
  if (item.kind === 'task') {
    const {
      title,
      content: text,
      parent,
      annexRow,
      dueWritten,
      dueDate,
      leadPersons,
    } = content as TaskContent
    const kind = annexRow === null ? ('action' as const) : ('item' as const)
    return { kind, title, content: text, parentTitle: parent, dueWritten, dueDate, leadPersons }
  }
  const { dueWritten, dueDate } = content as PolicyContent | CommitmentContent
  const rest = { parentTitle: null, dueWritten, dueDate, leadPersons: [] }
  if (item.kind === 'policy') {
    const { title, direction } = content as PolicyContent
    return { kind: 'policy' as const, title, content: direction, ...rest }
  }
  const { text } = content as CommitmentContent
  return { kind: 'commitment' as const, title: [...text].slice(0, 60).join(''), content: text, ...rest }
}
