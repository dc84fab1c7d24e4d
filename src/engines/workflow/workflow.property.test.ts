import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { act, allowedActions, closeSubtask, finishPart, openSubtask, replay, start } from './act.ts'
import { checkLifeCycle } from './check.ts'
import { addWorkingDays, dayOf } from './deadlines.ts'
import { supervisedTask } from './fixtures/supervised-task.ts'
import type { Instance, LifeCycle, Outcome } from './model.ts'
import { parseLifeCycle } from './parse.ts'
import { lifeCycleSvg } from './picture.ts'

const parsed = parseLifeCycle(
  parse(readFileSync(new URL('fixtures/proposal-reply.yaml', import.meta.url), 'utf8')),
)
if (!parsed.ok) throw new Error('the fixture is broken')

/** The life cycles that the national pack brings: what people really live must hold the same properties. */
const packFolder = new URL('../../../packs/national/workflows/', import.meta.url)
const packCycles = readdirSync(packFolder).map((file) => {
  const read = parseLifeCycle(parse(readFileSync(new URL(file, packFolder), 'utf8')))
  if (!read.ok) throw new Error(`${file}: ${read.flaws.map(({ at, en }) => `${at} ${en}`).join('; ')}`)
  return read.cycle
})
const cycles: readonly LifeCycle[] = [parsed.cycle, supervisedTask, ...packCycles]
const calendar = { isWorkingDay: (day: string) => ![0, 6].includes(new Date(day).getUTCDay()) }

const words = { zh: '甲', en: 'a' }
const stateNames = ['s0', 's1', 's2', 's3', 's4', 's5']
const roleNames = ['r0', 'r1', 'r2']

/** Any table at all over six states and three roles, sound or not. */
const anyCycle: fc.Arbitrary<LifeCycle> = fc
  .record({
    kinds: fc.array(fc.constantFrom('open', 'open', 'done', 'dropped'), { minLength: 6, maxLength: 6 }),
    actions: fc.array(
      fc.record({
        from: fc.uniqueArray(fc.constantFrom(...stateNames), { minLength: 1, maxLength: 2 }),
        to: fc.constantFrom(...stateNames),
        by: fc.uniqueArray(fc.constantFrom(...roleNames), { minLength: 1 }),
      }),
      { minLength: 1, maxLength: 14 },
    ),
  })
  .map(({ kinds, actions }) => ({
    id: 'any',
    version: 1,
    title: words,
    roles: Object.fromEntries(roleNames.map((role) => [role, words])),
    attachments: {},
    initial: 's0',
    states: Object.fromEntries(
      stateNames.map((name, i) => [name, { title: words, kind: kinds[i] as 'open' }]),
    ),
    actions: Object.fromEntries(actions.map((action, i) => [`a${i}`, { title: words, ...action }])),
  }))

type Move = { kind: number; pick: number; roles: string[]; complete: boolean }
const anyMoves = (roles: readonly string[]) =>
  fc.array(
    fc.record({ kind: fc.nat(9), pick: fc.nat(), roles: fc.subarray([...roles]), complete: fc.boolean() }),
    { maxLength: 40 },
  )

function move(cycle: LifeCycle, now: Instance, { kind, pick, roles, complete }: Move, i: number): Outcome {
  const asked = {
    actor: { id: 'p', roles },
    at: new Date(1_700_000_000_000 + i * 86_400_000 * 3).toISOString(),
    calendar,
    verdict: pick % 2 === 0 ? ('agreed' as const) : ('objected' as const),
    attachments: complete ? Object.keys(cycle.attachments) : [],
    comment: complete ? '理由' : '',
  }
  const parts = cycle.states[now.state]?.parallel?.parts ?? []
  if (kind === 0) return openSubtask(cycle, now, `t${pick % 3}`, asked)
  if (kind === 1) return closeSubtask(cycle, now, `t${pick % 3}`, asked)
  if (kind === 2 && parts.length > 0)
    return finishPart(cycle, now, parts[pick % parts.length]?.id ?? '', asked)
  const names = Object.keys(cycle.actions)
  return act(cycle, now, names[pick % names.length] ?? '', asked)
}

/** Lives through moves, accepted or refused, and tells of each step. */
function live(
  cycle: LifeCycle,
  moves: readonly Move[],
  seen: (before: Instance, made: Move, outcome: Outcome) => void,
): Instance {
  let now = start(cycle, { actor: { id: 'p', roles: [] }, at: new Date(1_699_999_000_000).toISOString() })
  moves.forEach((made, i) => {
    const outcome = move(cycle, now, made, i)
    seen(now, made, outcome)
    if (outcome.ok) now = outcome.instance
  })
  return now
}

describe.each(cycles.map((cycle) => [cycle.id, cycle] as const))('%s', (_, cycle) => {
  const moves = anyMoves(Object.keys(cycle.roles))

  test('nobody acts without permission, whatever is tried', () => {
    fc.assert(
      fc.property(moves, (tried) => {
        live(cycle, tried, (before, made, outcome) => {
          const event = outcome.ok ? outcome.instance.history.at(-1) : undefined
          if (event?.kind === 'acted') {
            expect(cycle.actions[event.action]?.by.some((role) => made.roles.includes(role))).toBe(true)
            expect(cycle.actions[event.action]?.from).toContain(before.state)
          }
          if (event?.kind === 'part_done') {
            const part = cycle.states[before.state]?.parallel?.parts.find(({ id }) => id === event.part)
            expect(part?.by.some((role) => made.roles.includes(role))).toBe(true)
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  test('what departments object to is not passed, and no notice is cut short', () => {
    fc.assert(
      fc.property(moves, (tried) => {
        live(cycle, tried, (before, _made, outcome) => {
          const event = outcome.ok ? outcome.instance.history.at(-1) : undefined
          if (event?.kind !== 'acted') return
          const action = cycle.actions[event.action]
          if (action?.parts === 'agreed') expect(before.objections).toEqual([])
          if (action?.parts === 'objected') expect(before.objections.length).toBeGreaterThan(0)
          if (action?.afterDeadline) {
            const days = cycle.states[before.state]?.deadline?.workingDays as number
            const last = addWorkingDays(dayOf(before.enteredAt), days, calendar)
            expect(dayOf(event.at) > last).toBe(true)
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  test('the history is complete: replayed it gives the present, and only grows', () => {
    fc.assert(
      fc.property(moves, (tried) => {
        const now = live(cycle, tried, (before, _made, outcome) => {
          if (!outcome.ok) return expect(outcome.refusals.length).toBeGreaterThan(0)
          expect(outcome.instance.history.slice(0, -1)).toEqual(before.history)
        })
        expect(replay(cycle, now.history)).toEqual(now)
      }),
      { numRuns: 300 },
    )
  })

  test('no dead end: from wherever a life stands, someone can bring it to an end', () => {
    fc.assert(
      fc.property(moves, (tried) => {
        const now = live(cycle, tried, () => {})
        expect(canEnd(cycle, now)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

/** Whether all roles together, with every attachment and reason, can bring this very instance to an end. */
function canEnd(cycle: LifeCycle, from: Instance): boolean {
  const everyone = { id: 'all', roles: Object.keys(cycle.roles) }
  // Each step a year after the one before, so that every deadline that must pass has passed.
  const askedAt = ({ history }: Instance, verdict: 'agreed' | 'objected' = 'agreed') => ({
    actor: everyone,
    at: new Date(Date.parse(history.at(-1)?.at ?? '') + 366 * 86_400_000).toISOString(),
    attachments: Object.keys(cycle.attachments),
    comment: '理由',
    calendar,
    verdict,
  })
  const seen = new Set<string>()
  const waiting = [from]
  for (let now = waiting.pop(); now; now = waiting.pop()) {
    if (cycle.states[now.state]?.kind !== 'open') return true
    if (seen.has(now.state)) continue
    seen.add(now.state)
    let ready = now
    for (const part of cycle.states[now.state]?.parallel?.parts ?? []) {
      const done = finishPart(cycle, ready, part.id, askedAt(ready))
      if (done.ok) ready = done.instance
    }
    for (const subtask of ready.openSubtasks) {
      const closed = closeSubtask(cycle, ready, subtask, askedAt(ready))
      if (closed.ok) ready = closed.instance
    }
    for (const { name } of allowedActions(cycle, ready, everyone)) {
      const next = act(cycle, ready, name, askedAt(ready))
      if (next.ok) waiting.push(next.instance)
    }
  }
  return false
}

describe('any table', () => {
  test('what the check calls sound can always be brought to an end; what has a dead end is called so', () => {
    fc.assert(
      fc.property(anyCycle, anyMoves(roleNames), (cycle, tried) => {
        const flaws = checkLifeCycle(cycle)
        const isSound = !flaws.some(({ en }) => en.startsWith('dead end'))
        const now = live(cycle, tried, () => {})
        if (isSound && flaws.length === 0) expect(canEnd(cycle, now)).toBe(true)
        const stuck = stateNames.find((name) => !canEnd(cycle, { ...now, state: name }))
        expect(stuck === undefined).toBe(isSound)
      }),
      { numRuns: 400 },
    )
  })

  test('unreachable is exactly what no walk from the start comes to', () => {
    fc.assert(
      fc.property(anyCycle, (cycle) => {
        const reached = new Set(['s0'])
        for (let i = 0; i < stateNames.length; i++) {
          for (const { from, to } of Object.values(cycle.actions))
            if (from.some((name) => reached.has(name))) reached.add(to)
        }
        const called = checkLifeCycle(cycle)
          .filter(({ en }) => en.startsWith('cannot be reached'))
          .map(({ at }) => at.slice('states.'.length))
        expect(called.sort()).toEqual(stateNames.filter((name) => !reached.has(name)))
      }),
      { numRuns: 400 },
    )
  })

  test('every table can be drawn', () => {
    fc.assert(
      fc.property(anyCycle, (cycle) => {
        expect(lifeCycleSvg(cycle)).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: 100 },
    )
  })
})
