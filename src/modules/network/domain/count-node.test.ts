import { expect, test } from 'vitest'
import { countNode, type PlacedFirm } from './count-node.ts'

const centre = { cityCode: '430200', lng: 113.13, lat: 27.83 }
const firm = (
  cityCode: string | null,
  lng: number | null,
  groupKey: string | null,
  evidence: PlacedFirm['evidence'] = 'stated',
): PlacedFirm => ({
  place: { cityCode, lng, lat: lng === null ? null : 27.8, precision: lng === null ? null : 'given' },
  groupKey,
  evidence,
})

test('firms are counted by where they lie, owners only of firms here, firms by words apart', () => {
  const firms = [
    firm('430200', 113.1, 'crrc'),
    firm('430200', 113.2, 'crrc', 'confirmed'),
    firm('430200', null, null),
    firm('430100', 112.9, 'other'),
    firm('320400', 119.9, 'far'),
    firm(null, null, 'nowhere'),
    firm('430200', 113.1, 'by-words', 'words'),
    firm('320400', 119.9, 'by-words', 'words'),
  ]
  expect(countNode(firms, centre)).toEqual({
    here: 3,
    within200Km: 1,
    elsewhere: 1,
    positionUnknown: 1,
    unconfirmed: 2,
    unconfirmedHere: 1,
    groups: 1,
    groupUnknown: 1,
  })
})
