import { randomInt, scrypt as scryptCallback, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const scrypt = promisify(scryptCallback) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>

// OWASP's second choice for scrypt (N=2^16, r=8, p=1): 64 MiB and about a tenth of a second.
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

/** The stored form of a password: `scrypt$N$r$p$salt$hash`, hexadecimal. The salt is handed in. */
export async function hashPassword(password: string, salt: Buffer): Promise<string> {
  const hash = await scrypt(password.normalize('NFKC'), salt, 32, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('hex'), hash.toString('hex')].join('$')
}

/** Whether a password fits its stored form; a malformed form fits nothing. */
export async function fitsPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = stored.split('$')
  if (scheme !== 'scrypt' || !N || !r || !p || !salt || !hash) return false
  const expected = Buffer.from(hash, 'hex')
  const given = await scrypt(password.normalize('NFKC'), Buffer.from(salt, 'hex'), expected.length, {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    maxmem: cost.maxmem,
  })
  return timingSafeEqual(given, expected)
}

// Without 0 O 1 l I: read from a terminal and typed by hand.
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A fresh password of four groups of five, about 114 bits. */
export function makePassword(): string {
  const letter = () => alphabet[randomInt(alphabet.length)]
  return Array.from({ length: 4 }, () => Array.from({ length: 5 }, letter).join('')).join('-')
}
