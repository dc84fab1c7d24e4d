import type { LeadAction, LeadState } from '../model.ts'

/** A step that a file tells; its day null where the file does not say. */
export type ToldStep = { readonly action: LeadAction; readonly happenedOn: string | null }
export type ToldDays = Readonly<Partial<Record<LeadState, string>>>
export type PathFault = 'day_backwards' | 'day_ahead' | 'landed_undated'

const actionTo = {
  contacted: 'contact',
  visited: 'visit',
  negotiating: 'negotiate',
  signed: 'sign',
  landed: 'land',
} as const
const order = Object.keys(actionTo) as (keyof typeof actionTo)[]
/** A lead may be negotiated without a visit; every other step has to be passed. */
const mayBeLeftOut = 'visited'

/**
 * The steps by which a lead came where a file says that it stands: those that the life cycle asks, each with its day where
 * the file tells one. A day of a further step than the stage takes the lead there; a lost lead passed what bears a day.
 *
 * @param today ISO day; a day after it is a fault, and so are days that go backwards and a landing without a day
 */
export function toldPath(
  state: LeadState,
  days: ToldDays,
  today: string,
): { readonly steps: readonly ToldStep[] } | { readonly fault: PathFault; readonly day: string | null } {
  const dated = order.filter((each) => days[each] !== undefined)
  const reached = Math.max(order.indexOf(state as never), ...dated.map((each) => order.indexOf(each)))
  const passed = order
    .slice(0, reached + 1)
    .filter((each, i) => each !== mayBeLeftOut || i === reached || days[each] !== undefined)
  const steps: ToldStep[] = passed.map((each) => ({
    action: actionTo[each],
    happenedOn: days[each] ?? null,
  }))
  if (state === 'lost') steps.push({ action: 'lose', happenedOn: days.lost ?? null })
  return faultOf(steps, today) ?? { steps }
}

function faultOf(steps: readonly ToldStep[], today: string) {
  let last = ''
  for (const { action, happenedOn } of steps) {
    if (action === 'land' && happenedOn === null) return { fault: 'landed_undated' as const, day: null }
    if (happenedOn === null) continue
    if (happenedOn > today) return { fault: 'day_ahead' as const, day: happenedOn }
    if (happenedOn < last) return { fault: 'day_backwards' as const, day: happenedOn }
    last = happenedOn
  }
  return undefined
}
