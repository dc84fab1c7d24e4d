import { writeReplyDocx, writeReplyPdf } from '../../../engines/documents/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { takeLifeAction } from '../../services/index.ts'
import type { ProposalAct, ProposalDetail } from '../model.ts'
import { insertPlan, insertTasks } from '../queries/plans.ts'
import * as queries from '../queries/proposals.ts'
import { keepLines } from './life-store.ts'
import {
  getProposal,
  getProposalRow,
  hasDraft,
  organisationOf,
  proposalRoles,
  readProposalLife,
} from './proposals.ts'
import { unitRows } from './resolve-units.ts'

/** What an action asks besides the life cycle; refused in words where it is missing. */
async function extraOf(
  ctx: Context,
  row: queries.HeldProposal,
  { action, leadUnit, satisfaction }: ProposalAct,
) {
  if (action === 'assign') {
    const name = leadUnit ?? row.leadUnit
    if (name === null) throw new AppError('invalid', 'programmes.lead_unit_missing')
    return { leadUnit: name, organisationId: await organisationOf(ctx, row, name) }
  }
  if (action === 'sign') {
    if (!row.reply?.number) throw new AppError('conflict', 'programmes.reply_number_missing')
    return { replyOn: chinaDay(ctx.now), signedBy: ctx.actor.displayName, planId: await promise(ctx, row) }
  }
  if (action === 'rate') {
    if (satisfaction === undefined) throw new AppError('invalid', 'programmes.satisfaction_missing')
    return { satisfaction }
  }
  return {}
}

/** What the reply promises becomes tasks of a plan that bears the reply's title; null where it promises nothing. */
async function promise(ctx: Context, row: queries.HeldProposal): Promise<bigint | null> {
  const promises = row.reply!.paragraphs.flatMap(({ text, commitment }) =>
    commitment === null ? [] : [{ text, ...commitment }],
  )
  if (promises.length === 0) return null
  const place = { dataset: row.dataset, cityCode: row.cityCode }
  const plan = {
    ...place,
    documentId: null,
    title: row.reply!.title,
    source: row.reply!.number,
    createdAt: ctx.now,
  }
  const planId = await insertPlan(ctx.db, plan)
  const tasks = await Promise.all(
    promises.map(async ({ title, text, units, dueWritten, dueDate }) => ({
      ...place,
      planId,
      documentId: null,
      documentOrdinal: null,
      kind: 'commitment' as const,
      title,
      content: text,
      parentTitle: null,
      dueWritten,
      dueDate,
      leadPersons: [],
      createdBy: ctx.actor.userName,
      createdAt: ctx.now,
      units: await unitRows(
        ctx,
        place,
        units.map((name) => ({ part: 'lead' as const, name })),
      ),
    })),
  )
  await insertTasks(ctx.db, tasks)
  return planId
}

/** Takes a step with a proposal: assign, submit, sign, publish, rate. Signing makes its promises tasks. */
export async function actOnProposal(ctx: Context, id: string, input: ProposalAct): Promise<ProposalDetail> {
  requirePermission(ctx.actor, 'programmes.act')
  const row = await getProposalRow(ctx, id, true)
  if (row.seen !== input.seen) throw new AppError('conflict', 'programmes.proposal_changed', { id })
  if (row.isCase) throw new AppError('conflict', 'programmes.proposal_is_case')
  const lived = await readProposalLife(ctx, row)
  const attachments = hasDraft(row) ? ['draft'] : []
  // The engine says first whether this person may do this now; only then is anything else looked at or written.
  const after = takeLifeAction(ctx, lived, proposalRoles(ctx, row), input.action, {
    comment: input.comment,
    attachments,
  })
  const extra = await extraOf(ctx, row, input)
  await keepLines(ctx, { thing: 'proposal', thingId: row.id }, after)
  await queries.updateProposal(ctx.db, row.id, {
    cycleId: after.key.id,
    cycleCity: after.key.cityCode,
    cycleVersion: after.key.version,
    state: after.instance.state,
    isOpen: after.cycle.states[after.instance.state]!.kind === 'open',
    ...extra,
  })
  await audit(ctx, {
    action: 'programmes.proposal_act',
    subject: `programmes.proposal/${id}`,
    detail: { action: input.action, state: after.instance.state, comment: input.comment ?? null },
  })
  return getProposal(ctx, id)
}

const chineseDay = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** The reply in its official form; only a signed one bears date and signer. */
export async function printReply(ctx: Context, id: string, format: 'docx' | 'pdf') {
  requirePermission(ctx.actor, 'programmes.read')
  const row = await getProposalRow(ctx, id)
  if (row.reply === null || row.reply.paragraphs.length === 0)
    throw new AppError('conflict', 'programmes.no_reply')
  const { paragraphs, number, signer, ...head } = row.reply
  const isSigned = row.replyOn !== null
  const reply = {
    ...head,
    number: number ?? '',
    body: paragraphs.map(({ text }) => text),
    date: row.replyOn === null ? null : chineseDay(row.replyOn),
    signer: isSigned ? (row.signedBy ?? signer) : null,
  }
  const bytes =
    format === 'docx' ? await writeReplyDocx(reply) : (await writeReplyPdf(reply, row.createdAt)).bytes
  return { fileName: `${isSigned ? '' : '（未签发）'}${head.title}.${format}`, bytes }
}
