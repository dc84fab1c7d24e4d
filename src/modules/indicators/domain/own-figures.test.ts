import { expect, test } from 'vitest'
import { consentShare, providerDensity } from './own-figures.ts'

test('M06: 12 providers beside 480 firms are 2.5 a hundred; an empty register says nothing', () => {
  expect(providerDensity({ firms: 480, providers: 12 })).toMatchObject({ value: '2.5', coverageRatio: null })
  expect(providerDensity({ firms: 480, providers: 0 })).toBeNull()
  expect(providerDensity({ firms: 0, providers: 3 })).toBeNull()
})

test('M11: of 3 and 5 uploads 2 and 4 have stated terms: 75 %', () => {
  const share = consentShare([
    { uploads: 3, stated: 2 },
    { uploads: 5, stated: 4 },
  ])
  expect(share!.value).toBe('75')
  expect(share!.inputs.map(({ value }) => value)).toEqual(['6', '8'])
  expect(consentShare([])).toBeNull()
})
