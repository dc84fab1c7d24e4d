import { expect, test } from 'vitest'
import { leavesOrder, rankApplications } from './rank-applications.ts'

const judged = (id: string, ...totals: number[]) => ({ id, totals })

test('I04: applications are ranked by the mean of the panel; equal means share a place', () => {
  // 8500; (9000 + 8000) / 2 = 8500; 9100; (8000 + 8001 + 8001) / 3 = 8000.67
  const ranked = rankApplications([
    judged('a', 8500),
    judged('b', 9000, 8000),
    judged('c', 9100),
    judged('d', 8000, 8001, 8001),
  ])
  expect(ranked).toEqual([
    { id: 'c', place: 1, mean: 9100, reviewers: 1 },
    { id: 'a', place: 2, mean: 8500, reviewers: 1 },
    { id: 'b', place: 2, mean: 8500, reviewers: 2 },
    { id: 'd', place: 4, mean: 8001, reviewers: 3 },
  ])
})

test('a third of a hundredth decides a place, though both show the same mean', () => {
  const [first, second] = rankApplications([judged('a', 8000, 8000, 8000), judged('b', 8000, 8000, 8001)])
  expect([first, second]).toMatchObject([
    { id: 'b', place: 1, mean: 8000 },
    { id: 'a', place: 2, mean: 8000 },
  ])
})

test('an application without points is never the last one: it is refused', () => {
  expect(() => rankApplications([judged('a')])).toThrow(RangeError)
})

test('a choice leaves the order when somebody above, or on the same place, is passed over', () => {
  const ranked = rankApplications([judged('a', 3), judged('b', 2), judged('c', 2), judged('d', 1)])
  const leaves = (...ids: string[]) => leavesOrder(ranked, new Set(ids))
  expect([leaves('a'), leaves('a', 'b', 'c'), leaves('b'), leaves('a', 'b'), leaves()]).toEqual([
    false,
    false,
    true,
    true,
    false,
  ])
})
