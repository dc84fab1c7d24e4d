import { describe, expect, test } from 'vitest'
import type { Park } from '../../registry/index.ts'
import { profileOf } from './park-profile.ts'

const part = (content: Park['parts'][number]['part']): Park['parts'][number] => ({
  ...{ id: '1', part: content, source: '台账', asOf: null },
})
const parcel = (code: string, areaM2: number | null, status: 'available' | 'reserved' | 'used') =>
  part({ kind: 'parcel', code, areaM2, use: null, status, availableFrom: null })
const ranking = (year: number, place: number) =>
  part({ kind: 'ranking', list: '全省', year, place, of: null })

describe('what a park has', () => {
  test('land: only what is available is summed, and what is unknown is counted, not taken as 0', () => {
    const { land } = profileOf([
      parcel('A', 40_000, 'available'),
      parcel('B', null, 'available'),
      parcel('C', 9_000, 'reserved'),
      parcel('D', 70_000, 'used'),
    ])
    expect(land).toEqual({ availableM2: 40_000, reservedM2: 9_000, parcels: 4, areaUnknown: 1 })
    expect(profileOf([parcel('B', null, 'available')]).land.availableM2).toBeNull()
  })

  test('C17 N16: rankings are a series by year, a checklist keeps what is unknown, several titles stand side by side', () => {
    const title = (name: string) =>
      part({ kind: 'title', title: name, level: 'provincial', granted: '2019', ended: null })
    const profile = profileOf([
      ranking(2024, 11),
      ranking(2023, 14),
      part({ kind: 'check', goal: '升格', item: '产值', isMet: null }),
      title('绿色园区'),
      title('“五好”园区'),
    ])
    expect(profile.rankings[0]!.series.map(({ year, place }) => [year, place])).toEqual([
      [2023, 14],
      [2024, 11],
    ])
    expect(profile.checks).toEqual([{ goal: '升格', items: [{ item: '产值', isMet: null, source: '台账' }] }])
    expect(profile.titles.map((one) => one.title)).toEqual(['绿色园区', '“五好”园区'])
  })
})
