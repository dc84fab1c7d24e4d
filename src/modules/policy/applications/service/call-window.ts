// What a call asks of an application: its window, its bounds, and which steps are taken on the call's page.
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import type { Context } from '../../../access/index.ts'
import type { CaseAct, NewApplication } from '../../model.ts'
import { yuanOf } from '../domain/chinese-amount.ts'
import { type CallOf, findCall, listStates } from '../queries/calls.ts'

/** Steps of an application to a call that the call takes for all of its applications, or its agreement. */
export const actsOfCall: readonly string[] = ['publicise', 'decline', 'approve', 'reopen', 'agree']

/** A step that belongs to the call is refused on the application, and the other way round. */
export function refuseElsewhere(callId: bigint | null, action: string, by: 'asker' | 'call'): void {
  if (by === 'call') return
  if (callId !== null && actsOfCall.includes(action))
    throw new AppError('conflict', 'policy.decided_by_call', { id: String(callId) })
  if (callId === null && action === 'agree') throw new AppError('conflict', 'policy.no_call_of_application')
}

/** Whether one may apply to a call on a day: it is announced, and its window is open. */
export const isCallOpen = (
  call: Pick<CallOf, 'opensOn' | 'closesOn'>,
  state: string,
  today: string,
): boolean => state === 'announced' && call.opensOn <= today && today <= call.closesOn

async function requireOpen(ctx: Context, callId: bigint): Promise<CallOf> {
  const call = await findCall(ctx.db, callId)
  const state = (await ctx.asProgram(() => listStates(ctx.db, [callId]))).get(callId)
  if (!call || state === undefined) throw new AppError('not_found', 'policy.no_call', { id: String(callId) })
  if (!isCallOpen(call, state, chinaDay(ctx.now)))
    throw new AppError('conflict', 'policy.call_not_open', {
      title: call.title,
      opensOn: call.opensOn,
      closesOn: call.closesOn,
    })
  return call
}

/** The call that a new application answers; its city, data set and clause must be the call's. */
export async function openForApplication(ctx: Context, input: NewApplication): Promise<CallOf> {
  const call = await requireOpen(ctx, BigInt(input.call!.id))
  const isSame =
    call.cityCode === input.city &&
    call.dataset === input.dataset &&
    call.policyId === input.policyId &&
    call.clauseId === input.clauseId
  if (!isSame) throw new AppError('invalid', 'policy.call_of_other_clause', { title: call.title })
  return call
}

/** Before an application to a call is sent: the amount asked for is stated and within bounds; the first time in the window. */
export async function requireOpenCall(
  ctx: Context,
  { callId, claimedFen }: { callId: bigint; claimedFen: bigint | null },
  { action }: Pick<CaseAct, 'action'>,
): Promise<void> {
  const call = action === 'submit' ? await requireOpen(ctx, callId) : (await findCall(ctx.db, callId))!
  requireWithin(call, claimedFen)
}

/** Refuses an amount that a call cannot give; an amount that was not stated too. */
export function requireWithin(call: CallOf, fen: bigint | null): void {
  const isBelow = fen === null || fen === 0n || (call.supportFromFen !== null && fen < call.supportFromFen)
  const isAbove = fen !== null && call.supportToFen !== null && fen > call.supportToFen
  if (isBelow || isAbove)
    throw new AppError('conflict', 'policy.support_out_of_bounds', {
      amount: fen === null ? '—' : yuanOf(fen),
      from: yuanOf(call.supportFromFen ?? 1n),
      to: call.supportToFen === null ? '∞' : yuanOf(call.supportToFen),
    })
}
