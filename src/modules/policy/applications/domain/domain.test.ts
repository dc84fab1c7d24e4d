import { describe, expect, test } from 'vitest'
import { chineseAmount, yuanOf } from './chinese-amount.ts'
import { joinReasons, knownBefore } from './return-reasons.ts'

describe('amounts in Chinese capitals', () => {
  test.each([
    [0n, '零元整'],
    [1n, '壹分'],
    [30n, '叁角整'],
    [100n, '壹元整'],
    [105n, '壹元零伍分'],
    [1_050n, '壹拾元伍角整'],
    [10_000n, '壹佰元整'],
    [168_032n, '壹仟陆佰捌拾元叁角贰分'],
    [1_004_000n, '壹万零肆拾元整'],
    [10_000_000n, '壹拾万元整'],
    [10_700_053n, '壹拾万柒仟元伍角叁分'],
    [420_000_000n, '肆佰贰拾万元整'],
    [10_000_000_000n, '壹亿元整'],
    [10_000_000_100n, '壹亿零壹元整'],
    [100_100_000_000n, '壹拾亿零壹佰万元整'],
    [1_234_567_890_123n, '壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹元贰角叁分'],
  ])('%d fen', (fen, text) => {
    expect(chineseAmount(fen)).toBe(text)
  })

  test('a negative amount is no amount for a voucher', () => {
    expect(() => chineseAmount(-1n)).toThrow(RangeError)
    expect(yuanOf(123_405n)).toBe('1234.05')
  })
})

describe('returned once with all reasons', () => {
  const then = { invoice: 'a.pdf', tax: '100', plan: null }

  test('at the first return everything may be told', () => {
    expect(knownBefore([{ item: 'tax', text: '与申报表不符' }], then, [])).toEqual([])
  })

  test('what stood there unchanged was known; what was changed or added since may be told', () => {
    const now = { invoice: 'b.pdf', tax: '100', plan: 'p.pdf' }
    const reasons = ['invoice', 'tax', 'plan'].map((item) => ({ item, text: '不清楚' }))
    expect(knownBefore(reasons, now, [then]).map(({ item }) => item)).toEqual(['tax'])
  })

  test('the same reason of two departments is told once', () => {
    const reason = { item: 'tax', text: '缺完税证明' }
    expect(joinReasons([[reason], [reason, { item: 'tax', text: '金额不符' }]])).toHaveLength(2)
  })
})
