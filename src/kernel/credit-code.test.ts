import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkCreditCode, creditCodeCheckCharacter } from './credit-code.ts'

const CORPUS = '../shared/corpora/own/uscc.json'
const reason = (text: string) => {
  const result = checkCreditCode(text)
  return result.ok ? 'ok' : result.reason
}

describe('checkCreditCode', () => {
  test('the check character is computed by hand for 9135010 and zeros', () => {
    // 9·1 + 1·3 + 3·9 + 5·27 + 0 + 1·26 + 0 = 200; 200 mod 31 = 14; 31 - 14 = 17, which is H
    expect(creditCodeCheckCharacter('91350100000000000')).toBe('H')
    expect(checkCreditCode('91350100000000000H')).toEqual({ ok: true, code: '91350100000000000H' })
  })

  test('width, case and spaces at the ends are made even', () => {
    const code = '91350100000000000H'
    const wide = [...code].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
    for (const text of [code.toLowerCase(), wide, ` ${code}\u3000`, `\u200b${code}\ufeff`])
      expect(checkCreditCode(text)).toEqual({ ok: true, code })
  })

  test('nothing is guessed: a letter O stays wrong and says where', () => {
    expect(checkCreditCode('91350O00000000000H')).toEqual({
      ok: false,
      reason: 'character',
      normalised: '91350O00000000000H',
      position: 6,
    })
  })

  test('each fault has its own reason', () => {
    expect(reason('')).toBe('empty')
    expect(reason('9.1310115E+17')).toBe('rounded')
    expect(reason('913101150000000000')).toBe('rounded')
    expect(reason('91350100\u200b000000000H')).toBe('space')
    expect(reason('91350100 000000000H')).toBe('space')
    expect(reason('#N/A')).toBe('character')
    expect(reason('null')).toBe('length')
    expect(reason('000000000000000000')).toBe('department')
    expect(reason('91350100000000000J')).toBe('check')
  })

  test('letters in the division are refused even when the check character fits', () => {
    const first17 = '9135A100000000000'
    expect(reason(first17 + creditCodeCheckCharacter(first17))).toBe('division')
  })
})

describe.skipIf(!existsSync(CORPUS))('the corpus of codes', () => {
  const corpus = existsSync(CORPUS) ? JSON.parse(readFileSync(CORPUS, 'utf8')) : { valid: [], invalid: [] }

  test('every valid code is accepted as it stands', () => {
    for (const code of corpus.valid) expect(checkCreditCode(code)).toEqual({ ok: true, code })
  })

  test('of the doubtful ones only those that are the same code after trimming, width and case are accepted', () => {
    const valid = new Set<string>(corpus.valid)
    for (const { v, why } of corpus.invalid as { v: string; why: string }[]) {
      const result = checkCreditCode(v)
      // two neighbouring digits that are equal stay the same code when they change places
      const isMeantToPass = /accept$|documented rule/.test(why) || valid.has(v)
      expect([v, why, result.ok]).toEqual([v, why, isMeantToPass])
      if (result.ok) expect(valid).toContain(result.code)
    }
  })
})
