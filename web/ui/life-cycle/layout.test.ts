import { expect, test } from 'vitest'
import { arrowsOf, type LifePicture, mainWay, placeStates } from './layout.ts'

const words = { zh: '甲', en: 'a' }
const state = (id: string, kind: 'open' | 'done' | 'dropped' = 'open') => ({
  id,
  title: words,
  kind,
  workingDays: null,
  parts: [],
})
const action = (id: string, from: string[], to: string) => ({ id, title: words, from, to })
const picture: LifePicture = {
  title: words,
  initial: 'draft',
  current: 'checking',
  passed: ['draft'],
  states: [
    state('draft'),
    state('checking'),
    state('returned'),
    state('closed', 'done'),
    state('gone', 'dropped'),
  ],
  actions: [
    action('submit', ['draft'], 'checking'),
    action('return', ['checking'], 'returned'),
    action('resubmit', ['returned'], 'checking'),
    action('close', ['checking'], 'closed'),
    action('withdraw', ['draft', 'returned'], 'gone'),
    action('drop', ['draft'], 'gone'),
  ],
}

test('the main way is the shortest to a good end, and stands in the first row', () => {
  expect(mainWay(picture)).toEqual(['draft', 'checking', 'closed'])
  expect(placeStates(picture)).toEqual([
    { id: 'draft', column: 0, row: 0 },
    { id: 'checking', column: 1, row: 0 },
    { id: 'returned', column: 2, row: 1 },
    { id: 'closed', column: 2, row: 0 },
    { id: 'gone', column: 1, row: 1 },
  ])
})

test('actions between the same two states share one arrow', () => {
  const arrows = arrowsOf(picture)
  expect(arrows).toHaveLength(6)
  expect(arrows.find(({ to, from }) => from === 'draft' && to === 'gone')?.actions).toHaveLength(2)
})
