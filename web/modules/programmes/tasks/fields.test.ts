import { expect, test } from 'vitest'
import { dueOf, linesOf, pathOf } from './fields.ts'

test('units stand one a line or parted by 、', () => {
  expect(linesOf('市工信局、市科技局\n 石桥区政府 \n\n')).toEqual(['市工信局', '市科技局', '石桥区政府'])
})

test('a day is a day, a month goes as written, nothing is nothing', () => {
  expect(dueOf('2024-12-31')).toEqual({ dueWritten: '2024-12-31', dueDate: '2024-12-31' })
  expect(dueOf(' 2024.12 ')).toEqual({ dueWritten: '2024.12', dueDate: null })
  expect(dueOf(' ')).toEqual({ dueWritten: null, dueDate: null })
})

test('only pages of this house can be linked', () => {
  const house = 'https://lianshu.example'
  expect(pathOf('https://lianshu.example/gaps/a/b?city=1', house)).toBe('/gaps/a/b?city=1')
  expect(pathOf('/funds/2', house)).toBe('/funds/2')
  expect(['https://evil.example/x', '//evil.example', 'x'].map((one) => pathOf(one, house))).toEqual([
    null,
    null,
    null,
  ])
  expect(pathOf('  ', house)).toBe('')
})
