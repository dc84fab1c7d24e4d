import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { act, type LifeCycle, parseLifeCycle, start } from '../../../engines/workflow/index.ts'
import { projectFolder } from '../../../platform/config.ts'
import { programmeFileSchema } from '../model.ts'
import { funnelByYear } from './funnel.ts'

const programme = (path: string) =>
  programmeFileSchema.parse(parse(readFileSync(join(projectFolder, 'packs', path), 'utf8')))

function cycleOf(path: string): LifeCycle {
  const parsed = parseLifeCycle(programme(path).lifeCycle)
  if (!parsed.ok) throw new Error(parsed.flaws.map(({ at, en }) => `${at}: ${en}`).join('\n'))
  return parsed.cycle
}

const office = { id: 'o', roles: ['office'] }
const at = '2025-01-01T00:00:00Z'

function walk(cycle: LifeCycle, actions: readonly string[]) {
  return actions.reduce(
    (instance, name) => {
      const outcome = act(cycle, instance, name, { actor: office, at, comment: '理由' })
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
      return outcome.instance
    },
    start(cycle, { actor: office, at }),
  )
}

test('F03: the five stages follow each other; nobody is supported before recognition', () => {
  const cycle = cycleOf('changzhou/programmes/library.yaml')
  expect(walk(cycle, ['coach', 'apply', 'support', 'watch', 'graduate']).state).toBe('graduated')
  expect(act(cycle, walk(cycle, ['coach']), 'support', { actor: office, at }).ok).toBe(false)
})

test('F04: five batches, one after the other', () => {
  const cycle = cycleOf('changzhou/programmes/rolling.yaml')
  expect(Object.values(cycle.states).map(({ title }) => title.zh.slice(0, 2))).toEqual([
    '发展',
    '储备',
    '培育',
    '认定',
    '扶持',
    '扶持',
    '退出',
  ])
  expect(walk(cycle, ['reserve', 'coach', 'recognise', 'support', 'finish']).state).toBe('finished')
})

test('F22: seed, share reform, tutoring, quoted, listed', () => {
  const cycle = cycleOf('zhuzhou/programmes/listing.yaml')
  expect(walk(cycle, ['reform', 'tutor', 'quote', 'list']).state).toBe('listed')
  expect(act(cycle, walk(cycle, []), 'list', { actor: office, at }).ok).toBe(false)
})

test('the funnel counts the furthest state ever reached, cohort by cohort; a return does not take it back', () => {
  const cycle = cycleOf('changzhou/programmes/library.yaml')
  const tracks = [
    { cohortYear: 2024, history: walk(cycle, ['coach', 'apply', 'return']).history },
    { cohortYear: 2024, history: walk(cycle, ['leave']).history },
    { cohortYear: 2025, history: walk(cycle, []).history },
  ]
  const [latest, before] = funnelByYear(cycle, tracks)
  expect(latest).toMatchObject({ year: 2025, entered: 1 })
  expect(before!.entered).toBe(2)
  expect(before!.reached.slice(0, 4).map(({ count }) => count)).toEqual([2, 1, 1, 0])
})

test('F01: the action plan names six aspects and says 26 tasks, of which the source gives no text', () => {
  const plan = programme('changzhou/programmes/action-plan.yaml')
  expect(plan.aspects).toHaveLength(6)
  expect(plan.statedMeasures).toBe(26)
  expect(plan.aspects.flatMap(({ measures }) => measures)).toEqual([])
  expect(plan.notInSource?.zh).toContain('26 条')
})
