import type { Refusal } from '../../../engines/workflow/index.ts'
import { translate } from '../../../platform/words.ts'
import type { Context } from '../../access/index.ts'
import { askedBy, countsFor, whyNotClose } from '../domain/closing.ts'
import { gapCycle } from '../domain/gap-life.ts'
import type { HeldEvidence, HeldGap } from '../queries/gap-objects.ts'
import { accountOf } from './gap-actor.ts'

/** A refusal of the life cycle in the words of the person who must act. */
export function sayRefusal(ctx: Context, refusal: Refusal): string {
  if (refusal.code === 'attachment_missing') return translate(ctx.lang, 'gaps.refusal.evidence_missing')
  if (refusal.code === 'comment_missing') return translate(ctx.lang, 'gaps.refusal.comment_missing')
  if (refusal.code === 'not_permitted') {
    const roles = refusal.neededRoles.map((role) => {
      const words = gapCycle.roles[role]
      return (ctx.lang === 'en' ? words?.en : words?.zh) ?? role
    })
    return translate(ctx.lang, 'gaps.refusal.not_permitted', { roles: roles.join('、') })
  }
  return translate(ctx.lang, 'gaps.refusal.wrong_state')
}

/** Why this person may not close, in words; empty when they may. */
export function closingRefusals(ctx: Context, row: HeldGap, evidence: readonly HeldEvidence[]): string[] {
  const why = whyNotClose(
    { id: accountOf(ctx), name: ctx.actor.displayName },
    { asked: askedBy(row.history, row.askedToCloseBy), foundOn: row.foundOn, evidence },
  )
  return why === null ? [] : [translate(ctx.lang, `gaps.refusal.${why}`)]
}

/** The kinds of attachment that a gap has as its life cycle counts them. */
export const attachmentsOf = (row: HeldGap, evidence: readonly HeldEvidence[]) =>
  evidence.some((one) => countsFor(row.foundOn, one)) ? ['evidence'] : []
