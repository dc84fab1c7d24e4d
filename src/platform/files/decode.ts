/** Bytes of a CSV file to text: finds the encoding, or says why none fits. Nothing is replaced on the way. */
import { findMojibake } from './mojibake.ts'
import { problem, type TableProblem } from './table.ts'

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: string }
  | { readonly ok: false; readonly problem: TableProblem }

const BOMS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
/** Share of two-byte characters among symbols and GB 2312 level 1 below which a text is hardly simplified Chinese. */
const COMMON_SHARE = 0.6

/** The text of `bytes` in `encoding`; null when a byte does not fit. */
export function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

const refuse = (code: string, params: TableProblem['params'] = {}, line: number | null = null): Decoded => ({
  ok: false,
  problem: problem('file', code, params, line),
})

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let i = 0; i < offset; i++) {
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) line++
  }
  return line
}

function* linesOf(bytes: Uint8Array): Generator<{ line: number; bytes: Uint8Array }> {
  let start = 0
  let line = 1
  for (let i = 0; i <= bytes.length; i++) {
    const isEnd = i === bytes.length || bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)
    if (!isEnd) continue
    yield { line, bytes: bytes.subarray(start, i) }
    start = i + 1
    line++
  }
}

/** How much of the two-byte text is symbols or GB 2312 level 1 (the 3,755 everyday characters), 0 to 1. */
function commonShare(bytes: Uint8Array): number {
  let pairs = 0
  let common = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0
    if (lead < 0x81) continue
    const trail = bytes[++i] ?? 0
    pairs++
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa9))) common++
  }
  return pairs === 0 ? 1 : common / pairs
}

/** UTF-16 without a mark: every ASCII character (separators, line ends) leaves a zero byte on one side. */
function decodeBareUtf16(bytes: Uint8Array): Decoded | null {
  if (bytes.length % 2 !== 0) return null
  for (const encoding of ['utf-16le', 'utf-16be']) {
    const text = decodeStrictly(bytes, encoding)
    if (text === null || !/[\n\r,;\t|]/.test(text)) continue
    const odd = text.match(/[^\t\n\r -~\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u00a0-\u00ff\u2000-\u206f]/g)
    if ((odd?.length ?? 0) <= text.length * 0.05) return { ok: true, text, encoding }
  }
  return null
}

/** Characters of more than one byte that fit UTF-8, and places that do not. */
function utf8Balance(bytes: Uint8Array): { good: number; bad: number } {
  const text = new TextDecoder('utf-8').decode(bytes)
  const bad = text.split('\ufffd').length - 1
  const wide = [...text].filter((character) => (character.codePointAt(0) ?? 0) >= 0x80).length
  return { good: wide - bad, bad }
}

/** Bytes that are not UTF-8: GB 18030, or damage, or two encodings in one file. */
function decodeOther(bytes: Uint8Array): Decoded {
  const tail = [1, 2, 3].find(
    (cut) => decodeStrictly(bytes.subarray(0, bytes.length - cut), 'utf-8') !== null,
  )
  const lastLine = lineAt(bytes, bytes.length)
  if (tail !== undefined && utf8Balance(bytes).good > 0) return refuse('truncated', {}, lastLine)

  const seen: Partial<Record<'UTF-8' | 'GB18030', number>> = {}
  for (const { line, bytes: part } of linesOf(bytes)) {
    if (!part.some((byte) => byte >= 0x80)) continue
    if (decodeStrictly(part, 'utf-8') !== null) {
      seen['UTF-8'] ??= line
      continue
    }
    const { good, bad } = utf8Balance(part)
    if (good > bad) return refuse('invalid_utf8', {}, line)
    seen.GB18030 ??= line
  }
  const { 'UTF-8': utf8, GB18030: gb } = seen
  if (utf8 !== undefined && gb !== undefined) {
    const [first, second] = utf8 < gb ? ['UTF-8', 'GB18030'] : ['GB18030', 'UTF-8']
    return refuse('mixed_encodings', { first: first ?? '', second: second ?? '' }, Math.max(utf8, gb))
  }
  return decodeGb18030(bytes, gb ?? 1)
}

function decodeGb18030(bytes: Uint8Array, line: number): Decoded {
  const text = decodeStrictly(bytes, 'gb18030')
  if (text !== null && commonShare(bytes) >= COMMON_SHARE) return { ok: true, text, encoding: 'gb18030' }
  if (decodeStrictly(bytes, 'big5') !== null) return refuse('encoding_unclear', { guess: 'Big5' })
  if (text !== null) return refuse('encoding_unclear', { guess: 'GB18030' })
  const cut = [1, 2, 3].find((n) => decodeStrictly(bytes.subarray(0, bytes.length - n), 'gb18030') !== null)
  if (cut !== undefined) return refuse('truncated', {}, lineAt(bytes, bytes.length))
  return refuse('unknown_encoding', {}, line)
}

function withoutGarbling(decoded: Decoded): Decoded {
  if (!decoded.ok) return decoded
  const garbled = findMojibake(decoded.text)
  return garbled ? refuse('mojibake', garbled) : decoded
}

/** Bytes whose encoding somebody or a byte order mark has named. */
function decodeNamed(bytes: Uint8Array, encoding: string, hasMark: boolean): Decoded {
  const text = decodeStrictly(bytes, encoding)
  if (text !== null)
    return { ok: true, text, encoding: hasMark && encoding === 'utf-8' ? 'utf-8-bom' : encoding }
  if (encoding === 'utf-8') {
    const other = decodeOther(bytes)
    return other.ok ? refuse('mixed_encodings', { first: 'UTF-8', second: 'GB18030' }, 1) : other
  }
  const isCut =
    encoding.startsWith('utf-16') && decodeStrictly(bytes.subarray(0, bytes.length & ~1), encoding)
  return isCut
    ? refuse('truncated', {}, lineAt(bytes, bytes.length))
    : refuse('encoding_mismatch', { encoding })
}

/** Reads `bytes` as text; `named` is the encoding that a person has chosen, undefined to find it out. */
export function decodeText(bytes: Uint8Array, named?: string): Decoded {
  if (bytes.length === 0) return refuse('empty')
  const mark = BOMS.find(([, bom]) => bom.every((byte, i) => bytes[i] === byte))
  const body = mark ? bytes.subarray(mark[1].length) : bytes
  if (body.length === 0) return refuse('only_bom')
  if (named !== undefined) return decodeNamed(body, named, false)
  if (mark) return withoutGarbling(noNul(decodeNamed(body, mark[0], true)))
  const nul = bytes.indexOf(0)
  if (nul >= 0) return decodeBareUtf16(bytes) ?? refuse('nul_bytes', {}, lineAt(bytes, nul))
  const text = decodeStrictly(bytes, 'utf-8')
  return withoutGarbling(text === null ? decodeOther(bytes) : { ok: true, text, encoding: 'utf-8' })
}

function noNul(decoded: Decoded): Decoded {
  if (!decoded.ok) return decoded
  const nul = decoded.text.indexOf('\0')
  return nul < 0 ? decoded : refuse('nul_bytes', {}, decoded.text.slice(0, nul).split(/\r\n|\n|\r/).length)
}
