import { joinLines, type Line, type Passage, slicePassage, trimPassage } from './lines.ts'
import { type Numbered, readNumber } from './numbering.ts'
import { roleOfLabel } from './responsibility.ts'

/** A numbered part of a document: its heading, the passages before its first sub-part, its sub-parts. */
export type Section = {
  level: number
  number: string
  title: string
  /** Passages of its own, the first without number and title. */
  passages: Passage[]
  /** The whole heading passage as written. */
  heading: Passage
  children: Section[]
  parent: Section | null
}

/** What a document's running text consists of: passages before the first number, then sections. */
export type Outline = { opening: Passage[]; sections: Section[] }

const closed = /[。；;！？!?：:”》】〕]$|[。；;][）)]$/

/** A line that begins something of its own and therefore never continues the line before. */
export function beginsAnew(text: string): boolean {
  if (readNumber(text) || /^附\s*[件录表]|^——|^-{2,}|^抄\s*送|^签发人|^注[：:]/.test(text)) return true
  const label = /^([^：:]{2,10})[：:]/.exec(text)?.[1]
  return label !== undefined && roleOfLabel(label) !== null
}

/** Whether a line was broken in the middle of a sentence, by a page's end or by hard wrapping. */
function isTorn(before: string, next: string): boolean {
  if (beginsAnew(next)) return false
  const opens = (before.match(/[（(〔【《“]/g) ?? []).length
  if (opens > (before.match(/[）)〕】》”]/g) ?? []).length && !/[。；]$/.test(before)) return true
  if (/[，,、]$/.test(before)) return true
  const isHeading = readNumber(before) !== null && !/[。；]/.test(before)
  return !isHeading && before.length >= 18 && !closed.test(before) && !/[）)]$/.test(before)
}

/** Running text from lines: those torn apart are put together again. */
export function passagesOf(lines: readonly Line[]): Passage[] {
  const groups: Line[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    if (group && isTorn(group.map((part) => part.text).join(''), line.text)) group.push(line)
    else groups.push([line])
  }
  return groups.map(joinLines)
}

/** Where a heading's title ends: before its first full stop, or the whole of a line that has none. */
function titleEnd(text: string): number {
  const stop = /[。：:；;]/.exec(text)
  const bracket = /[（(〔[【](?=[^）)〕\]】]*(?:牵头|责任|负责|配合))/.exec(text)
  const end = Math.min(stop?.index ?? text.length, bracket?.index ?? text.length)
  if (end <= 60) return end
  const comma = /[，,]/.exec(text)
  return comma && comma.index <= 60 ? comma.index : 60
}

function openSection(passage: Passage, numbered: Numbered): Section {
  const rest = trimPassage(slicePassage(passage, numbered.length, passage.text.length))
  const end = titleEnd(rest.text)
  const own = trimPassage(
    slicePassage(rest, /[。：:；;]/.test(rest.text[end] ?? '') ? end + 1 : end, rest.text.length),
  )
  return {
    level: numbered.level,
    number: numbered.number,
    title: rest.text.slice(0, end).trim(),
    passages: own.text === '' ? [] : [own],
    heading: passage,
    children: [],
    parent: null,
  }
}

const dateLine =
  /^[\d〇○零一二三四五六七八九十]{2,4}\s*年[\d一二三四五六七八九十\s]{1,4}月[\d一二三四五六七八九十\s]{1,4}日(?:印发)?$/

/** Annexes, signature, date and what stands below them belong to no part of the body. */
function closesBody(text: string, next: string): boolean {
  if (
    /^附\s*[件表]|^签\s*发\s*人|^经\s*办\s*人|^承\s*办\s*人|^联\s*系|^抄\s*送|^（此件/.test(text) ||
    dateLine.test(text)
  )
    return true
  return text.length <= 40 && !/[。；，：]/.test(text) && dateLine.test(next)
}

/** Hangs passages under the numbered headings that they follow. */
export function outlineOf(passages: readonly Passage[]): Outline {
  const outline: Outline = { opening: [], sections: [] }
  let current: Section | null = null
  let isClosed = false
  for (const [i, passage] of passages.entries()) {
    if (outline.sections.length > 0 && closesBody(passage.text, passages[i + 1]?.text ?? ''))
      [current, isClosed] = [null, true]
    const numbered = readNumber(passage.text)
    if (!numbered) {
      if (current) current.passages.push(passage)
      else if (!isClosed) outline.opening.push(passage)
      continue
    }
    isClosed = false
    const section = openSection(passage, numbered)
    let above: Section | null = current
    while (above && above.level >= section.level) above = above.parent
    section.parent = above
    if (above) above.children.push(section)
    else outline.sections.push(section)
    current = section
  }
  return outline
}

/** Every section, each before its sub-parts. */
export function allSections(sections: readonly Section[]): Section[] {
  return sections.flatMap((section) => [section, ...allSections(section.children)])
}
