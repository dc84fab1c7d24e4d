import { expect, test } from 'vitest'
import { compareYears, progressOf } from './leading.ts'

const firm = (organisationId: bigint) => ({ organisationId, name: `企业${organisationId}` })

test('C04: who came, who stays and who left against the year before; without a list of that year nobody can be told', () => {
  const [one, two, three] = [firm(1n), firm(2n), firm(3n)]
  const { changeOf, left } = compareYears([one, two], [two, three])
  expect([changeOf(two), changeOf(three), left]).toEqual(['stays', 'came', [one]])
  const first = compareYears(null, [one])
  expect([first.changeOf(one), first.left]).toEqual([null, null])
  expect(compareYears([], [one]).changeOf(one)).toBe('came')
})

test('C04: progress is value over target, more than the whole where more was reached, unknown while the value is', () => {
  expect(progressOf(450n, 600n)).toBe(0.75)
  expect(progressOf(700n, 600n)).toBe(1.1666)
  expect(progressOf(0n, 600n)).toBe(0)
  expect(progressOf(null, 600n)).toBeNull()
})
