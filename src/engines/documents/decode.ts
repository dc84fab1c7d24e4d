import { AppError } from '../../kernel/errors.ts'
import { commonShare } from './common-characters.ts'
import type { Uncertain } from './model.ts'
import { repairMojibake } from './mojibake.ts'

/** Text out of bytes: which encoding was found, whether a wrong earlier decoding was undone, what stays uncertain. */
export type DecodedText = { text: string; encoding: string; repaired: boolean; uncertain: Uncertain[] }

/** Largest file that is read at all: an official document with pictures stays well below it. */
export const maxBytes = 40 * 1024 * 1024

function strict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const lossy = (bytes: Uint8Array, encoding: string) => new TextDecoder(encoding).decode(bytes)

/** UTF-16 without a mark shows itself by zero bytes on every other place of its Latin characters. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0]
  const length = Math.min(bytes.length, 4096)
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd === 0 || bytes.length % 2 !== 0) return null
  const encoding = odd > even ? 'utf-16le' : 'utf-16be'
  const text = strict(bytes.subarray(0, length - (length % 2)), encoding)
  return text !== null && commonShare(text) > 0.7 ? encoding : null
}

/** Neither text in any known encoding nor a kind of file that is read. */
function assertText(text: string) {
  let control = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1b) control++
  }
  if (text.length > 0 && control / text.length > 0.01) throw new AppError('invalid', 'documents.not_text')
}

function byMark(bytes: Uint8Array): { text: string; encoding: string } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { text: lossy(bytes, 'utf-8'), encoding: 'utf-8' }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: lossy(bytes, 'utf-16le'), encoding: 'utf-16le' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: lossy(bytes, 'utf-16be'), encoding: 'utf-16be' }
  const encoding = utf16WithoutMark(bytes)
  return encoding ? { text: lossy(bytes, encoding), encoding } : null
}

/** UTF-8 or GB18030; of a file damaged in both, the reading with more common characters and fewer losses. */
function byContent(bytes: Uint8Array): { text: string; encoding: string } {
  const utf8 = strict(bytes, 'utf-8')
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' }
  const gb = strict(bytes, 'gb18030')
  const readings = [
    { text: gb ?? lossy(bytes, 'gb18030'), encoding: 'gb18030' },
    { text: lossy(bytes, 'utf-8'), encoding: 'utf-8' },
  ]
  const worth = (text: string) =>
    commonShare(text) - (3 * (text.match(/\ufffd/g) ?? []).length) / Math.max(1, text.length)
  return readings.sort((a, b) => worth(b.text) - worth(a.text))[0] as { text: string; encoding: string }
}

/** Characters that no reading gives back: each place is marked, nothing is put there. */
function lostCharacters(text: string): Uncertain[] {
  return [...text.matchAll(/\ufffd+/g)].map((match) => ({
    span: [match.index, match.index + match[0].length] as const,
    guess: match[0],
    alternatives: [],
  }))
}

/**
 * Decodes the bytes of a text file: UTF-8, UTF-16, GB18030, and undoes UTF-8 taken for Windows-1252 (also with
 * lost bytes), UTF-8 taken for GB18030 and GB18030 taken for Latin-1. Refuses empty and binary files.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > maxBytes)
    throw new AppError('too_large', 'documents.too_large', { bytes: bytes.length, maxBytes })
  const { text, encoding } = byMark(bytes) ?? byContent(bytes)
  const clean = text.replace(/^\ufeff/, '')
  if (clean.trim() === '') throw new AppError('invalid', 'documents.empty')
  assertText(clean)
  const repaired = repairMojibake(clean)
  if (repaired) return { ...repaired, repaired: true }
  return { text: clean, encoding, repaired: false, uncertain: lostCharacters(clean) }
}
