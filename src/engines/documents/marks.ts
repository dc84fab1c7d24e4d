import { findDeadlines } from './deadline.ts'
import { type Passage, slicePassage, trimPassage } from './lines.ts'
import { roleOfLabel, statesResponsibility } from './responsibility.ts'
import { looksLikeUnit, splitUnits } from './units.ts'

/** A statement of responsibility inside a passage: [start, end) there and what it says without its brackets. */
export type Mark = { start: number; end: number; text: string }

const opening = '（(〔[【［'
const closing = '）)〕]】］'

/** The end of the bracket that opens at `from`, brackets inside it counted; null when it is never closed. */
function closeOf(text: string, from: number): number | null {
  let depth = 0
  for (let i = from; i < Math.min(text.length, from + 1200); i++) {
    if (opening.includes(text[i] as string)) depth++
    else if (closing.includes(text[i] as string) && --depth === 0) return i
  }
  return null
}

/** Brackets in a passage that say who is responsible. */
export function findMarks(text: string): Mark[] {
  const marks: Mark[] = []
  for (let i = 0; i < text.length; i++) {
    if (!opening.includes(text[i] as string)) continue
    const end = closeOf(text, i)
    const inside = text.slice(i + 1, end ?? text.length)
    if (inside.length < 3 || inside.length > 600 || !statesResponsibility(inside)) continue
    if (end === null && !/^(?:牵头|责任)(?:单位|部门)/.test(inside)) continue
    marks.push({ start: i, end: (end ?? text.length - 1) + 1, text: inside.trim() })
    i = end ?? text.length
  }
  return marks
}

/** Whether a whole passage is nothing but labels: 牵头单位：… 责任单位：… 完成时限：… */
export function isLabelLine(text: string): boolean {
  const label = /^[（(〔[【]?\s*([^：:，。]{2,12})[：:]/.exec(text)?.[1]
  return label !== undefined && roleOfLabel(label) !== null
}

/** The labels at the end of a passage that stand after its last sentence without brackets. */
export function trailingLabels(text: string): Mark | null {
  const match =
    /(?:^|[。；;\s])((?:牵头(?:单位|部门|领导|市领导)|责任(?:单位|部门|领导)|配合单位|完成时限|主办单位)[：:][^。]*。?)$/.exec(
      text,
    )
  if (!match) return closingSentence(text)
  const start = text.length - (match[1] as string).length
  return { start, end: text.length, text: match[1] as string }
}

/** 2025年底前完成, but not 每年举办活动. */
function isDeadlineOnly(clause: string): boolean {
  const written = findDeadlines(clause, null)[0]?.dueWritten
  return written !== undefined && written !== null && clause.length - written.length <= 4
}

/** Whether a clause says nothing but who does something, or by when. */
function isSaid(clause: string): boolean {
  return (
    /(?:牵头|主办|负责|配合|协同|协助|参与|参加|支持|协办|落实|推进|实施|完成)$/.test(clause) ||
    splitUnits(clause).every(looksLikeUnit) ||
    isDeadlineOnly(clause)
  )
}

/** A last sentence without brackets that only says who leads and who helps: 由区交通局牵头，区城管局配合。 */
function closingSentence(text: string): Mark | null {
  const start = Math.max(text.lastIndexOf('。', text.length - 2), text.lastIndexOf('；', text.length - 2)) + 1
  const sentence = text.slice(start)
  const clauses = sentence.replace(/。$/, '').split(/[，,；;]/)
  if (!clauses.every((clause) => isSaid(clause))) return null
  const says =
    /^由?[^，。]{2,60}(?:牵头|负责)/.test(sentence) && statesResponsibility(sentence.replace(/^由|。$/g, ''))
  return says ? { start, end: text.length, text: sentence } : null
}

/** A passage without its marks: the parts between them, trimmed, empty ones left out. */
export function withoutMarks(passage: Passage, marks: readonly Mark[]): Passage[] {
  const parts: Passage[] = []
  let from = 0
  for (const mark of marks) {
    parts.push(slicePassage(passage, from, mark.start))
    from = mark.end
  }
  parts.push(slicePassage(passage, from, passage.text.length))
  return parts.map(trimPassage).filter((part) => !/^[。；;，,、\s]*$/.test(part.text))
}
