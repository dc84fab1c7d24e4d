import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { act, allowedActions, closeSubtask, finishPart, openSubtask, recordEscalation, start } from './act.ts'
import {
  addWorkingDays,
  type Calendar,
  dueOn,
  escalationsDue,
  standing,
  standingOn,
  workingDaysBetween,
} from './deadlines.ts'
import { supervisedTask } from './fixtures/supervised-task.ts'
import type { Instance, LifeCycle, Outcome } from './model.ts'
import { parseLifeCycle } from './parse.ts'
import { lifeCycleMermaid, lifeCycleSvg } from './picture.ts'

const file = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
const parsed = parseLifeCycle(parse(file('proposal-reply.yaml')))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.flaws))
const proposal: LifeCycle = parsed.cycle

const who = (...roles: string[]) => ({ id: roles.join('+'), roles })
const must = (outcome: Outcome): Instance => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  return outcome.instance
}
const codes = (outcome: Outcome) => (outcome.ok ? [] : outcome.refusals.map(({ code }) => code))

/** Weekends off, and the first days of October 2024 as the State Council's notice had them, 12 October worked. */
const calendar: Calendar = {
  isWorkingDay(day) {
    if (day >= '2024-10-01' && day <= '2024-10-07') return false
    if (day === '2024-10-12') return true
    return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
  },
}

const at = (day: string) => `${day}T02:00:00.000Z`
const drafting = () => {
  const received = start(proposal, { actor: who('office'), at: at('2024-09-23') })
  return must(act(proposal, received, 'assign', { actor: who('office'), at: at('2024-09-24') }))
}

describe('a proposal on its way', () => {
  test('needs the role, the attachment, the reason, the right state: each said at once', () => {
    const now = drafting()
    const day = at('2024-09-25')
    expect(
      codes(act(proposal, now, 'consult', { actor: who('finance'), at: day, attachments: ['draft'] })),
    ).toEqual(['not_permitted'])
    expect(codes(act(proposal, now, 'consult', { actor: who('lead'), at: day }))).toEqual([
      'attachment_missing',
    ])
    expect(codes(act(proposal, now, 'sign', { actor: who('leader'), at: day }))).toEqual(['wrong_state'])
    expect(codes(act(proposal, now, 'toString', { actor: who('lead'), at: day }))).toEqual(['unknown_action'])
    expect(codes(act(proposal, now, 'consult', { actor: who('lead'), at: at('2024-09-01') }))).toEqual([
      'earlier_than_history',
      'attachment_missing',
    ])
  })

  test('goes on only when all parallel parts are done and sub-tasks closed', () => {
    const day = at('2024-09-26')
    const opinion = { at: day, attachments: ['opinion'] }
    let now = must(
      act(proposal, drafting(), 'consult', { actor: who('lead'), at: day, attachments: ['draft'] }),
    )
    now = must(openSubtask(proposal, now, 'figures', { actor: who('lead'), at: day }))
    expect(codes(finishPart(proposal, now, 'finance', { actor: who('science'), ...opinion }))).toEqual([
      'not_permitted',
    ])
    now = must(finishPart(proposal, now, 'finance', { actor: who('finance'), ...opinion }))
    expect(codes(finishPart(proposal, now, 'finance', { actor: who('finance'), ...opinion }))).toEqual([
      'part_already_done',
    ])
    expect(act(proposal, now, 'submit', { actor: who('lead'), at: day })).toEqual({
      ok: false,
      refusals: [
        { code: 'parts_open', need: 2, parts: ['science'] },
        { code: 'subtasks_open', subtasks: ['figures'] },
      ],
    })
    now = must(finishPart(proposal, now, 'science', { actor: who('science'), ...opinion }))
    now = must(closeSubtask(proposal, now, 'figures', { actor: who('lead'), at: day }))
    expect(must(act(proposal, now, 'submit', { actor: who('lead'), at: day })).state).toBe('signing')
  })

  test('a person sees the actions that are theirs, with what stands in the way', () => {
    const now = must(
      act(proposal, drafting(), 'consult', {
        actor: who('lead'),
        at: at('2024-09-26'),
        attachments: ['draft'],
      }),
    )
    const seen = allowedActions(proposal, now, who('lead')).map(({ name, blockedBy }) => [
      name,
      blockedBy.map(({ code }) => code),
    ])
    expect(seen).toEqual([
      ['submit', ['parts_open']],
      ['send_back', []],
    ])
    expect(allowedActions(proposal, now, who('stranger'))).toEqual([])
  })
})

describe('deadlines in working days', () => {
  test('count from the next day, over a holiday and a worked Saturday', () => {
    expect(addWorkingDays('2024-09-27', 5, calendar)).toBe('2024-10-11')
    expect(addWorkingDays('2024-09-30', 5, calendar)).toBe('2024-10-12')
    expect(workingDaysBetween('2024-09-30', '2024-10-12', calendar)).toBe(5)
    expect(workingDaysBetween('2024-10-12', '2024-10-12', calendar)).toBe(0)
  })

  test('a thing begun late in the evening in China belongs to that day there', () => {
    const begun = start(supervisedTask, { actor: who('office'), at: '2024-09-22T17:00:00.000Z' })
    expect(dueOn(supervisedTask, begun, calendar)).toBe('2024-09-25')
  })

  test('the last day itself is not late; the day after it is, by working days', () => {
    const on = (day: string) => standingOn('2024-10-12', day, calendar)
    expect(on('2024-10-12')).toEqual({ dueOn: '2024-10-12', overdueWorkingDays: 0, light: 'yellow' })
    expect(on('2024-10-13')).toEqual({ dueOn: '2024-10-12', overdueWorkingDays: 0, light: 'red' })
    expect(on('2024-10-14')).toEqual({ dueOn: '2024-10-12', overdueWorkingDays: 1, light: 'red' })
    expect([on('2024-09-30').light, standingOn(null, '2024-09-30', calendar).light]).toEqual([
      'green',
      'none',
    ])
  })

  test('escalation goes up step by step and never twice', () => {
    let now = drafting()
    expect(dueOn(proposal, now, calendar)).toBe('2024-10-28')
    expect(standing(proposal, now, '2024-10-23', calendar).light).toBe('yellow')
    expect(escalationsDue(proposal, now, '2024-10-28', calendar)).toEqual([])
    const first = escalationsDue(proposal, now, '2024-10-29', calendar)
    expect(first).toEqual([{ step: 1, to: 'office', dueOn: '2024-10-28', overdueWorkingDays: 1 }])
    now = recordEscalation(now, { to: 'office', step: 1, dueOn: '2024-10-28', at: at('2024-10-29') })
    expect(escalationsDue(proposal, now, '2024-11-04', calendar)).toEqual([])
    expect(escalationsDue(proposal, now, '2024-11-05', calendar).map(({ to }) => to)).toEqual(['leader'])
    expect(now.history.at(-1)).toMatchObject({ kind: 'escalated', to: 'office', state: 'drafting' })
  })

  test('a last day that was put off puts the escalations off with it', () => {
    const now = drafting()
    const steps = (lastDay?: string) => escalationsDue(proposal, now, '2024-10-29', calendar, lastDay)
    expect(steps()).toHaveLength(1)
    expect(steps('2024-10-29')).toEqual([])
    expect(steps('2024-10-26').map((step) => step.dueOn)).toEqual(['2024-10-26'])
  })

  test('a state without a deadline is never late; a calendar without working days is refused', () => {
    const running = must(
      act(supervisedTask, start(supervisedTask, { actor: who('office'), at: at('2024-09-23') }), 'accept', {
        actor: who('lead'),
        at: at('2024-09-24'),
      }),
    )
    expect(standing(supervisedTask, running, '2030-01-01', calendar)).toEqual({
      dueOn: null,
      overdueWorkingDays: 0,
      light: 'none',
    })
    expect(() => addWorkingDays('2024-01-01', 1, { isWorkingDay: () => false })).toThrow(RangeError)
  })
})

describe('a life cycle is checked before anyone lives it', () => {
  type Data = { [key: string]: Data | unknown }

  /** The flaws after one place of the sound table was set to something else (undefined: taken out). */
  const broken = (changes: Readonly<Record<string, unknown>>) => {
    const data: Data = parse(file('proposal-reply.yaml'))
    for (const [path, value] of Object.entries(changes)) {
      const keys = path.split('.')
      const last = keys.pop() as string
      const place = keys.reduce((at, key) => at[key] as Data, data)
      if (value === undefined) delete place[last]
      else place[last] = value
    }
    const result = parseLifeCycle(data)
    return result.ok ? [] : result.flaws.map(({ at: where, en }) => `${where}: ${en}`)
  }
  const island = { title: { zh: '孤岛', en: 'Island' }, kind: 'dropped' }
  const falling = {
    workingDays: 3,
    escalate: [
      { afterWorkingDays: 5, to: 'office' },
      { afterWorkingDays: 1, to: 'leader' },
    ],
  }

  test.each([
    ['states.island: cannot be reached', { 'states.island': island }],
    ['states.replied: dead end', { 'actions.accept': undefined, 'actions.reject': undefined }],
    ['actions.sign: nobody may do it', { 'actions.sign.by': [] }],
    ['actions.sign: role mayor is not declared', { 'actions.sign.by': ['mayor'] }],
    ['actions.sign: attachment seal is not declared', { 'actions.sign.needs': ['seal'] }],
    ['actions.sign: there is no state heaven', { 'actions.sign.to': 'heaven' }],
    ['actions.consult: state drafting has no parallel parts', { 'actions.consult.afterParts': true }],
    ['states.closed: an end has no further actions', { 'actions.accept.from': ['replied', 'closed'] }],
    ['states.consulting.parallel: need must lie between 1 and 2', { 'states.consulting.parallel.need': 3 }],
    ['states.drafting.deadline: steps of escalation must rise', { 'states.drafting.deadline': falling }],
    ['initial: there is no initial state nowhere', { initial: 'nowhere' }],
    ['states.received.kind: wrong form', { 'states.received.kind': 'half' }],
  ])('%s', (message, changes) => {
    expect(broken({})).toEqual([])
    expect(broken(changes).some((text) => text.startsWith(message))).toBe(true)
  })
})

describe('pictures', () => {
  test('the pictures in the docs are those of the tables', async () => {
    await expect(lifeCycleSvg(proposal)).toMatchFileSnapshot('fixtures/proposal-reply.svg')
    await expect(lifeCycleMermaid(supervisedTask, 'en')).toMatchFileSnapshot('fixtures/supervised-task.mmd')
  })

  test('every state and every action stands in the picture, words escaped', () => {
    const svg = lifeCycleSvg({ ...proposal, title: { zh: '<甲&乙>', en: 'x' } })
    for (const { title } of [...Object.values(proposal.states), ...Object.values(proposal.actions)])
      expect(svg).toContain(title.zh)
    expect(svg).toContain('&lt;甲&amp;乙&gt;')
  })
})

describe('objections and notices', () => {
  const notice = {
    ...supervisedTask,
    id: 'notice',
    roles: { office: { zh: '办', en: 'o' }, other: { zh: '它', en: 'x' } },
    initial: 'checking',
    states: {
      checking: {
        title: { zh: '审', en: 'c' },
        kind: 'open',
        deadline: { workingDays: 5, escalate: [] },
        parallel: { need: 'all', parts: [{ id: 'one', title: { zh: '甲', en: 'a' }, by: ['other'] }] },
      },
      gone: { title: { zh: '完', en: 'd' }, kind: 'done' },
      back: { title: { zh: '退', en: 'b' }, kind: 'dropped' },
    },
    actions: {
      pass: {
        title: { zh: '过', en: 'p' },
        from: ['checking'],
        to: 'gone',
        by: ['office'],
        afterParts: true,
        parts: 'agreed',
        afterDeadline: true,
      },
      return: {
        title: { zh: '退', en: 'r' },
        from: ['checking'],
        to: 'back',
        by: ['office'],
        afterParts: true,
        parts: 'objected',
      },
    },
  } as const satisfies LifeCycle
  const begun = start(notice, { actor: who('office'), at: at('2024-09-27') })
  const say = (verdict: 'agreed' | 'objected') =>
    finishPart(notice, begun, 'one', {
      actor: who('other'),
      at: at('2024-09-29'),
      verdict,
      comment: '缺发票',
    })

  test('a part that objects opens the way back and closes the way on; without a reason it cannot object', () => {
    const now = must(say('objected'))
    expect(now.objections).toEqual(['one'])
    const late = { actor: who('office'), at: at('2024-11-01'), calendar }
    expect(codes(act(notice, now, 'pass', late))).toEqual(['parts_objected'])
    expect(must(act(notice, now, 'return', late)).state).toBe('back')
    expect(
      codes(
        finishPart(notice, begun, 'one', { actor: who('other'), at: at('2024-09-29'), verdict: 'objected' }),
      ),
    ).toEqual(['comment_missing'])
  })

  test('an action that waits for a deadline is refused up to and on the last day', () => {
    const now = must(say('agreed'))
    expect(codes(act(notice, now, 'return', { actor: who('office'), at: at('2024-11-01') }))).toEqual([
      'nothing_objected',
    ])
    const on = (day: string) => act(notice, now, 'pass', { actor: who('office'), at: at(day), calendar })
    expect(on('2024-10-11')).toEqual({ ok: false, refusals: [{ code: 'too_early', until: '2024-10-11' }] })
    expect(on('2024-10-12').ok).toBe(true)
    expect(codes(act(notice, now, 'pass', { actor: who('office'), at: at('2030-01-01') }))).toEqual([
      'too_early',
    ])
  })
})
