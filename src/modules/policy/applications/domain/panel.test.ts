import { expect, test } from 'vitest'
import { judgingOf, meansByCriterion, orderSoFar, type Sheet } from './panel.ts'

const member = (userName: string, organisationId: bigint | null = null) => ({
  userName,
  name: userName.toUpperCase(),
  organisationId,
})
const sheet = (applicationId: bigint, reviewer: string, team: number, market: number): Sheet => ({
  applicationId,
  reviewer,
  points: { team, market },
  total: team + market,
})
const applications = [
  { id: 1n, organisationId: 10n },
  { id: 2n, organisationId: 20n },
]

test('I04: nobody is waited for on an application of their own organisation, and points of theirs do not count', () => {
  const panel = [member('a', 10n), member('b'), member('c')]
  const sheets = [sheet(1n, 'a', 4000, 4000), sheet(1n, 'b', 3000, 2000), sheet(2n, 'a', 100, 100)]
  const [first, second] = judgingOf(panel, applications, sheets)
  expect(first).toMatchObject({ eligible: 2, waiting: [{ userName: 'c' }], sheets: [{ reviewer: 'b' }] })
  expect(second!.eligible).toBe(3)
  expect(second!.waiting.map(({ userName }) => userName)).toEqual(['b', 'c'])
})

test('points of somebody who is not on the panel any more count for nothing', () => {
  const judging = judgingOf([member('b')], applications, [
    sheet(1n, 'gone', 6000, 4000),
    sheet(1n, 'b', 3000, 2000),
    sheet(2n, 'b', 3000, 2100),
  ])
  expect(orderSoFar(judging).map(({ id, place, mean }) => [id, place, mean])).toEqual([
    ['2', 1, 5100],
    ['1', 2, 5000],
  ])
})

test('an application without points has no place yet, and no mean', () => {
  const judging = judgingOf([member('b')], applications, [sheet(2n, 'b', 1, 1)])
  expect(orderSoFar(judging).map(({ id }) => id)).toEqual(['2'])
  expect(meansByCriterion(judging[0]!.sheets, ['team'])).toEqual({})
})

test('the mean of a criterion is rounded half up at the second decimal', () => {
  // (35.00 + 35.01) / 2 = 35.005 → 35.01; (20.00 + 20.00) / 2 = 20.00
  const sheets = [sheet(1n, 'a', 3500, 2000), sheet(1n, 'b', 3501, 2000)]
  expect(meansByCriterion(sheets, ['team', 'market'])).toEqual({ team: 3501, market: 2000 })
})
