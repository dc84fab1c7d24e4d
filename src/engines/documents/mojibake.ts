import iconv from 'iconv-lite'
import { commonShare } from './common-characters.ts'
import { type LatticeOption, solveLattice } from './lost-bytes.ts'
import type { Uncertain } from './model.ts'

/** A wrong decoding undone. */
export type Repair = { text: string; encoding: string; uncertain: Uncertain[] }

/** Windows-1252 from 0x80 to 0x9F; the five places without a character are where bytes get lost. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const byteOf = new Map<string, number>([...windows].map((char, i) => [char, 0x80 + i]))
for (let byte = 0xa0; byte <= 0xff; byte++) byteOf.set(String.fromCharCode(byte), byte)

/** Bytes that Windows-1252 has no character for, and the soft hyphen that many programs drop. */
const losable = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xad]
/** Characters of Windows-1252 that Chinese text uses itself. */
const genuine = /[“”‘’—…·°×\u00a0]/

const isTrail = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte <= 0xbf

function charOf(...bytes: number[]): string | null {
  const text = new TextDecoder('utf-8').decode(Uint8Array.from(bytes))
  return text.includes('\ufffd') || [...text].length !== 1 ? null : text
}

/** All characters that three bytes can be when the given ones (null: lost) are known. */
function candidates(lead: number, second: number | null, third: number | null): string[] {
  const seconds = second === null ? losable : [second]
  const thirds = third === null ? losable : [third]
  return seconds
    .flatMap((two) => thirds.map((three) => charOf(lead, two, three)))
    .filter((char) => char !== null)
}

/** What the text at `at` can stand for: one reading where all bytes are there, several where some are lost. */
function optionsAt(text: string, at: number): LatticeOption[] {
  const char = text[at] as string
  const lead = byteOf.get(char)
  if (lead === undefined || isTrail(lead) || lead < 0xc2 || lead > 0xef) return [{ length: 1, char, lost: 0 }]
  const next = byteOf.get(text[at + 1] ?? '')
  const after = byteOf.get(text[at + 2] ?? '')
  if (lead < 0xe0) {
    const two = isTrail(next) ? charOf(lead, next as number) : null
    return [two ? { length: 2, char: two, lost: 0 } : { length: 1, char, lost: 0 }]
  }
  const whole = isTrail(next) && isTrail(after) ? charOf(lead, next as number, after as number) : null
  const options: LatticeOption[] = whole ? [{ length: 3, char: whole, lost: 0 }] : []
  if (isTrail(next) && (!whole || genuine.test(text[at + 2] as string))) {
    const found = [...candidates(lead, null, next as number), ...candidates(lead, next as number, null)]
    options.push(...[...new Set(found)].map((guess) => ({ length: 2, char: guess, lost: whole ? 40 : 1 })))
  }
  if (!isTrail(next) || (!whole && genuine.test(text[at + 1] as string))) {
    options.push(
      ...candidates(lead, null, null).map((guess) => ({
        length: 1,
        char: guess,
        lost: isTrail(next) ? 60 : 2,
      })),
    )
  }
  return options.length > 0 ? options : [{ length: 1, char, lost: 0 }]
}

/** UTF-8 that was read as Windows-1252 shows lead bytes as ä å æ ç è é followed by signs. */
function looksLikeWindows(text: string): boolean {
  const starts = text.match(/[ãäåæçèéêï][^ -~\s\u4e00-\u9fff]/g)?.length ?? 0
  const high = [...text].filter((char) => char > '~').length
  return starts >= 4 && starts * 3 > high * 0.15
}

function fromWindows(text: string): Repair {
  const solved = solveLattice(text.length, (at) => optionsAt(text, at))
  const uncertain: Uncertain[] = []
  let out = ''
  for (const { char, alternatives } of solved) {
    if (alternatives.length > 0)
      uncertain.push({ span: [out.length, out.length + char.length], guess: char, alternatives })
    out += char
  }
  return { text: out, encoding: 'utf-8 taken for windows-1252', uncertain }
}

/** Places whose bytes are gone for good, one entry a run. */
function gone(text: string): Uncertain[] {
  return [...text.matchAll(/\ufffd+/g)].map((match) => ({
    span: [match.index, match.index + match[0].length] as const,
    guess: match[0],
    alternatives: [],
  }))
}

/** Stands for a byte that the wrong decoding threw away: no encoding in use has it. */
const lostByte = Buffer.from([0xff])

function byReencoding(text: string, wrong: string, right: string): Repair {
  const parts = text
    .split('\ufffd')
    .flatMap((part, i) => [...(i > 0 ? [lostByte] : []), iconv.encode(part, wrong)])
  const bytes = Buffer.concat(parts)
  const again = new TextDecoder(right).decode(bytes)
  return { text: again, encoding: `${right} taken for ${wrong}`, uncertain: gone(again) }
}

/** A reading is taken only where it is clearly more like official Chinese and loses little. */
function isBetter(again: string, text: string): boolean {
  const lost = (again.match(/\ufffd/g) ?? []).length
  return lost < again.length * 0.08 && commonShare(again) > commonShare(text) + 0.12
}

/** Undoes a wrong decoding where the text shows one; null for text that is as it should be. */
export function repairMojibake(text: string): Repair | null {
  if (looksLikeWindows(text)) {
    const repair = fromWindows(text)
    if (isBetter(repair.text, text)) return repair
  }
  if (/[\u00c0-\u00ff]{2}/.test(text)) {
    const repair = byReencoding(text, 'win1252', 'gb18030')
    if (isBetter(repair.text, text)) return repair
  }
  if (/[\u4e00-\u9fff]/.test(text)) {
    const repair = byReencoding(text, 'gb18030', 'utf-8')
    if (isBetter(repair.text, text)) return repair
  }
  return null
}
