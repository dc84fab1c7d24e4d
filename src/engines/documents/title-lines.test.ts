import { expect, test } from 'vitest'
import { titleLines } from './title-lines.ts'

test('a title breaks between words and before its bracket, and nothing of it is lost', () => {
  expect(titleLines('常州市动力电池产业链分析报告')).toEqual(['常州市动力电池产业链分析报告'])
  expect(titleLines('常州市动力电池产业链监测月报（2026年10月）')).toEqual([
    '常州市动力电池产业链监测月报',
    '（2026年10月）',
  ])
  const long = '株洲市轨道交通装备产业链供应链生态体系建设试点自评报告'
  const lines = titleLines(long)
  expect(lines.join('')).toBe(long)
  expect(lines.length).toBe(2)
  expect(lines.every((line) => line.length <= 20 && line.length >= 8)).toBe(true)
  expect(lines[0]).toMatch(/(?:链|体系)$/)
})
