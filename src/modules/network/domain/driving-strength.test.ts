import { expect, test } from 'vitest'
import { type BoughtFrom, drivingStrength, strengthOfAll } from './driving-strength.ts'

const yi = 10_000_000_000n
const from = (
  supplierId: string | null,
  isLocal: boolean | null,
  amountFen: bigint | null,
  groupKey: string | null = null,
): BoughtFrom => ({
  ...{ supplierId, isLocal, amountFen, groupKey },
})

test('M04: three independent local suppliers on 6 yi of purchases are 0.5 a yi', () => {
  const strength = drivingStrength([
    from('a', true, 2n * yi, 'g1'),
    from('b', true, 1n * yi, 'g1'),
    from('c', true, null, null),
    from('d', true, null, 'g2'),
    from('e', false, 3n * yi, 'g3'),
    from(null, null, null),
  ])
  // groups g1 and g2, and c whose owner nobody knows
  expect(strength).toMatchObject({
    localSuppliers: 3,
    ownerUnknown: 1,
    purchaseFen: 6n * yi,
    localFen: 3n * yi,
  })
  expect([strength.localRatio, strength.coefficient]).toEqual([0.5, 0.5])
})

test('M04: without any amount the coefficient is unknown, the suppliers are still counted', () => {
  expect(drivingStrength([from('a', true, null)])).toMatchObject({
    localSuppliers: 1,
    coefficient: null,
    purchaseFen: null,
  })
})

test('M04: a supplier of two leading firms counts once for both', () => {
  const shared = from('a', true, 1n * yi)
  expect(strengthOfAll([[shared], [shared]])).toMatchObject({ localSuppliers: 1, coefficient: 0.5 })
})
