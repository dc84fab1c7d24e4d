/**
 * The face of PDF and of pictures: Noto Sans SC (SIL Open Font License 1.1), a free substitute for the faces that GB/T
 * 9704-2012 names. A character that its main file lacks is looked for in the package's other files; one that no file
 * has is drawn as 〓 and told.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Font, openSync } from 'fontkit'
import { unpackWoff } from './woff.ts'

const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'))
const weights = { normal: 400, bold: 700 } as const
export type Weight = keyof typeof weights

/** Stands for a character that no file has. */
export const missingMark = '〓'
/** What a document says of its face. */
export const substituteNote = '本文件以思源黑体（Noto Sans SC）代替公文规定字体'

const packedFile = (part: string, weight: Weight) =>
  join(folder, 'files', `noto-sans-sc-${part}-${weights[weight]}-normal.woff`)

/** Where the unpacked faces lie, made once a machine: the library unpacks a table anew for every glyph otherwise. */
export const fontFolder = join(tmpdir(), `lianshu-fonts-${process.getuid?.() ?? 0}-5.3.0`)

/** The face as a file that every writer reads. */
export function fontFile(part: string, weight: Weight): string {
  const path = join(fontFolder, `${part}-${weight}.ttf`)
  if (existsSync(path)) return path
  mkdirSync(fontFolder, { recursive: true, mode: 0o700 })
  const own = `${path}.${process.pid}`
  writeFileSync(own, unpackWoff(readFileSync(packedFile(part, weight))))
  renameSync(own, path) // two processes may make it at once; either is whole
  return path
}

/** The file that holds the characters of GB 2312 and the Latin letters. */
export const mainPart = 'chinese-simplified'
const opened = new Map<string, Font>()

function fontOf(part: string): Font {
  const held = opened.get(part)
  if (held) return held
  const font = openSync(fontFile(part, 'normal')) as Font
  opened.set(part, font)
  return font
}

let ranges: { part: string; spans: (readonly [from: number, to: number])[] }[] | undefined

/** The package's list of which file holds which characters. */
function partRanges() {
  if (ranges) return ranges
  const stated = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>
  ranges = Object.entries(stated)
    .map(([name, list]) => ({ part: name.replace(/[[\]]/g, ''), spans: list.split(',').map(spanOf) }))
    .filter(({ part }) => existsSync(packedFile(part, 'normal')))
  return ranges
}

function spanOf(written: string): readonly [number, number] {
  const [from = '', to = from] = written.replace('U+', '').split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}

const partOfCharacter = new Map<number, string | null>()

function partOf(code: number): string | null {
  const known = partOfCharacter.get(code)
  if (known !== undefined) return known
  const found = fontOf(mainPart).hasGlyphForCodePoint(code)
    ? mainPart
    : (partRanges().find(
        ({ part, spans }) =>
          spans.some(([from, to]) => code >= from && code <= to) && fontOf(part).hasGlyphForCodePoint(code),
      )?.part ?? null)
  partOfCharacter.set(code, found)
  return found
}

/** Text cut into runs of one font file each; `missing` takes the characters that no file has. */
export function cutByFont(text: string, missing: Set<string>): { text: string; part: string }[] {
  const runs: { text: string; part: string }[] = []
  for (const character of text) {
    const isBreak = character === '\n' || character === '\t'
    const found = isBreak ? mainPart : partOf(character.codePointAt(0)!)
    if (found === null) missing.add(character)
    const part = found ?? mainPart
    const shown = found === null ? missingMark : character
    const last = runs.at(-1)
    if (last?.part === part) last.text += shown
    else runs.push({ text: shown, part })
  }
  return runs
}

/** The name under which a part is known to the PDF writer. */
export const pdfFontName = (part: string) => `noto-${part}`

/** The parts used so far, as the PDF writer wants them. */
export function pdfFonts(parts: Iterable<string>): Record<string, { normal: string; bold: string }> {
  return Object.fromEntries(
    [...new Set([mainPart, ...parts])].map((part) => [
      pdfFontName(part),
      { normal: fontFile(part, 'normal'), bold: fontFile(part, 'bold') },
    ]),
  )
}
