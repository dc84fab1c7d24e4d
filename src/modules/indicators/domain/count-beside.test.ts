import { expect, test } from 'vitest'
import { countBeside } from './count-beside.ts'

const row = (level: 'provincial' | 'national', year: number | null, reached: number) => ({
  kind: 'tech-centre',
  level,
  year,
  reached,
})
const counts = [
  row('provincial', 2018, 5),
  row('provincial', 2020, 3),
  row('provincial', null, 2),
  row('national', 2019, 1),
]
const counter = {
  indicator: 'i',
  library: 'tech-centre',
  level: 'provincial' as const,
  how: 'cumulative' as const,
}

test('entries are counted up to the year or within it; the undated are in no year', () => {
  expect(countBeside(counts, counter, 2019)).toEqual({ computed: 5, undated: 2 })
  expect(countBeside(counts, counter, 2020)).toEqual({ computed: 8, undated: 2 })
  expect(countBeside(counts, { ...counter, how: 'new' }, 2020)).toEqual({ computed: 3, undated: 2 })
  expect(countBeside(counts, { ...counter, level: null }, 2020)).toEqual({ computed: 9, undated: 2 })
})

test('an empty library says unknown, not 0', () => {
  expect(countBeside(counts, { ...counter, library: 'laboratory' }, 2020)).toEqual({
    computed: null,
    undated: 0,
  })
})
