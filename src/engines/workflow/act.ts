import { type Calendar, dayOf, dueOn } from './deadlines.ts'
import type { Action, Actor, Event, Instance, LifeCycle, Outcome, Part, Refusal, State } from './model.ts'

/** What is asked; the clock is handed in as `at`, an instant (ISO, UTC). */
export type Asked = {
  readonly actor: Actor
  readonly at: string
  readonly attachments?: readonly string[]
  readonly comment?: string
  /** What a part says when it is finished. */
  readonly verdict?: 'agreed' | 'objected'
  /** Needed by actions that wait for a deadline to pass. */
  readonly calendar?: Calendar
}

const stateOf = (cycle: LifeCycle, name: string): State => {
  const state = Object.hasOwn(cycle.states, name) ? cycle.states[name] : undefined
  if (!state) throw new RangeError(`life cycle ${cycle.id} has no state ${name}`)
  return state
}

const actionOf = (cycle: LifeCycle, name: string): Action | undefined =>
  Object.hasOwn(cycle.actions, name) ? cycle.actions[name] : undefined

const happened = ({ actor, at, attachments = [], comment }: Asked) => ({
  at,
  actor: actor.id,
  attachments: [...attachments],
  comment: comment?.trim() || null,
})

const isPermitted = (actor: Actor, roles: readonly string[]) =>
  roles.some((role) => actor.roles.includes(role))

/** Begins a life: the first line of its history. */
export function start(cycle: LifeCycle, asked: Asked): Instance {
  const event: Event = { kind: 'started', state: cycle.initial, ...happened(asked) }
  return replay(cycle, [event])
}

/** Takes a history from its first line to the present; what the history says is what is. */
export function replay(cycle: LifeCycle, history: readonly Event[]): Instance {
  const [first, ...rest] = history
  if (first?.kind !== 'started') throw new RangeError('a history begins with its start')
  const begun: Instance = {
    lifeCycle: cycle.id,
    version: cycle.version,
    state: first.state,
    enteredAt: first.at,
    partsDone: [],
    objections: [],
    openSubtasks: [],
    escalated: 0,
    history: [first],
  }
  return rest.reduce(apply, begun)
}

function apply(instance: Instance, event: Event): Instance {
  const history = [...instance.history, event]
  switch (event.kind) {
    case 'started':
      throw new RangeError('a history begins only once')
    case 'acted':
      return {
        ...instance,
        state: event.to,
        enteredAt: event.at,
        partsDone: [],
        objections: [],
        escalated: 0,
        history,
      }
    case 'part_done':
      return {
        ...instance,
        partsDone: [...instance.partsDone, event.part],
        objections: [...instance.objections, ...(event.verdict === 'objected' ? [event.part] : [])],
        history,
      }
    case 'subtask_opened':
      return { ...instance, openSubtasks: [...instance.openSubtasks, event.subtask], history }
    case 'subtask_closed':
      return {
        ...instance,
        openSubtasks: instance.openSubtasks.filter((id) => id !== event.subtask),
        history,
      }
    case 'escalated':
      return { ...instance, escalated: event.step, history }
  }
}

function timeRefusal({ history }: Instance, at: string): Refusal[] {
  const last = history.at(-1)?.at ?? ''
  return Date.parse(at) >= Date.parse(last) ? [] : [{ code: 'earlier_than_history', last }]
}

function openParts(state: State, instance: Instance): Refusal[] {
  if (!state.parallel) return []
  const { parts, need } = state.parallel
  const wanted = need === 'all' ? parts.length : need
  if (instance.partsDone.length >= wanted) return []
  return [
    {
      code: 'parts_open',
      need: wanted,
      parts: parts.map(({ id }) => id).filter((id) => !instance.partsDone.includes(id)),
    },
  ]
}

function partsRefusal({ parts }: Action, { objections }: Instance): Refusal[] {
  if (parts === 'agreed' && objections.length > 0) return [{ code: 'parts_objected', parts: objections }]
  if (parts === 'objected' && objections.length === 0) return [{ code: 'nothing_objected' }]
  return []
}

/** Without a calendar nobody can tell whether the days are over, so the answer is no. */
function deadlineRefusal(cycle: LifeCycle, instance: Instance, { at, calendar }: Asked): Refusal[] {
  const due = calendar ? dueOn(cycle, instance, calendar) : null
  if (due !== null && dayOf(at) > due) return []
  return [{ code: 'too_early', until: due ?? '' }]
}

function missing(
  needs: readonly string[] | undefined,
  attachments: readonly string[] | undefined,
): Refusal[] {
  const lacking = (needs ?? []).filter((kind) => !(attachments ?? []).includes(kind))
  return lacking.length === 0 ? [] : [{ code: 'attachment_missing', attachments: lacking }]
}

/** Every reason why an action may not be taken now; empty when it may. */
export function refusalsFor(cycle: LifeCycle, instance: Instance, name: string, asked: Asked): Refusal[] {
  const action = actionOf(cycle, name)
  if (!action) return [{ code: 'unknown_action', name }]
  if (!action.from.includes(instance.state))
    return [{ code: 'wrong_state', state: instance.state, allowedIn: action.from }]
  if (!isPermitted(asked.actor, action.by)) return [{ code: 'not_permitted', neededRoles: action.by }]
  const state = stateOf(cycle, instance.state)
  return [
    ...timeRefusal(instance, asked.at),
    ...missing(action.needs, asked.attachments),
    ...(action.needsComment && !asked.comment?.trim() ? [{ code: 'comment_missing' } as const] : []),
    ...(action.afterParts ? openParts(state, instance) : []),
    ...partsRefusal(action, instance),
    ...(action.afterDeadline ? deadlineRefusal(cycle, instance, asked) : []),
    ...(action.afterSubtasks && instance.openSubtasks.length > 0
      ? [{ code: 'subtasks_open', subtasks: instance.openSubtasks } as const]
      : []),
  ]
}

/** Takes an action, or says every reason why not; nothing is half done. */
export function act(cycle: LifeCycle, instance: Instance, name: string, asked: Asked): Outcome {
  const refusals = refusalsFor(cycle, instance, name, asked)
  const action = actionOf(cycle, name)
  if (refusals.length > 0 || !action) return { ok: false, refusals }
  return {
    ok: true,
    instance: apply(instance, {
      kind: 'acted',
      action: name,
      from: instance.state,
      to: action.to,
      ...happened(asked),
    }),
  }
}

/**
 * The actions that this person may take in this state, each with what still stands in the way. With `now`, also whether
 * a deadline that has to pass has passed.
 */
export function allowedActions(
  cycle: LifeCycle,
  instance: Instance,
  actor: Actor,
  now?: { readonly at: string; readonly calendar: Calendar },
) {
  return Object.entries(cycle.actions)
    .filter(([, action]) => action.from.includes(instance.state) && isPermitted(actor, action.by))
    .map(([name, action]) => {
      const last = instance.history.at(-1)?.at ?? instance.enteredAt
      const asked = { actor, at: last, attachments: action.needs ?? [], comment: '-', ...now }
      return {
        name,
        title: action.title,
        needs: action.needs ?? [],
        needsComment: action.needsComment ?? false,
        blockedBy: refusalsFor(cycle, instance, name, asked),
      }
    })
}

/** Finishes one of the parts that run side by side in the present state. */
export function finishPart(cycle: LifeCycle, instance: Instance, id: string, asked: Asked): Outcome {
  const part: Part | undefined = stateOf(cycle, instance.state).parallel?.parts.find((one) => one.id === id)
  if (!part) return { ok: false, refusals: [{ code: 'unknown_part', name: id }] }
  if (!isPermitted(asked.actor, part.by))
    return { ok: false, refusals: [{ code: 'not_permitted', neededRoles: part.by }] }
  const refusals: Refusal[] = [
    ...(instance.partsDone.includes(id) ? [{ code: 'part_already_done', name: id } as const] : []),
    ...timeRefusal(instance, asked.at),
    ...missing(part.needs, asked.attachments),
    ...(asked.verdict === 'objected' && !asked.comment?.trim() ? [{ code: 'comment_missing' } as const] : []),
  ]
  if (refusals.length > 0) return { ok: false, refusals }
  return {
    ok: true,
    instance: apply(instance, {
      kind: 'part_done',
      state: instance.state,
      part: id,
      verdict: asked.verdict ?? null,
      ...happened(asked),
    }),
  }
}

function changeSubtask(
  cycle: LifeCycle,
  instance: Instance,
  kind: 'subtask_opened' | 'subtask_closed',
  subtask: string,
  asked: Asked,
): Outcome {
  const isOpen = instance.openSubtasks.includes(subtask)
  const isEnded = stateOf(cycle, instance.state).kind !== 'open'
  const refusals: Refusal[] = [
    ...(isEnded ? [{ code: 'ended', state: instance.state } as const] : []),
    ...(kind === 'subtask_opened' && wasOpened(instance, subtask)
      ? [{ code: 'subtask_exists', name: subtask } as const]
      : []),
    ...(kind === 'subtask_closed' && !isOpen ? [{ code: 'unknown_subtask', name: subtask } as const] : []),
    ...timeRefusal(instance, asked.at),
  ]
  if (refusals.length > 0) return { ok: false, refusals }
  return { ok: true, instance: apply(instance, { kind, subtask, ...happened(asked) }) }
}

const wasOpened = ({ history }: Instance, subtask: string) =>
  history.some((event) => event.kind === 'subtask_opened' && event.subtask === subtask)

/** Hangs a sub-task under a thing that is still open; who may do so is the room's to check. */
export const openSubtask = (cycle: LifeCycle, instance: Instance, subtask: string, asked: Asked) =>
  changeSubtask(cycle, instance, 'subtask_opened', subtask, asked)

/** Closes a sub-task that is open. */
export const closeSubtask = (cycle: LifeCycle, instance: Instance, subtask: string, asked: Asked) =>
  changeSubtask(cycle, instance, 'subtask_closed', subtask, asked)

/** Writes an escalation into the history; see `escalationsDue` for when. */
export function recordEscalation(
  instance: Instance,
  taken: { to: string; step: number; dueOn: string; at: string },
): Instance {
  const { at, ...step } = taken
  return apply(instance, {
    kind: 'escalated',
    state: instance.state,
    ...step,
    at,
    actor: 'system',
    comment: null,
    attachments: [],
  })
}
