/** Text that was once opened in a wrong encoding and saved like that. */
import iconv from 'iconv-lite'

/** What the text was and as what it was read, for the words of the problem. */
export type Mojibake = { readonly actual: string; readonly read: string }

/** Enough to judge by; a garbled file is garbled from its first line. */
const SAMPLE = 20_000
/** With fewer characters than this chance may play. */
const FEWEST = 4

function encodeExactly(text: string, encoding: string): Buffer | null {
  const bytes = iconv.encode(text, encoding)
  return iconv.decode(bytes, encoding) === text ? bytes : null
}

function fits(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const isMostlyHan = (text: string) => {
  const wide = text.match(/[^\0-\x7f]/gu)?.length ?? 0
  return (text.match(/[\p{Script=Han}（）、，。：；“”《》]/gu)?.length ?? 0) > wide * 0.8
}

/**
 * Chinese that was read in a Western encoding shows as ÆóÒµ, UTF-8 that was read as GBK shows as 浼佷笟. Both are
 * told by going back: the characters, written in the wrong encoding, are whole Chinese text in the right one.
 */
export function findMojibake(text: string): Mojibake | null {
  const lines = text.slice(0, SAMPLE).split(/[\r\n]+/)
  if (text.length > SAMPLE) lines.pop()
  const sample = lines.filter((line) => /[^\0-\x7f]/.test(line)).join('\n')
  const wide = sample.match(/[^\0-\x7f]/g)?.length ?? 0
  if (wide < FEWEST) return null

  const western =
    sample.match(/[\u0080-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/g)?.length ?? 0
  if (western > wide * 0.8) {
    for (const read of ['latin1', 'windows-1252']) {
      const bytes = encodeExactly(sample, read)
      if (!bytes) continue
      for (const actual of ['utf-8', 'gb18030']) {
        const original = fits(bytes, actual)
        if (original !== null && isMostlyHan(original))
          return { actual: actual.toUpperCase(), read: 'Latin-1' }
      }
    }
    return null
  }
  return wasUtf8(sample, wide) ? { actual: 'UTF-8', read: 'GBK' } : null
}

/**
 * UTF-8 read as GBK loses a byte wherever an odd number of them stood together, so the way back has holes; true
 * Chinese written in GBK is next to nothing but holes when read as UTF-8.
 */
function wasUtf8(sample: string, wide: number): boolean {
  const back = new TextDecoder('utf-8').decode(iconv.encode(sample, 'gbk'))
  const holes = back.split('\ufffd').length - 1
  const han = back.match(/[\p{Script=Han}（）、，。：；]/gu)?.length ?? 0
  return han >= FEWEST && han > holes * 2 && han >= wide * 0.4
}
