import { divideFractions, fraction, multiplyFractions } from '../../../engines/rules/index.ts'
import type { ComputedValue } from '../model/computed.ts'
import { writeDecimal } from './decimal.ts'

type Figure = Pick<ComputedValue, 'indicator' | 'value' | 'coverageRatio' | 'inputs' | 'unknownBecause'>

/**
 * Service providers for a hundred registered firms (M06). Where no provider is registered at all the register says nothing
 * about the city: unknown, not 0.
 */
export function providerDensity({ firms, providers }: { firms: number; providers: number }): Figure | null {
  if (providers === 0 || firms === 0) return null
  return {
    indicator: 'provider-density',
    value: writeDecimal(multiplyFractions(ratio(providers, firms), fraction(100n))),
    coverageRatio: null,
    inputs: [
      { name: '登记的服务机构', value: String(providers), unit: '家' },
      { name: '登记的企业', value: String(firms), unit: '家' },
    ],
  }
}

/** Uploads of firms' facts with stated purpose, readers and end over all of them, in per cent (M11). */
export function consentShare(rows: readonly { uploads: number; stated: number }[]): Figure | null {
  const uploads = rows.reduce((sum, row) => sum + row.uploads, 0)
  const stated = rows.reduce((sum, row) => sum + row.stated, 0)
  if (uploads === 0) return null
  return {
    indicator: 'data-use-ledger-share',
    value: writeDecimal(multiplyFractions(ratio(stated, uploads), fraction(100n))),
    coverageRatio: 1,
    inputs: [
      { name: '写明用途、读者和期限的上传', value: String(stated), unit: '份' },
      { name: '企业资料上传', value: String(uploads), unit: '份' },
    ],
  }
}

const ratio = (a: number, b: number) => divideFractions(fraction(BigInt(a)), fraction(BigInt(b)))
