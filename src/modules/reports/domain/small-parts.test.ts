import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import { cutTo, drawBars, drawStack, statusParts, widthOf } from './charts.ts'
import { daysBefore, daysBetween, lastMonths, monthBefore } from './period.ts'
import { sayValue } from './say-value.ts'
import { writeZip } from './zip.ts'

test('values are said as offices write them; unknown is said, never 0', () => {
  // 12,345,678,900 fen = 123,456,789 yuan = 1.23456789 亿元; 9,999,950 fen = 99,999.5 yuan = 9.99995 万元 → 10.0
  expect(sayValue('money', '12345678900')).toBe('1.23亿元')
  expect(sayValue('money', '9999950')).toBe('10万元')
  expect(sayValue('money', '50')).toBe('0.5元')
  expect(sayValue('ratio', 0.4867)).toBe('48.7%')
  expect(sayValue('ratio', 0)).toBe('0%')
  expect(sayValue('ratio', 1)).toBe('100%')
  expect(sayValue('day', '2024-12')).toBe('2024年12月')
  expect(sayValue('day', '长期')).toBe('长期')
  expect(sayValue('list', ['甲', '乙'])).toBe('甲、乙')
  expect(sayValue('list', [])).toBe('无')
  expect(sayValue('count', 0)).toBe('0')
  expect(sayValue('count', null)).toBe('未知')
})

test('months and days are counted over ends of years and leap days', () => {
  expect(monthBefore('2026-01-15')).toBe('2025-12')
  expect(lastMonths('2024-02', '2026-11-22')).toEqual({ from: '2024-02-01', until: '2024-03-01' })
  expect(lastMonths('2025-12', '2026-11-22')).toEqual({ from: '2025-12-01', until: '2026-01-01' })
  // Thirty days that end with the day itself: 24 October to 22 November.
  expect(lastMonths(null, '2026-11-22')).toEqual({ from: '2026-10-24', until: '2026-11-23' })
  expect([daysBefore('2024-03-01', 1), daysBetween('2024-02-28', '2024-03-01')]).toEqual(['2024-02-29', 2])
})

test('bars start at zero and keep their proportions; an unknown one is hatched and named', () => {
  const { svg, alternative } = drawBars('企业', [
    { label: '本市', value: 10, said: '10家' },
    { label: '其他', value: 5, said: '5家' },
    { label: '不明', value: null, said: '未知' },
  ])
  const widths = [...svg.matchAll(/<rect x="170" y="\d+" width="(\d+)" height="18" fill="#1D4ED8"/g)]
  const [long, half] = widths.map(([, width]) => Number(width))
  expect(long).toBe(half! * 2)
  expect(widths).toHaveLength(2)
  expect(svg).toContain('>未知</text>')
  expect(alternative).toBe('企业：本市 10家，其他 5家，不明 未知')
})

test('a name with marks of its own does not break the drawing, and a long one is cut', () => {
  const { svg } = drawStack('<题>', statusParts, [{ label: 'A&B "C"', parts: { strong: 2, missing: 1 } }])
  expect(svg).toContain('&lt;题&gt;')
  expect(svg).toContain('A&amp;B &quot;C&quot;')
  expect(widthOf('轨道')).toBe(24)
  expect(cutTo('轨道交通装备', 50)).toBe('轨道交…')
})

test('the archive opens with another program, and the same files give the same bytes', async () => {
  const entries = [
    { name: '两图/全景图.svg', bytes: Buffer.from('<svg/>') },
    { name: '空.txt', bytes: new Uint8Array() },
  ]
  const bytes = writeZip(entries)
  expect(writeZip(entries).equals(bytes)).toBe(true)
  const zip = await yauzl.fromBufferPromise(bytes, { validateEntrySizes: true })
  const read: [string, string][] = []
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk))
    read.push([entry.fileName, Buffer.concat(chunks).toString('utf8')])
  }
  expect(read).toEqual([
    ['两图/全景图.svg', '<svg/>'],
    ['空.txt', ''],
  ])
})
