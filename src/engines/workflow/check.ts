import type { LifeCycle } from './model.ts'

/** What is wrong with a life cycle, where, in words for the person who writes the pack. */
export type Flaw = { readonly at: string; readonly zh: string; readonly en: string }

const flaw = (at: string, zh: string, en: string): Flaw => ({ at, zh, en })

/** States that can be reached from `from` by the actions, itself with them. */
function reachable(cycle: LifeCycle, from: string, backwards = false): Set<string> {
  const seen = new Set([from])
  const waiting = [from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const action of Object.values(cycle.actions)) {
      const next = backwards
        ? action.to === at
          ? action.from
          : []
        : action.from.includes(at)
          ? [action.to]
          : []
      for (const state of next) if (!seen.has(state)) waiting.push(seen.add(state) && state)
    }
  }
  return seen
}

function stateFlaws(cycle: LifeCycle): Flaw[] {
  const reached = reachable(cycle, cycle.initial)
  const ends = Object.entries(cycle.states)
    .filter(([, state]) => state.kind !== 'open')
    .map(([name]) => name)
  const canEnd = new Set(ends.flatMap((end) => [...reachable(cycle, end, true)]))
  return Object.entries(cycle.states).flatMap(([name, state]) => {
    const at = `states.${name}`
    const leaves = Object.values(cycle.actions).some((action) => action.from.includes(name))
    const { parallel, deadline } = state
    const count = parallel?.parts.length ?? 0
    return [
      ...(reached.has(name)
        ? []
        : [flaw(at, '从起始状态无法到达', 'cannot be reached from the initial state')]),
      ...(state.kind === 'open' && !canEnd.has(name)
        ? [flaw(at, '死胡同：没有通向结束状态的路径', 'dead end: no way leads to an end')]
        : []),
      ...(state.kind !== 'open' && leaves
        ? [flaw(at, '结束状态不应再有动作', 'an end has no further actions')]
        : []),
      ...(state.kind !== 'open' && deadline
        ? [flaw(at, '结束状态不应有时限', 'an end has no deadline')]
        : []),
      ...(parallel &&
      parallel.need !== 'all' &&
      !(Number.isInteger(parallel.need) && parallel.need >= 1 && parallel.need <= count)
        ? [flaw(`${at}.parallel`, `need 应在 1 到 ${count} 之间`, `need must lie between 1 and ${count}`)]
        : []),
      ...deadlineFlaws(cycle, name),
    ]
  })
}

function deadlineFlaws(cycle: LifeCycle, name: string): Flaw[] {
  const deadline = cycle.states[name]?.deadline
  if (!deadline) return []
  const at = `states.${name}.deadline`
  const days = deadline.escalate.map(({ afterWorkingDays }) => afterWorkingDays)
  const isRising = days.every((value, i) => value >= 0 && (i === 0 || value > (days[i - 1] as number)))
  return [
    ...(Number.isInteger(deadline.workingDays) && deadline.workingDays >= 1
      ? []
      : [flaw(at, '时限至少为 1 个工作日', 'a deadline is one working day or more')]),
    ...(isRising ? [] : [flaw(at, '升级步骤应按天数递增', 'steps of escalation must rise in days')]),
    ...deadline.escalate.flatMap(({ to }) => unknownRoles(cycle, [to], at)),
  ]
}

function unknownRoles(cycle: LifeCycle, roles: readonly string[], at: string): Flaw[] {
  return roles
    .filter((role) => !Object.hasOwn(cycle.roles, role))
    .map((role) => flaw(at, `角色 ${role} 未声明`, `role ${role} is not declared`))
}

function unknownAttachments(cycle: LifeCycle, kinds: readonly string[] | undefined, at: string): Flaw[] {
  return (kinds ?? [])
    .filter((kind) => !Object.hasOwn(cycle.attachments, kind))
    .map((kind) => flaw(at, `附件 ${kind} 未声明`, `attachment ${kind} is not declared`))
}

function actorFlaws(cycle: LifeCycle, by: readonly string[], at: string): Flaw[] {
  return by.length === 0 ? [flaw(at, '没有人可以执行', 'nobody may do it')] : unknownRoles(cycle, by, at)
}

function actionFlaws(cycle: LifeCycle): Flaw[] {
  return Object.entries(cycle.actions).flatMap(([name, action]) => {
    const at = `actions.${name}`
    const unknown = [...action.from, action.to].filter((state) => !Object.hasOwn(cycle.states, state))
    const withoutParts =
      action.afterParts || action.parts ? action.from.filter((state) => !cycle.states[state]?.parallel) : []
    const withoutDeadline = action.afterDeadline
      ? action.from.filter((state) => !cycle.states[state]?.deadline)
      : []
    return [
      ...withoutDeadline.map((state) => flaw(at, `状态 ${state} 没有时限`, `state ${state} has no deadline`)),
      ...unknown.map((state) => flaw(at, `状态 ${state} 不存在`, `there is no state ${state}`)),
      ...(action.from.length === 0 ? [flaw(at, '没有起点状态', 'starts from no state')] : []),
      ...withoutParts.map((state) =>
        flaw(at, `状态 ${state} 没有并行环节`, `state ${state} has no parallel parts`),
      ),
      ...actorFlaws(cycle, action.by, at),
      ...unknownAttachments(cycle, action.needs, at),
    ]
  })
}

function partFlaws(cycle: LifeCycle): Flaw[] {
  return Object.entries(cycle.states).flatMap(([name, { parallel }]) => {
    const ids = parallel?.parts.map(({ id }) => id) ?? []
    const doubled = ids.filter((id, i) => ids.indexOf(id) !== i)
    return [
      ...doubled.map((id) =>
        flaw(`states.${name}.parallel`, `并行环节 ${id} 重复`, `part ${id} stands twice`),
      ),
      ...(parallel?.parts ?? []).flatMap(({ id, by, needs }) => {
        const at = `states.${name}.parallel.${id}`
        return [...actorFlaws(cycle, by, at), ...unknownAttachments(cycle, needs, at)]
      }),
    ]
  })
}

/** Everything that is wrong with a life cycle before anyone lives it; empty when it is sound. */
export function checkLifeCycle(cycle: LifeCycle): Flaw[] {
  if (!Object.hasOwn(cycle.states, cycle.initial)) {
    return [flaw('initial', `起始状态 ${cycle.initial} 不存在`, `there is no initial state ${cycle.initial}`)]
  }
  return [...stateFlaws(cycle), ...actionFlaws(cycle), ...partFlaws(cycle)]
}
