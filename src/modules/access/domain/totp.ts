import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** RFC 6238 with what every authenticator app takes: SHA-1, six digits, steps of 30 seconds. */
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** A code of the step before or after counts too, for a clock that is half a minute off. */
const window = 1

const totpOf = (secret: Buffer, label = '') =>
  new TOTP({
    ...settings,
    issuer: 'Lianshu',
    label,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  })

/** The step (30 seconds since 1970) whose code was given, within ±1 of the time; null where it is none of them. */
export function stepOf(secret: Buffer, code: string, at: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = totpOf(secret).validate({ token: code, timestamp: at.getTime(), window })
  return delta === null ? null : Math.floor(at.getTime() / 1000 / settings.period) + delta
}

/** The code of a secret at a time: what the app on the phone shows. */
export function codeAt(secret: Buffer, at: Date): string {
  return totpOf(secret).generate({ timestamp: at.getTime() })
}

/** What goes into the QR code, and the secret as it is typed by hand. */
export function enrolment(secret: Buffer, userName: string): { uri: string; secret: string } {
  const totp = totpOf(secret, userName)
  return { uri: totp.toString(), secret: totp.secret.base32 }
}

/** Recovery codes from chance that is handed in: ten bytes each, as four groups of four. */
export function recoveryCode(bytes: Buffer): string {
  const base32 = new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32
  return base32.match(/.{4}/g)!.join('-')
}

/** What a recovery code is stored as; spaces, dashes and case do not matter. */
export function recoveryHash(code: string): Buffer {
  const bare = code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return createHash('sha256').update(bare).digest()
}
