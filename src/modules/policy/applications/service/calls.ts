// Calls of a programme: put up by the office, read by whoever may apply or judge.
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, type Dataset, holds, requirePermission } from '../../../access/index.ts'
import type { Call, CallApplication, CallList, NewCall } from '../../model.ts'
import { findDocument } from '../../queries/library.ts'
import { orderSoFar } from '../domain/panel.ts'
import * as queries from '../queries/calls.ts'
import * as lives from '../queries/lives.ts'
import { isReviewer } from '../queries/reviewers.ts'
import { cycleName } from './applications.ts'
import { isCallOpen } from './call-window.ts'
import { answerLife } from './life-answer.ts'
import { beginLife, currentCycle, readLiving } from './lives.ts'
import { findClause } from './open-clause.ts'
import { readJudging, readPanel } from './panel.ts'

const callCycle = 'programme_call'
const text = (fen: bigint | null): string | null => (fen === null ? null : String(fen))
const published = ['public_notice', 'agreeing', 'settled']
/** States of an application in which it is judged: sent, and not decided on yet. */
export const judged: readonly string[] = ['submitted', 'checking', 'deciding']

/** Puts a call up: a window, places, bounds and how it is judged. A retry finds the first. */
export async function makeCall(ctx: Context, input: NewCall): Promise<Call> {
  requirePermission(ctx.actor, 'calls.manage', input.city)
  checkCall(input)
  await findClause(ctx, input)
  const { city, dataset, requestKey, criteria, supportFromFen, supportToFen, ...rest } = input
  const { life, isNew } = await beginLife(ctx, {
    kind: 'call',
    lifeCycle: callCycle,
    dataset,
    cityCode: city,
    organisationId: null,
    title: input.title,
    requestKey,
  })
  if (!isNew) return getCall(ctx, String(life.id))
  if (await queries.findCallNamed(ctx.db, { ...rest, dataset, cityCode: city }))
    throw new AppError('conflict', 'policy.call_exists', { title: input.title, year: input.cohortYear })
  await queries.insertCall(ctx.db, {
    ...rest,
    lifeId: life.id,
    dataset,
    cityCode: city,
    criteria: JSON.stringify(criteria),
    supportFromFen: supportFromFen === null ? null : BigInt(supportFromFen),
    supportToFen: supportToFen === null ? null : BigInt(supportToFen),
  })
  await audit(ctx, { action: 'policy.call_make', subject: `policy.call/${life.id}`, detail: { ...input } })
  return getCall(ctx, String(life.id))
}

function checkCall(input: NewCall): void {
  const problems: { field: string; code: string }[] = []
  if (input.closesOn < input.opensOn) problems.push({ field: 'closesOn', code: 'policy.window_backwards' })
  if (new Set(input.criteria.map(({ id }) => id)).size !== input.criteria.length)
    problems.push({ field: 'criteria', code: 'policy.criteria_twice' })
  const { supportFromFen: from, supportToFen: to } = input
  if (from !== null && to !== null && BigInt(to) < BigInt(from))
    problems.push({ field: 'supportToFen', code: 'policy.bounds_backwards' })
  if (problems.length > 0)
    throw new AppError('invalid', 'policy.form_wrong', { count: problems.length }, problems)
}

type Head = CallList['items'][number]
async function headOf(
  ctx: Context,
  call: queries.CallOf,
  state: string,
  counts: queries.CallCounts | undefined,
) {
  const { cycle } = await currentCycle(ctx, callCycle, call.cityCode)
  const judges = holds(ctx.actor, 'calls.oversee')
  return {
    id: String(call.lifeId),
    title: call.title,
    programme: call.programme,
    cohortYear: call.cohortYear,
    state,
    stateTitle: cycle.states[state]?.title[ctx.lang] ?? state,
    opensOn: call.opensOn,
    closesOn: call.closesOn,
    isOpen: isCallOpen(call, state, chinaDay(ctx.now)),
    places: call.places,
    applications: judges ? (counts?.applications ?? 0) : null,
    selected: published.includes(state) && judges ? (counts?.selected ?? 0) : null,
  } satisfies Head
}

/** The calls of a city; how many applied is told to those who judge. */
export async function listCalls(
  ctx: Context,
  { city, dataset }: { city: string; dataset: Dataset },
): Promise<CallList> {
  requirePermission(ctx.actor, 'calls.read', city)
  const rows = await queries.listCalls(ctx.db, { city, dataset })
  const ids = rows.map(({ lifeId }) => lifeId)
  const states = await ctx.asProgram(() => queries.listStates(ctx.db, ids))
  const counts = await queries.countApplications(ctx.db, ids)
  const items: Head[] = []
  for (const row of rows)
    items.push(await headOf(ctx, row, states.get(row.lifeId) ?? '', counts.get(row.lifeId)))
  return { asOf: chinaDay(ctx.now), items }
}

/** The call and its life, which only offices read by themselves; undefined is refused with what was asked. */
export async function openCall(ctx: Context, id: string) {
  const call = await queries.findCall(ctx.db, BigInt(id))
  const life = await ctx.asProgram(() => lives.findLife(ctx.db, id, 'call'))
  if (!call || !life) throw new AppError('not_found', 'policy.no_call', { id })
  return { call, life }
}

/**
 * One call. Offices and departments see the applications in which they hold a part; a department its own points only
 * until the list is out, so that reviewers judge alone. A firm sees its own applications, and the list once it is public.
 */
export async function getCall(ctx: Context, id: string): Promise<Call> {
  requirePermission(ctx.actor, 'calls.read')
  const { call, life } = await openCall(ctx, id)
  requirePermission(ctx.actor, 'calls.read', call.cityCode)
  const living = await ctx.asProgram(() => readLiving(ctx, life))
  const counts = await queries.countApplications(ctx.db, [call.lifeId])
  const head = await headOf(ctx, call, life.state, counts.get(call.lifeId))
  const judges =
    holds(ctx.actor, 'calls.score') && (await isReviewer(ctx.db, call.lifeId, ctx.actor.userName))
  const items = await describeApplications(ctx, call, { state: life.state, judges })
  if ((judges || holds(ctx.actor, 'calls.oversee')) && ctx.actor.role !== 'system')
    await audit(ctx, {
      action: 'policy.call_read',
      subject: `policy.call/${id}`,
      detail: { applications: items.length },
      confidential: true,
    })
  const isPublished = published.includes(life.state)
  return {
    ...head,
    life: await answerLife(ctx, living),
    dataset: call.dataset,
    city: call.cityCode,
    policyId: call.policyId,
    clauseId: call.clauseId,
    policyTitle: (await findDocument(ctx.db, call.policyId))?.title ?? call.policyId,
    supportFromFen: text(call.supportFromFen),
    supportToFen: text(call.supportToFen),
    reviewers: call.reviewers,
    criteria: call.criteria as Call['criteria'],
    source: call.source,
    items,
    publicList: isPublished ? await ctx.asProgram(() => queries.listSelected(ctx.db, call.lifeId)) : [],
    isReviewer: judges,
    mayApply: head.isOpen && holds(ctx.actor, 'applications.write') && ctx.actor.organisationId !== null,
  }
}

/** Hundredths as points, by criterion. */
export const toPoints = (points: unknown): Record<string, number> =>
  Object.fromEntries(Object.entries(points as Record<string, number>).map(([id, of]) => [id, of / 100]))

type Reading = { state: string; judges: boolean }

async function describeApplications(
  ctx: Context,
  call: queries.CallOf,
  { state, judges }: Reading,
): Promise<CallApplication[]> {
  const rows = await queries.listCallApplications(ctx.db, call.lifeId)
  const isOut = published.includes(state)
  const manages = holds(ctx.actor, 'calls.manage')
  const seesAll = manages || (isOut && holds(ctx.actor, 'calls.oversee'))
  const { judging, scores } = await readJudging(ctx, await readPanel(ctx, call), rows)
  const soFar = new Map(orderSoFar(judging).map((one) => [one.id, one.mean]))
  const { cycle } = await currentCycle(ctx, cycleName, call.cityCode)
  const own = ctx.actor.organisationId
  return rows.map((row) => {
    const of = judging.find(({ id }) => id === row.lifeId)!
    const mine = scores.find(
      ({ applicationId, reviewer }) => applicationId === row.lifeId && reviewer === ctx.actor.userName,
    )
    const mean = isOut ? row.mean : (soFar.get(String(row.lifeId)) ?? null)
    const isMine = own !== null && row.organisationId === BigInt(own)
    return {
      id: String(row.lifeId),
      organisation: { id: String(row.organisationId), name: row.organisation },
      subject: row.subject,
      state: row.state,
      stateTitle: cycle.states[row.state]?.title[ctx.lang] ?? row.state,
      claimedFen: text(row.claimedFen),
      isMine,
      reviewers: seesAll ? (isOut ? row.reviewers : of.sheets.length) : null,
      eligible: manages ? of.eligible : null,
      mean: seesAll && mean !== null ? mean / 100 : null,
      place: seesAll ? row.place : null,
      isSelected: row.isSelected,
      supportFen: text(row.supportFen),
      agreementId: text(row.agreementId),
      own: mine ? toPoints(mine.points) : null,
      mayScore: judges && !isMine && state === 'reviewing' && judged.includes(row.state),
    }
  })
}
