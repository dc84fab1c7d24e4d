import { chinaDay } from '../../../kernel/china-day.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, type Dataset, holds, requirePermission } from '../../access/index.ts'
import { listChains } from '../../chains/index.ts'
import { type GapList, getOverview, listGaps, listRegister, type Overview } from '../../gaps/index.ts'
import { readIndicatorBoard } from '../../indicators/index.ts'
import { readTaskState, type TaskState } from '../../programmes/index.ts'
import { countAlerts } from '../../risk/index.ts'
import { daysBefore } from '../domain/period.ts'
import { chainMove } from '../domain/week-changes.ts'
import type { Cockpit, CockpitChange, DayState } from '../model.ts'
import { findDayState, upsertDayState } from '../queries/day-states.ts'
import { cityNameOf } from './gather/scope.ts'
import { linesOfTargets, openConflicts, sayGoal } from './gather/target-lines.ts'

type Place = { readonly city: string; readonly dataset: Dataset }
/** What is compared with: the counts kept about a week ago, at least three days and at most two weeks. */
const compared = { least: 3, aim: 7, most: 14 }

const at = ({ city, dataset }: Place, page: string) =>
  `${page}${page.includes('?') ? '&' : '?'}city=${city}&dataset=${dataset}`

/** Everything a leader looks at in a minute, each number with the page that it opens. */
export async function readCockpit(ctx: Context, place: Place): Promise<Cockpit> {
  requirePermission(ctx.actor, 'reports.read', place.city)
  const { city, dataset } = place
  const on = chinaDay(ctx.now)
  const since = daysBefore(on, 6)
  const overview = await getOverview(ctx, place)
  const gaps = await listGaps(ctx, place)
  const kept = await findBefore(ctx, place, on)
  const tasks = holds(ctx.actor, 'programmes.read')
    ? await readTaskState(ctx, { cityCode: city, dataset, onDate: on, since })
    : null
  const register = await readRegister(ctx, place)
  const alerts = await countAlerts(ctx, { city, dataset, from: since, until: daysBefore(on, -1) })
  const chains = await tellChains(ctx, place, { overview, gaps, kept: kept?.content, tasks })
  const told = {
    ...{ city, dataset, asOf: on, at: ctx.now.toISOString(), cityName: await cityNameOf(ctx, city), chains },
    gaps: {
      ...countGaps(overview),
      open: register.open,
      overdue: register.overdue,
      path: at(place, '/gaps'),
    },
    tasks: tasks && hasTasks(tasks) ? tellTasks(place, tasks) : null,
    targets: await tellTargets(ctx, place, on),
    alerts: { ...alerts, path: at(place, '/monitoring') },
  }
  const changes = [
    ...chainChanges(ctx, chains),
    ...registerChanges(ctx, place, register.items, since),
    ...(tasks ? taskChanges(ctx, place, tasks) : []),
  ]
  return { ...told, week: { since, comparedOn: kept?.day ?? null, changes } }
}

const findBefore = (ctx: Context, place: Place, on: string) =>
  findDayState(ctx.db, place, {
    from: daysBefore(on, compared.most),
    until: daysBefore(on, compared.aim),
  }).then(
    (found) =>
      found ??
      findDayState(ctx.db, place, {
        ...{ from: daysBefore(on, compared.aim), until: daysBefore(on, compared.least) },
      }),
  )

/** Missing and weak nodes of all chains; null while nothing is judged. */
function countGaps({ chains }: Overview) {
  const drawn = chains.flatMap(({ counts }) => counts ?? [])
  const total = (status: 'strong' | 'weak' | 'missing') =>
    drawn.reduce((sum, counts) => sum + counts[status], 0)
  const isJudged = total('strong') + total('weak') + total('missing') > 0
  return isJudged ? { missing: total('missing'), weak: total('weak') } : { missing: null, weak: null }
}

async function readRegister(ctx: Context, { city, dataset }: Place) {
  if (!holds(ctx.actor, 'gaps.register_read')) return { open: null, overdue: null, items: [] }
  const { items } = await listRegister(ctx, { city, dataset, state: 'all' })
  const open = items.filter(({ state }) => state !== 'closed' && state !== 'dropped')
  return { open: open.length, overdue: open.filter(({ isOverdue }) => isOverdue).length, items }
}

type Seen = {
  readonly overview: Overview
  readonly gaps: GapList
  readonly kept: DayState | undefined
  readonly tasks: TaskState | null
}

async function tellChains(ctx: Context, place: Place, seen: Seen): Promise<Cockpit['chains']> {
  const { overview, gaps, kept, tasks } = seen
  const judged = new Map(overview.chains.map((chain) => [chain.id, chain]))
  const { chains } = await listChains(ctx, { city: place.city })
  const red = tasks && hasTasks(tasks) ? tasks.late : null
  const redOf = (id: string) => red?.filter(({ chainId }) => chainId === id).length ?? null
  return chains.map(({ id, name, leader }) => {
    const gravest = gaps.items.find((gap) => gap.chain.id === id && gap.status === 'missing')
    return {
      ...{ id, name: name[ctx.lang], leader: leader?.holder ?? null, counts: judged.get(id)?.counts ?? null },
      before: kept?.chains[id] ?? null,
      gravest: gravest
        ? {
            ...{ node: gravest.node.name, dependents: gravest.dependents },
            path: at(place, `/chains/${id}?node=${gravest.node.id}`),
          }
        : null,
      ...{ redTasks: redOf(id), path: at(place, `/chains/${id}`) },
    }
  })
}

const hasTasks = ({ counts }: TaskState) => counts.open + counts.reached > 0

function tellTasks(place: Place, { counts, late }: TaskState): NonNullable<Cockpit['tasks']> {
  return {
    ...{
      open: counts.open,
      done: counts.reached,
      red: counts.red,
      yellow: counts.yellow,
      green: counts.green,
    },
    path: at(place, '/tasks?view=red'),
    late: late.slice(0, 8).map((task) => ({
      ...{ id: task.id, title: task.title, due: task.dueWritten, days: task.overdueWorkingDays },
      units: task.units.filter(({ part }) => part === 'lead').map(({ name }) => name),
      path: at(place, task.path),
    })),
  }
}

async function tellTargets(ctx: Context, place: Place, on: string): Promise<Cockpit['targets']> {
  const { city, dataset } = place
  const lines = linesOfTargets(await readIndicatorBoard(ctx, { cityCode: city, dataset, onDate: on }))
  const count = (...lights: readonly string[]) =>
    lines.filter(({ target }) => lights.includes(target.light)).length
  const known = lines.filter(({ target }) => target.light !== 'unknown')
  return {
    ...{ total: lines.length, reached: count('reached'), onCourse: count('on_course') },
    ...{ behind: count('at_risk', 'off_course'), unknown: count('unknown') },
    ...{ conflicts: openConflicts(lines), path: at(place, '/indicators') },
    items: known.slice(0, 12).map(({ row, target }) => ({
      ...{ id: target.id, name: row.name[ctx.lang], scope: target.scope[ctx.lang], goal: sayGoal(target) },
      ...{ due: target.dueWritten, value: row.value === null ? null : `${row.value}${row.unit}` },
      ...{ valueOn: row.asOf, light: target.light, path: at(place, row.openPath) },
    })),
  }
}

const say = (ctx: Context, code: string, params: Record<string, string | number> = {}) =>
  translate(ctx.lang, `reports.change.${code}`, params)

function chainChanges(ctx: Context, chains: Cockpit['chains']): CockpitChange[] {
  return chains.flatMap(({ id, name, before, counts, path }) => {
    const move = chainMove(before, counts)
    if (!move) return []
    const moved = Object.entries(move.moved).map(([status, by]) =>
      say(ctx, `status_${status}`, { by: by > 0 ? `+${by}` : `−${-by}` }),
    )
    const text = say(ctx, 'chain', { name, moved: moved.join(ctx.lang === 'zh' ? '，' : ', ') })
    return [{ id: `chain/${id}`, kind: move.kind, text, path }]
  })
}

type Registered = Awaited<ReturnType<typeof readRegister>>['items']

function registerChanges(ctx: Context, place: Place, items: Registered, since: string): CockpitChange[] {
  return items.flatMap((gap): CockpitChange[] => {
    const params = { title: gap.title, chain: gap.chain.name }
    const path = at(place, `/gaps/${gap.id}`)
    if (gap.closedOn !== null && gap.closedOn >= since)
      return [{ id: `gap/${gap.id}`, kind: 'done', text: say(ctx, 'gap_closed', params), path }]
    if (gap.foundOn >= since)
      return [{ id: `gap/${gap.id}`, kind: 'new', text: say(ctx, 'gap_found', params), path }]
    return []
  })
}

function taskChanges(ctx: Context, place: Place, { changes }: TaskState): CockpitChange[] {
  const tell = (of: 'reached' | 'turnedLate', kind: 'done' | 'late', code: string) =>
    changes[of].map(
      (task): CockpitChange => ({
        ...{ id: `task/${kind}/${task.id}`, kind, text: say(ctx, code, { title: task.title }) },
        path: at(place, task.path),
      }),
    )
  return [...tell('turnedLate', 'late', 'task_late'), ...tell('reached', 'done', 'task_done')]
}

/** Keeps today's public counts of a city, so that a later day can tell what moved. */
export async function keepDayState(ctx: Context, place: Place): Promise<void> {
  requirePermission(ctx.actor, 'reports.read', place.city)
  const { chains, figures } = await getOverview(ctx, place)
  const content: DayState = {
    chains: Object.fromEntries(chains.map(({ id, counts }) => [id, counts])),
    organisations: figures.organisations,
  }
  await upsertDayState(ctx.db, place, { day: chinaDay(ctx.now), content, at: ctx.now })
}
