import { expect, test } from 'vitest'
import { disclosable } from '../../access/index.ts'
import { type OfferedRing, ringCells, type Supplied } from './rings-shown.ts'

const centre = { cityCode: '430200', lng: 113, lat: 28 }
/** A supplier so many km north of the centre: a degree of latitude is 111.2 km. */
const seller = (supplierId: string, km: number, fen: bigint): Supplied => ({
  ...{ supplierId, amountFen: fen, goods: new Set(['components']) },
  place: { cityCode: null, lng: 113, lat: 28 + km / 111.2, precision: 'given' },
})
const ring = (radiusKm: number): OfferedRing => ({
  ...{ id: String(radiusKm), scope: 'all', reach: { kind: 'radius', centre, radiusKm } },
})
const shown = (sold: Supplied[]) => [...disclosable(ringCells([50, 100, 200, 300].map(ring), sold))]

test('D03: a ring that differs from the next by one supplier is held back, so that nobody reads its sales off', () => {
  const near = [seller('a', 10, 5n), seller('b', 20, 5n), seller('c', 30, 5n)]
  const far = [seller('x', 400, 5n), seller('y', 500, 5n), seller('z', 600, 5n)]
  expect(shown([...near, ...far])).toEqual(['whole all', '50', '100', '200', '300'])
  // d alone stands between 50 and 100 km: the 50 km ring is shown, and none that has d more
  expect(shown([...near, seller('d', 70, 5n), ...far])).toEqual(['whole all', '50'])
})

test('D03: a ring that leaves one supplier outside is held back too', () => {
  const near = [seller('a', 10, 5n), seller('b', 20, 5n), seller('c', 30, 5n)]
  expect(shown([...near, seller('x', 400, 5n)])).toEqual(['whole all'])
})
