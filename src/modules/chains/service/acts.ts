import { act, allowedActions, type Refusal, replay, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { workingDays } from '../../../platform/working-days.ts'
import {
  audit,
  type Context,
  holds,
  keepAttachment,
  listAttachments,
  requirePermission,
} from '../../access/index.ts'
import { nodeActCycle } from '../domain/node-act-life.ts'
import type { NewNodeAct, NodeAct, NodeActChange, NodeActState, NodeActStep } from '../model.ts'
import * as queries from '../queries/acts.ts'

/** Who reads working papers on nodes and their documents. */
export const workReaders = [
  'administrator',
  'chain_office',
  'chain_leader',
  'department',
  'park',
  'auditor',
] as const
const subjectOf = (id: string) => `chains.node_act/${id}`
export const stampOf = (ctx: Context): queries.Stamp => ({
  by: ctx.actor.displayName,
  byId: ctx.actor.userId,
  at: ctx.now,
})
const actorOf = ({ actor }: Context) => ({ id: actor.displayName, roles: [actor.role] })

/** Refuses a node that the chain's map does not have. */
export async function requireNode(
  ctx: Context,
  { chain, node }: { chain: string; node: string },
): Promise<void> {
  if (!(await queries.isNodeOf(ctx.db, chain, node)))
    throw new AppError('invalid', 'chains.no_node', { chain, node }, [
      { field: 'node', code: 'chains.no_node', params: { chain, node } },
    ])
}

/** Plans an act on a node; the same request gives the one that stands. Permission `chains.act`. */
export async function planNodeAct(ctx: Context, input: NewNodeAct): Promise<NodeAct> {
  requirePermission(ctx.actor, 'chains.act', input.city)
  await requireNode(ctx, input)
  const { history, state } = start(nodeActCycle, { actor: actorOf(ctx), at: ctx.now.toISOString() })
  const row = { ...input, state: state as NodeActState, history }
  const { id, isNew } = await queries.insertAct(ctx.db, row, stampOf(ctx))
  if (isNew) await audit(ctx, { action: 'chains.act_plan', subject: subjectOf(id), detail: { ...input } })
  return tellAct(ctx, (await queries.holdAct(ctx.db, id))!)
}

async function holdAct(ctx: Context, id: string, seen: number | null): Promise<queries.ActRow> {
  const row = await queries.holdAct(ctx.db, id)
  if (!row) throw new AppError('not_found', 'chains.no_act', { id })
  requirePermission(ctx.actor, 'chains.act', row.cityCode)
  if (seen !== null && row.seen !== seen) throw new AppError('conflict', 'chains.act_changed', { id })
  return row
}

const documentsOf = (ctx: Context, id: string) =>
  listAttachments(ctx, { room: 'chains', subject: subjectOf(id) })

function sayRefusal(ctx: Context, refusal: Refusal): string {
  const known = { attachment_missing: 'evidence_missing', comment_missing: 'comment_missing' } as const
  if (refusal.code in known)
    return translate(ctx.lang, `chains.refusal.${known[refusal.code as keyof typeof known]}`)
  return translate(
    ctx.lang,
    refusal.code === 'not_permitted' ? 'chains.refusal.not_permitted' : 'chains.refusal.wrong_state',
  )
}

/** Takes a step of an act's life; done only where evidence was handed in. */
export async function stepNodeAct(
  ctx: Context,
  id: string,
  { seen, action, comment }: NodeActStep,
): Promise<NodeAct> {
  requirePermission(ctx.actor, 'chains.act')
  const row = await holdAct(ctx, id, seen)
  const attachments = (await documentsOf(ctx, id)).length > 0 ? ['evidence'] : []
  const outcome = act(nodeActCycle, replay(nodeActCycle, row.history), action, {
    actor: actorOf(ctx),
    at: ctx.now.toISOString(),
    attachments,
    ...(comment === undefined ? {} : { comment }),
  })
  if (!outcome.ok)
    throw new AppError('conflict', 'chains.act_refused', {
      action: nodeActCycle.actions[action].title[ctx.lang],
      why: outcome.refusals.map((refusal) => sayRefusal(ctx, refusal)).join(' '),
    })
  const { state, history } = outcome.instance
  await queries.updateActLife(ctx.db, id, { state, history, at: ctx.now })
  await audit(ctx, {
    action: `chains.act_${action}`,
    subject: subjectOf(id),
    detail: { state, comment: comment ?? null },
  })
  return tellAct(ctx, (await queries.holdAct(ctx.db, id))!)
}

/** Changes whose an act is, until when, and its note; the audit keeps what stood before. */
export async function changeNodeAct(
  ctx: Context,
  id: string,
  { seen, ...change }: NodeActChange,
): Promise<NodeAct> {
  requirePermission(ctx.actor, 'chains.act')
  const { owner, dueOn, note, startsOn } = await holdAct(ctx, id, seen)
  if (startsOn !== null && change.dueOn !== null && change.dueOn < startsOn)
    throw new AppError('invalid', 'chains.act_due_too_early', { startsOn }, [
      { field: 'dueOn', code: 'chains.act_due_too_early', params: { startsOn } },
    ])
  await queries.updateAct(ctx.db, id, { ...change, at: ctx.now })
  await audit(ctx, {
    action: 'chains.act_change',
    subject: subjectOf(id),
    detail: { before: { owner, dueOn, note }, after: change },
  })
  return tellAct(ctx, (await queries.holdAct(ctx.db, id))!)
}

/** Keeps a document that shows that an act was done. */
export async function addActEvidence(
  ctx: Context,
  id: string,
  file: { fileName: string; bytes: Buffer },
): Promise<NodeAct> {
  requirePermission(ctx.actor, 'chains.act')
  const row = await holdAct(ctx, id, null)
  await keepAttachment(ctx, {
    room: 'chains',
    subject: subjectOf(id),
    organisationId: null,
    readers: workReaders,
    ...file,
  })
  return tellAct(ctx, row)
}

/** An act with its history, evidence and what the reader may do with it now. */
export async function tellAct(ctx: Context, row: queries.ActRow): Promise<NodeAct> {
  const { cityCode: _city, dataset: _dataset, history, ...rest } = row
  const evidence = (await documentsOf(ctx, row.id)).map(({ id, fileName }) => ({ id, fileName }))
  const isOpen = nodeActCycle.states[row.state].kind === 'open'
  const instance = replay(nodeActCycle, history)
  const now = {
    at: ctx.now.toISOString(),
    attachments: evidence.length > 0 ? ['evidence'] : [],
    calendar: workingDays(),
  }
  return {
    ...rest,
    isOverdue: isOpen && row.dueOn !== null && row.dueOn < chinaDay(ctx.now),
    stateName: nodeActCycle.states[row.state].title[ctx.lang],
    evidence,
    history: history.map((event) => ({
      at: event.at,
      by: event.actor,
      text:
        event.kind === 'acted'
          ? nodeActCycle.actions[event.action as NodeActStep['action']].title[ctx.lang]
          : nodeActCycle.states.planned.title[ctx.lang],
      comment: event.comment,
    })),
    actions: holds(ctx.actor, 'chains.act')
      ? allowedActions(nodeActCycle, instance, actorOf(ctx), now).map(
          ({ name, title, needsComment, blockedBy }) => ({
            name: name as NodeActStep['action'],
            title: title[ctx.lang],
            needsComment,
            blockedBy: blockedBy
              .filter(({ code }) => code !== 'comment_missing')
              .map((refusal) => sayRefusal(ctx, refusal)),
          }),
        )
      : [],
  }
}
