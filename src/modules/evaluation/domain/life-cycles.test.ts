import { expect, test } from 'vitest'
import { checkLifeCycle } from '../../../engines/workflow/index.ts'
import { runStates } from '../model.ts'
import { appealCycle, runCycle } from './life-cycles.ts'

test('both life cycles are sound: every state can be reached and every way ends', () => {
  expect(checkLifeCycle(runCycle)).toEqual([])
  expect(checkLifeCycle(appealCycle)).toEqual([])
})

test('the states of a run are those of its life cycle, in their order', () => {
  expect(Object.keys(runCycle.states)).toEqual([...runStates])
})
