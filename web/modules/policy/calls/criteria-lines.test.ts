import { expect, test } from 'vitest'
import { readCriteria } from './criteria-lines.ts'

test('criteria are read one a line, with a space, comma or colon before the points', () => {
  expect(readCriteria('团队 40\n\n市场前景：30分\nTechnology, 30 points')).toEqual([
    { id: 'c1', label: '团队', max: 40 },
    { id: 'c2', label: '市场前景', max: 30 },
    { id: 'c3', label: 'Technology', max: 30 },
  ])
})

test('the first line that cannot be read is told; none at all is told too', () => {
  expect([
    readCriteria('团队 40\n市场'),
    readCriteria('团队 0'),
    readCriteria(' '),
    readCriteria('40'),
  ]).toEqual([{ line: 2 }, { line: 1 }, { line: 1 }, { line: 1 }])
})
