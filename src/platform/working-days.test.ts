import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chineseDays from 'chinese-days'
import { expect, test } from 'vitest'
import { projectFolder } from './config.ts'
import { readPack } from './packs/index.ts'
import { calendarSection, workingDays, workingDaysOf } from './working-days.ts'

const calendar = workingDays()

test('a holiday in the week is off, a worked Sunday is worked, and both name the notice', () => {
  expect(calendar.describe('2026-02-17')).toEqual({
    isWorking: false,
    name: '春节',
    basis: {
      kind: 'notice',
      title: '国务院办公厅关于2026年部分节假日安排的通知',
      number: '国办发明电〔2025〕7号',
      date: '2025-11-04',
    },
  })
  expect(calendar.isWorkingDay('2026-09-20')).toBe(true)
  expect(calendar.isWorkingDay('2026-09-19')).toBe(false)
  expect(calendar.isWorkingDay('2026-10-08')).toBe(true)
})

test('2024, which no file of the pack covers, comes from the package', () => {
  expect(calendar.describe('2024-10-12')).toEqual({
    isWorking: true,
    name: null,
    basis: { kind: 'package', name: 'chinese-days' },
  })
  expect(calendar.describe('2024-10-07')).toMatchObject({ isWorking: false, name: '国庆节' })
})

test('a year that nobody has arranged goes by the week and says so', () => {
  expect(calendar.isArranged(2049)).toBe(false)
  expect(calendar.describe('2049-10-01')).toEqual({ isWorking: true, name: null, basis: { kind: 'weekday' } })
  expect(calendar.isWorkingDay('2049-10-02')).toBe(false)
})

test('New Year of one notice may begin in the December before', () => {
  const source = { title: '通知', number: '国办', date: '2026-11-05' }
  const daysOff = [{ name: '元旦', from: '2026-12-31', to: '2027-01-02' }]
  const years = workingDaysOf([{ year: 2027, source, daysOff, workedWeekendDays: ['2026-12-27'] }])
  expect(years.describe('2026-12-31')).toMatchObject({ isWorking: false, name: '元旦' })
  expect(years.isWorkingDay('2026-12-27')).toBe(true)
  expect(years.isWorkingDay('2026-12-30')).toBe(true)
  expect(years.describe('2027-01-04').basis.kind).toBe('notice')
})

test('a notice overrides the package', () => {
  const source = { title: '补充通知', number: '国办发明电〔2026〕0号', date: '2026-03-01' }
  const changed = workingDaysOf([{ year: 2026, source, daysOff: [], workedWeekendDays: ['2026-08-01'] }])
  expect(chineseDays.isWorkday('2026-10-01')).toBe(false)
  expect(changed.isWorkingDay('2026-10-01')).toBe(true)
  expect(changed.isWorkingDay('2026-08-01')).toBe(true)
})

test.each([2025, 2026])('the notice for %d and the package agree on every day', (year) => {
  const differing: string[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    if (calendar.isWorkingDay(day) !== chineseDays.isWorkday(day)) differing.push(day)
  }
  expect(differing).toEqual([])
})

test('what is no day is refused', () => {
  expect(() => calendar.isWorkingDay('2026-13-01')).toThrow(RangeError)
  expect(() => calendar.isWorkingDay('next week')).toThrow(RangeError)
})

test('the check of packs finds a worked weekday, a span that runs backwards and a day of another year', () => {
  const pack = mkdtempSync(join(tmpdir(), 'lianshu-calendar-'))
  try {
    mkdirSync(join(pack, 'calendar'))
    const text = `year: 2026
source: { title: 通知, number: 国办, date: '2025-11-04' }
daysOff:
  - { name: 甲, from: '2026-05-05', to: '2026-05-01' }
  - { name: 乙, from: '2024-12-31', to: '2025-01-01' }
workedWeekendDays: ['2026-05-06']
`
    writeFileSync(join(pack, 'calendar', '2026.yaml'), text)
    const { problems } = readPack(pack, [calendarSection])
    expect(problems.map(({ line, path }) => [line, path])).toEqual([
      [4, 'daysOff.0'],
      [5, 'daysOff.1'],
      [6, 'workedWeekendDays.0'],
    ])
  } finally {
    rmSync(pack, { recursive: true })
  }
})

test('the files of the pack are without fault', () => {
  const folder = join(projectFolder, 'packs', 'national')
  expect(existsSync(join(folder, 'calendar'))).toBe(true)
  expect(readdirSync(join(folder, 'calendar')).length).toBeGreaterThanOrEqual(2)
  const { problems } = readPack(folder, [calendarSection])
  expect(problems.filter(({ file }) => file.startsWith('calendar/'))).toEqual([])
})
