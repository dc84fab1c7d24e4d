import { addWorkingDays } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { workingDays } from '../../../platform/working-days.ts'
import {
  audit,
  type Context,
  keepAttachment,
  listAttachments,
  type NoticeTo,
  pushNotice,
  readAttachment,
  requirePermission,
} from '../../access/index.ts'
import { requireChain } from '../../chains/index.ts'
import { type Lived, takeLifeAction } from '../lives.ts'
import type { ServiceLevels, TicketDetail, TicketStep } from '../model.ts'
import * as queries from '../queries/tickets.ts'
import {
  auditReading,
  getRow,
  getTicket,
  levelsOf,
  livedOf,
  rolesToward,
  subjectOf,
  titleOf,
} from './tickets.ts'

const missing = (field: string, code: string) => new AppError('invalid', code, {}, [{ field, code }])

/** What a step has to bring with it; told by field. */
function requireFields({ action, unitName, answer, satisfaction }: TicketStep): void {
  if ((action === 'assign' || action === 'assign_again') && !unitName)
    throw missing('unitName', 'services.unit_missing')
  if ((action === 'answer' || action === 'answer_again') && !answer)
    throw missing('answer', 'services.answer_missing')
  if (action === 'rate' && satisfaction === undefined)
    throw missing('satisfaction', 'services.rating_missing')
}

/** Takes a step of a ticket's life: the engine says who may; what the step brings is kept with it. */
export async function actOnTicket(ctx: Context, id: string, step: TicketStep): Promise<TicketDetail> {
  requirePermission(ctx.actor, 'tickets.act')
  if (!(await queries.lockTicket(ctx.db, id))) throw new AppError('not_found', 'services.no_ticket', { id })
  const row = await getRow(ctx, id)
  if (row.seen !== step.seen) throw new AppError('conflict', 'services.ticket_changed', { id })
  requireFields(step)
  await requireUnit(ctx, row, step)
  if (step.chainId) await requireChain(ctx, step.chainId, 'chainId')
  const levels = await levelsOf(ctx, row.cityCode)
  const lived = await livedOf(ctx, row)
  const after = takeLifeAction(ctx, lived, rolesToward(ctx, row), step.action, { comment: step.comment })
  const patch = patchOf(row, step, after, { today: chinaDay(ctx.now), at: ctx.now, levels })
  await keep(ctx, id, after, patch)
  await audit(ctx, {
    action: `services.ticket_${step.action}`,
    subject: subjectOf(id),
    detail: { state: patch.state, unit: patch.unitName, dueOn: patch.dueOn, comment: step.comment ?? null },
  })
  await tell(ctx, { ...row, ...patch }, { levels, step })
  // A step may take the ticket out of the actor's sight: a unit that was relieved of it.
  return getTicket(ctx, id)
}

async function requireUnit(ctx: Context, row: queries.TicketRow, step: TicketStep): Promise<void> {
  const id = step.unitOrganisationId
  if (!id) return
  if ((await queries.findOrganisation(ctx.db, { dataset: row.dataset, id })) === undefined)
    throw new AppError('invalid', 'services.no_organisation', { id }, [
      { field: 'unitOrganisationId', code: 'services.no_organisation', params: { id } },
    ])
}

/** Keeps the lines that a step added and what it changed. */
export async function keep(
  ctx: Context,
  id: string,
  after: Lived,
  patch: queries.TicketPatch,
): Promise<void> {
  const held = (await queries.listLines(ctx.db, id)).length
  await queries.insertLines(ctx.db, id, after.lines, held)
  await queries.updateTicket(ctx.db, id, patch)
}

type Around = { readonly today: string; readonly at: Date; readonly levels: ServiceLevels }

/** What a ticket is after a step. */
export function patchOf(
  row: queries.TicketRow,
  step: Pick<
    TicketStep,
    'action' | 'unitName' | 'unitOrganisationId' | 'chainId' | 'answer' | 'satisfaction' | 'comment'
  > | null,
  { key, cycle, instance }: Lived,
  { today, at, levels }: Around,
): queries.TicketPatch {
  const { kind } = cycle.states[instance.state]!
  const isAssign = step?.action === 'assign' || step?.action === 'assign_again'
  const isAnswer = step?.action === 'answer' || step?.action === 'answer_again'
  const isRated = step?.action === 'rate'
  const again = step?.action === 'reopen'
  return {
    state: instance.state,
    isOpen: kind === 'open',
    cycle: key,
    unitName: isAssign ? step.unitName! : row.unitName,
    unitOrganisationId: isAssign ? (step.unitOrganisationId ?? null) : row.unitOrganisationId,
    chainId: isAssign && step.chainId !== undefined ? step.chainId : row.chainId,
    dueOn: again ? addWorkingDays(today, levels.reopenWorkingDays, workingDays()) : row.dueOn,
    answer: isAnswer ? step.answer! : row.answer,
    answeredOn: row.answeredOn ?? (isAnswer ? today : null),
    answeredAgainOn: step?.action === 'answer_again' ? today : row.answeredAgainOn,
    satisfaction: isRated ? step.satisfaction! : row.satisfaction,
    satisfactionWords: isRated ? (step.comment ?? null) : row.satisfactionWords,
    closedOn: kind === 'open' ? null : today,
    at,
  }
}

const kindOf = {
  assign: 'services.ticket_assigned',
  assign_again: 'services.ticket_assigned',
  answer: 'services.ticket_answered',
  answer_again: 'services.ticket_answered',
  refuse: 'services.ticket_refused',
  reopen: 'services.ticket_reopened',
} as const

async function tell(
  ctx: Context,
  row: queries.TicketRow,
  { levels, step }: { levels: ServiceLevels; step: TicketStep },
): Promise<void> {
  const kind = kindOf[step.action as keyof typeof kindOf]
  if (!kind) return
  const office: NoticeTo = { role: 'chain_office', cityCode: row.cityCode }
  const firm: NoticeTo = { organisationId: row.organisationId }
  const unit = row.unitOrganisationId === null ? [] : [{ organisationId: row.unitOrganisationId }]
  const readers = {
    'services.ticket_assigned': unit,
    'services.ticket_answered': [firm],
    'services.ticket_refused': [firm],
    'services.ticket_reopened': [...unit, office],
  }[kind]
  for (const to of readers)
    await pushNotice(ctx, {
      to,
      kind,
      params: {
        title: titleOf(row, levels),
        dueOn: row.dueOn,
        firm: row.organisationName,
        why: step.comment ?? '',
      },
      reference: { room: 'services', path: `/tickets/${row.id}` },
      dueDate: kind === 'services.ticket_refused' ? null : row.dueOn,
      dataset: row.dataset,
      onceKey: `${kind}/${row.id}/${row.seen}/${JSON.stringify(to)}`,
    })
}

type File = { fileName: string; bytes: Buffer }

/** Keeps a document with an open ticket; by the firm, the unit in charge or the office. */
export async function attachToTicket(ctx: Context, id: string, file: File): Promise<TicketDetail> {
  requirePermission(ctx.actor, 'tickets.act')
  const row = await getRow(ctx, id)
  const roles = rolesToward(ctx, row)
  if (roles.length === 0) throw new AppError('not_found', 'services.no_ticket', { id })
  if (!row.isOpen) throw new AppError('conflict', 'services.ticket_ended')
  await keepAttachment(ctx, {
    room: 'services',
    subject: subjectOf(id),
    // The firm owns what it hands in; others' documents are read through the ticket alone.
    organisationId: roles.includes('firm') ? row.organisationId : null,
    readers: ['administrator', 'chain_office'],
    ...file,
  })
  return getTicket(ctx, id)
}

/** A document of a ticket with its bytes, for everybody who may see the ticket. */
export async function readTicketDocument(
  ctx: Context,
  { id, documentId }: { id: string; documentId: string },
): Promise<{ fileName: string; mediaType: string; bytes: Buffer }> {
  requirePermission(ctx.actor, 'tickets.read')
  const row = await getRow(ctx, id)
  const document = await ctx.asProgram(async () => {
    const own = await listAttachments(ctx, { room: 'services', subject: subjectOf(id) })
    if (!own.some((one) => one.id === documentId))
      throw new AppError('not_found', 'services.no_document', { id: documentId })
    return readAttachment(ctx, documentId)
  })
  await auditReading(ctx, row, { document: documentId })
  return document
}
