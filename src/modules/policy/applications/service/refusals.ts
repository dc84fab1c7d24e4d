import type { Refusal } from '../../../../engines/workflow/index.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { translate } from '../../../../platform/words.ts'
import type { Context } from '../../../access/index.ts'
import type { Living } from './lives.ts'

type Where = Pick<Living, 'cycle'> & { readonly life?: { readonly organisationId: bigint | null } }

/** One reason of the engine as code and parameters, with names in the reader's language. */
function paramsOf({ lang }: Context, { cycle }: Where, refusal: Refusal): Record<string, string | number> {
  const states = (names: readonly string[]) =>
    names.map((name) => cycle.states[name]?.title[lang] ?? name).join('、')
  const roles = (names: readonly string[]) =>
    names.map((name) => cycle.roles[name]?.[lang] ?? name).join('、')
  const parts = (ids: readonly string[]) => {
    const all = Object.values(cycle.states).flatMap(({ parallel }) => parallel?.parts ?? [])
    return ids.map((id) => all.find((part) => part.id === id)?.title[lang] ?? id).join('、')
  }
  switch (refusal.code) {
    case 'wrong_state':
      return { state: states([refusal.state]), allowed: states(refusal.allowedIn) }
    case 'not_permitted':
      return { roles: roles(refusal.neededRoles) }
    case 'attachment_missing':
      return {
        attachments: refusal.attachments.map((kind) => cycle.attachments[kind]?.[lang] ?? kind).join('、'),
      }
    case 'parts_open':
    case 'parts_objected':
      return { parts: parts(refusal.parts) }
    case 'subtasks_open':
      return { count: refusal.subtasks.length }
    case 'too_early':
      return { until: refusal.until }
    case 'ended':
      return { state: states([refusal.state]) }
    case 'earlier_than_history':
      return { last: refusal.last }
    case 'comment_missing':
    case 'nothing_objected':
      return {}
    default:
      return { name: refusal.name }
  }
}

/** Reasons why something may not be done, as sentences. */
export const reasonTexts = (ctx: Context, where: Where, refusals: readonly Refusal[]): string[] =>
  refusals.map((refusal) =>
    translate(ctx.lang, `policy.life_refusal.${refusal.code}`, paramsOf(ctx, where, refusal)),
  )

/** The refusal of an action as an error that tells every reason at once. */
export function refused(ctx: Context, living: Living, refusals: readonly Refusal[]): AppError {
  const { organisationId } = ctx.actor
  const isOwn = organisationId !== null && living.life.organisationId === BigInt(organisationId)
  const isForbidden = refusals.some(({ code }) => code === 'not_permitted')
  if (isOwn && isForbidden && ctx.actor.role !== 'firm' && ctx.actor.role !== 'leading_firm')
    return new AppError('forbidden', 'policy.own_case')
  const reasons = reasonTexts(ctx, living, refusals).join(' ')
  return new AppError(isForbidden ? 'forbidden' : 'conflict', 'policy.not_now', { reasons })
}
