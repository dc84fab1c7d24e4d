import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localSourcing } from './local-sourcing.ts'
import { ratioOf } from './purchase.ts'

const purchase = (supplierId: string | null, parts: bigint | null) => ({ supplierId, parts })

test('a supplier whose place is too coarse lowers coverage, not the ratio', () => {
  const bought = [purchase('near', 300_000n), purchase('far', 100_000n), purchase('somewhere', 600_000n)]
  const inside = (id: string) => ({ near: true, far: false })[id] ?? null
  expect(localSourcing(bought, 1_000_000n, inside)).toEqual({ ratio: 0.75, coverageRatio: 0.4 })
})

test('without a purchase the ratio is unknown and nothing is covered', () => {
  expect(localSourcing([], 1_000_000n, () => true)).toEqual({ ratio: null, coverageRatio: 0 })
})

test('an empty share is unknown: it is neither local nor covered', () => {
  const bought = [purchase('near', null), purchase('near', 50_000n)]
  expect(localSourcing(bought, 1_000_000n, () => true)).toEqual({ ratio: 1, coverageRatio: 0.05 })
})

test('a share whose supplier is unknown lowers coverage only', () => {
  const bought = [purchase(null, 400_000n), purchase('near', 100_000n)]
  expect(localSourcing(bought, 1_000_000n, () => true)).toEqual({ ratio: 1, coverageRatio: 0.1 })
})

test('an unknown whole makes the coverage unknown, not the ratio', () => {
  expect(localSourcing([purchase('near', 5n)], null, () => true)).toEqual({ ratio: 1, coverageRatio: null })
})

test('purchases that cannot be placed give no ratio, never 0', () => {
  expect(localSourcing([purchase('x', 10n)], 100n, () => null)).toEqual({ ratio: null, coverageRatio: 0 })
})

test('amounts beyond what a double holds are divided exactly', () => {
  expect(ratioOf(3_000_000_000_000_000_001n, 12_000_000_000_000_000_000n)).toBe(0.25)
  expect(ratioOf(1n, 0n)).toBeNull()
})

test('ratio and coverage stay between 0 and 1, and more placed purchases never lower the coverage', () => {
  const part = fc.option(fc.bigInt({ min: 0n, max: 200_000n }), { nil: null })
  const place = fc.constantFrom('near', 'far', 'nowhere', null)
  fc.assert(
    fc.property(fc.array(fc.record({ supplierId: place, parts: part }), { maxLength: 5 }), (bought) => {
      const inside = (id: string) => ({ near: true, far: false })[id] ?? null
      const { ratio, coverageRatio } = localSourcing(bought, 1_000_000n, inside)
      expect(ratio === null || (ratio >= 0 && ratio <= 1)).toBe(true)
      expect(coverageRatio! >= 0 && coverageRatio! <= 1).toBe(true)
      const more = localSourcing([...bought, purchase('far', 1n)], 1_000_000n, inside)
      expect(more.coverageRatio!).toBeGreaterThanOrEqual(coverageRatio!)
    }),
  )
})
