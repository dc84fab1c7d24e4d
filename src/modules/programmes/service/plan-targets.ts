import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listChains } from '../../chains/index.ts'
import {
  fitTargets,
  listIndicators,
  type OwnTarget,
  type TargetFit,
  takeUpTargets,
} from '../../indicators/index.ts'
import { nameInTitle } from '../domain/name-in-title.ts'
import type { PlanTarget, PlanTargets, TakeUp, TargetContent } from '../model.ts'
import * as queries from '../queries/documents.ts'
import { insertTargetChoice, listLeftOut } from '../queries/plan-targets.ts'
import { getDocumentRow } from './documents.ts'
import { contentOf } from './review.ts'

/** Where a target that was taken up came from; with `''` the beginning of all of one document. */
export const originOf = (documentId: string, ordinal: number | '') =>
  `programmes/document/${documentId}/${ordinal}`

/** The accepted targets of a published document, each with the indicator that fits and what became of it. */
export async function listPlanTargets(ctx: Context, id: string): Promise<PlanTargets> {
  requirePermission(ctx.actor, 'programmes.read')
  const document = await getDocumentRow(ctx, id)
  requirePermission(ctx.actor, 'programmes.read', document.cityCode)
  if (document.state !== 'published') throw new AppError('conflict', 'programmes.not_published', { id })
  return planTargetsOf(ctx, document)
}

async function planTargetsOf(ctx: Context, document: queries.HeldDocument): Promise<PlanTargets> {
  const { cityCode, dataset, title } = document
  const id = String(document.id)
  const items = await acceptedTargets(ctx, id)
  const { fits, taken } = await fitTargets(
    ctx,
    { cityCode, dataset, title, originStart: originOf(id, '') },
    items.map(({ read }) => ({ ...read, name: read.indicator })),
  )
  const leftOut = await listLeftOut(ctx.db, document.id)
  const chain = nameInTitle((await listChains(ctx, { city: cityCode, dataset })).chains, title)
  const place = chain?.name ?? { zh: '全市', en: 'Whole city' }
  const units = new Map((await listIndicators(ctx, cityCode)).map((each) => [each.id, each.unit]))
  return {
    documentId: id,
    title,
    isWithdrawn: document.withdrawnAt !== null,
    items: items.map(({ ordinal, read }, i) => {
      const fit = fits[i]!
      const target = taken.find(({ origin }) => origin === originOf(id, ordinal)) ?? null
      return {
        ordinal,
        read,
        fit,
        state: stateOf(fit, target, leftOut.has(ordinal)),
        offer: {
          indicator: fit.indicator,
          chain: fit.by === 'same' ? fit.chain : (chain?.id ?? null),
          subject: fit.subject,
          scope: fit.scope ?? (read.scope === null ? place : { zh: read.scope, en: read.scope }),
        },
        target,
        doubts: doubtsOf(read, fit, units),
      }
    }),
  }
}

const stateOf = (fit: TargetFit, target: OwnTarget | null, isLeftOut: boolean): PlanTarget['state'] => {
  if (target) return target.isWithdrawn ? 'taken_back' : 'taken'
  if (fit.by === 'same') return 'held'
  return isLeftOut ? 'left_out' : 'offered'
}

function doubtsOf(
  read: TargetContent,
  { indicator }: TargetFit,
  units: ReadonlyMap<string, string>,
): PlanTarget['doubts'] {
  const doubts: PlanTarget['doubts'] = []
  if (indicator === null) doubts.push('no_fit')
  else if (read.comparator !== 'x' && units.get(indicator) !== read.unit) doubts.push('other_unit')
  if (indicator === null && ![...units.values()].includes(read.unit)) doubts.push('no_indicator_of_unit')
  if (read.due === null) doubts.push('no_last_day')
  return doubts
}

async function acceptedTargets(
  ctx: Context,
  documentId: string,
): Promise<{ ordinal: number; read: TargetContent }[]> {
  const items = await queries.listItems(ctx.db, documentId)
  return items
    .filter(({ kind, decision }) => kind === 'target' && decision === 'accepted')
    .map((item) => ({ ordinal: item.ordinal, read: contentOf(item) as TargetContent }))
}

/** A published document that holds and that the reader may change, or the refusal. */
export async function openPublished(ctx: Context, id: string) {
  requirePermission(ctx.actor, 'programmes.manage')
  const document = await getDocumentRow(ctx, id)
  requirePermission(ctx.actor, 'programmes.manage', document.cityCode)
  if (document.state !== 'published') throw new AppError('conflict', 'programmes.not_published', { id })
  if (document.withdrawnAt !== null) throw new AppError('conflict', 'programmes.document_withdrawn', { id })
  return document
}

/**
 * Takes up targets of a published document as a person confirmed them, all or none, each with title, date and sentence of
 * the document. What was taken up before, or is held as the very statement, is not doubled.
 */
export async function takeUpPlanTargets(ctx: Context, id: string, targets: readonly TakeUp[]) {
  const document = await openPublished(ctx, id)
  const { items } = await planTargetsOf(ctx, document)
  const known = new Map(items.map((item) => [item.ordinal, item]))
  const unknown = targets.find(({ ordinal }) => !known.has(ordinal))
  if (unknown) throw new AppError('not_found', 'programmes.no_item', { id, ordinal: unknown.ordinal })
  const open = targets.filter(({ ordinal }) => ['offered', 'left_out'].includes(known.get(ordinal)!.state))
  const offers = open.map(({ ordinal, ...statement }) => {
    const { read } = known.get(ordinal)!
    return {
      origin: originOf(id, ordinal),
      readAs: { name: read.indicator, scope: read.scope },
      statement: {
        ...statement,
        sourceTitle: document.title,
        sourceDate: document.documentDate,
        sourceSentence: read.sentence,
      },
    }
  })
  const place = { cityCode: document.cityCode, dataset: document.dataset }
  const { written } = await takeUpTargets(ctx, place, offers)
  return { ...(await planTargetsOf(ctx, document)), written, unchanged: targets.length - written }
}

/** Leaves a target of a published document out of the indicators, or offers it again. */
export async function leaveOutTarget(
  ctx: Context,
  id: string,
  ordinal: number,
  isLeftOut: boolean,
): Promise<PlanTargets> {
  const document = await openPublished(ctx, id)
  const { items } = await planTargetsOf(ctx, document)
  const item = items.find((one) => one.ordinal === ordinal)
  if (!item) throw new AppError('not_found', 'programmes.no_item', { id, ordinal })
  if (!['offered', 'left_out'].includes(item.state))
    throw new AppError('conflict', 'programmes.target_not_offered', { id, ordinal })
  if ((item.state === 'left_out') !== isLeftOut) {
    const decided = { decidedBy: ctx.actor.userName, decidedAt: ctx.now }
    await insertTargetChoice(ctx.db, { documentId: document.id, ordinal, isLeftOut, ...decided })
    await audit(ctx, {
      action: 'programmes.document_target_choice',
      subject: `programmes.document/${id}`,
      detail: { ordinal, isLeftOut },
    })
  }
  return planTargetsOf(ctx, document)
}
