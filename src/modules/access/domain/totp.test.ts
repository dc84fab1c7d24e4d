import { expect, test } from 'vitest'
import { codeAt, enrolment, recoveryCode, recoveryHash, stepOf } from './totp.ts'

// RFC 6238, appendix B: the secret of the SHA-1 rows; its eight digits cut to the last six.
const secret = Buffer.from('12345678901234567890', 'ascii')
const at = (seconds: number) => new Date(seconds * 1000)

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
])('the code at %i seconds is that of RFC 6238', (seconds, code) => {
  expect(codeAt(secret, at(seconds))).toBe(code)
  expect(stepOf(secret, code, at(seconds))).toBe(Math.floor(seconds / 30))
})

test('a code holds one step before and after its own, no longer', () => {
  const code = codeAt(secret, at(1_000_000_000))
  const step = Math.floor(1_000_000_000 / 30)
  expect(stepOf(secret, code, at(1_000_000_030))).toBe(step)
  expect(stepOf(secret, code, at(999_999_970))).toBe(step)
  expect(stepOf(secret, code, at(1_000_000_060))).toBeNull()
  expect(stepOf(secret, code, at(999_999_930))).toBeNull()
})

test('what is not six digits is no code', () => {
  for (const text of ['', '12345', '1234567', 'abcdef', '28 082', '２８７０８２'])
    expect(stepOf(secret, text, at(59))).toBeNull()
})

test('the QR code names the house and the person', () => {
  const { uri, secret: typed } = enrolment(secret, '张三')
  expect(uri).toContain('otpauth://totp/Lianshu:')
  expect(typed).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
})

test('a recovery code is found again however it is typed', () => {
  const code = recoveryCode(Buffer.from('00112233445566778899', 'hex'))
  expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/)
  expect(recoveryHash(code.toLowerCase().replaceAll('-', ' '))).toEqual(recoveryHash(code))
})
