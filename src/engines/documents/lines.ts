import type { Span } from './model.ts'

/** One written line without its margins; `tabbed` when a tab stood before it, as a cell that lost its table has. */
export type Line = { text: string; start: number; end: number; tabbed: boolean; blankBefore: boolean }

/** Running text put together from one or more lines; `at[i]` is where its i-th unit stands in the decoded text. */
export type Passage = { text: string; at: readonly number[] }

const margin = /^[\s\u3000\u00a0\ufeff]+|[\s\u3000\u00a0]+$/g

/** The non-blank lines of a text with their places; form feeds end a line too. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let blankBefore = false
  for (const match of text.matchAll(/[^\r\n\f]*(?:\r\n|[\r\n\f]|$)/g)) {
    const raw = match[0].replace(/[\r\n\f]+$/, '')
    const trimmed = raw.replace(margin, '')
    if (trimmed === '') {
      blankBefore = match[0] !== '' || blankBefore
      continue
    }
    const lead = raw.indexOf(trimmed)
    const start = (match.index ?? 0) + lead
    lines.push({
      text: trimmed,
      start,
      end: start + trimmed.length,
      tabbed: raw.slice(0, lead).includes('\t'),
      blankBefore,
    })
    blankBefore = false
  }
  return lines
}

/** Puts lines together to one passage, without inserting anything. */
export function joinLines(lines: readonly Line[]): Passage {
  const at: number[] = []
  for (const line of lines) for (let i = line.start; i < line.end; i++) at.push(i)
  return { text: lines.map((line) => line.text).join(''), at }
}

/** A part of a passage that keeps its places. */
export function slicePassage(passage: Passage, from: number, to: number): Passage {
  return { text: passage.text.slice(from, to), at: passage.at.slice(from, to) }
}

/** A passage without the white space at both ends. */
export function trimPassage(passage: Passage): Passage {
  const lead = passage.text.length - passage.text.trimStart().length
  return slicePassage(passage, lead, lead + passage.text.trim().length)
}

/** Where a passage stands in the decoded text; null when it is empty. */
export function spanOf(passage: Passage): Span | null {
  const first = passage.at[0]
  const last = passage.at[passage.at.length - 1]
  return first === undefined || last === undefined ? null : [first, last + 1]
}

/** Splits a passage after each character of `stops` that stands outside brackets and quotation marks. */
export function splitPassage(passage: Passage, stops: string, keepStop = false): Passage[] {
  const parts: Passage[] = []
  let from = 0
  let depth = 0
  for (let i = 0; i < passage.text.length; i++) {
    const char = passage.text[i] as string
    if ('（(〔[【“《'.includes(char)) depth++
    else if ('）)〕]】”》'.includes(char)) depth = Math.max(0, depth - 1)
    const isNumber =
      ',.，'.includes(char) && /\d/.test(passage.text[i - 1] ?? '') && /\d/.test(passage.text[i + 1] ?? '')
    if (depth > 0 || isNumber || !stops.includes(char)) continue
    parts.push(slicePassage(passage, from, keepStop ? i + 1 : i))
    from = i + 1
  }
  parts.push(slicePassage(passage, from, passage.text.length))
  return parts.map(trimPassage).filter((part) => part.text !== '')
}

/** The sentences of a passage; a quotation mark or bracket left open does not swallow the rest. */
export function sentencesOf(passage: Passage): Passage[] {
  const parts: Passage[] = []
  let from = 0
  for (const match of passage.text.matchAll(/[。！？!?][”’）)》]*/g)) {
    const to = match.index + match[0].length
    parts.push(slicePassage(passage, from, to))
    from = to
  }
  parts.push(slicePassage(passage, from, passage.text.length))
  return parts.map(trimPassage).filter((part) => part.text !== '')
}
