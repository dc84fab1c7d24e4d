import { findDeadlines, type YearContext } from './deadline.ts'
import { type Passage, slicePassage, spanOf, trimPassage } from './lines.ts'
import { findMarks, isLabelLine, type Mark, trailingLabels, withoutMarks } from './marks.ts'
import type { Task } from './model.ts'
import { allSections, type Outline, type Section } from './outline.ts'
import { noResponsibility, type Responsibility, readResponsibility } from './responsibility.ts'

/** How the document as a whole is to be read. */
export type Reading = { year: YearContext; firstIsLead: boolean; isReply: boolean }

type Marked = { passage: Passage; marks: Mark[] }

const taskPart =
  /(?:重点|主要|工作|具体|年度)(?:任务|举措|措施|行动|事项|工作)|任务(?:分工|举措|措施)|工作重点|推进措施|(?:重点|工作)内容|实施路径|建设任务/
const noTaskPart =
  /保障|组织(?:实施|领导)|总体(?:要求|思路|目标)|指导思想|基本原则|(?:工作|主要|发展)目标|背景|现状|基本情况|附则/

function markPassage(passage: Passage): Marked {
  if (isLabelLine(passage.text))
    return { passage, marks: [{ start: 0, end: passage.text.length, text: unbracket(passage.text) }] }
  const marks = findMarks(passage.text)
  const trailing = marks.length === 0 ? trailingLabels(passage.text) : null
  return { passage, marks: trailing ? [trailing] : marks }
}

const unbracket = (text: string) => text.replace(/^[（(〔[【]\s*|\s*[）)〕\]】]。?$/g, '')

/** The heading line itself and the passages under it, with what each says about responsibility. */
function markedOf(section: Section): Marked[] {
  const heading = section.heading
  const own = section.passages[0]
  const isInHeading = own !== undefined && own.at.at(-1) === heading.at.at(-1)
  const passages = isInHeading
    ? section.passages
    : [slicePassage(heading, 0, heading.text.length), ...section.passages]
  return passages.map(markPassage)
}

const countMarks = (marked: readonly Marked[]) => marked.reduce((sum, { marks }) => sum + marks.length, 0)

/** Labels that follow the last of several sub-parts without any are meant for all of them. */
function belongsToParent(section: Section): boolean {
  const siblings = section.parent?.children ?? []
  if (siblings.length < 2 || siblings.at(-1) !== section) return false
  const isFree = (other: Section) => countMarks(markedOf(other)) === 0 && other.children.length === 0
  return (
    siblings.slice(0, -1).every(isFree) && countMarks(markedOf(section)) > 0 && section.children.length === 0
  )
}

function mergeSaid(parts: readonly Responsibility[]): Responsibility {
  const said = noResponsibility()
  for (const part of parts) {
    for (const role of ['leads', 'responsibles', 'supports', 'leadPersons'] as const) {
      said[role].push(...part[role].filter((name) => !said[role].includes(name)))
    }
    said.dueWritten ??= part.dueWritten
    said.dueDate ??= part.dueDate
  }
  return said
}

const startsWork =
  /^[，]?[\u4e00-\u9fff]{0,4}(?:建成|完成|出台|实现|启动|达到|投入|投产|力争|累计|新增|培育|全面|基本|开工|竣工)/

/** The deadline that running text names: of several the last; a completed or running year is none. */
export function deadlineInText(text: string, year: YearContext) {
  const named = findDeadlines(text, year).filter((found) => {
    const around = text.slice(Math.max(0, found.start - 1), found.end + 1)
    if (/^[《“（(]/.test(around) && /[》”）)]$/.test(around)) return false
    if (/[前底末内]$|^[到至]/.test(found.dueWritten ?? '') || /[到至于]/.test(text[found.start - 1] ?? ''))
      return true
    return /^$|[，。；：]/.test(text[found.start - 1] ?? '') && startsWork.test(text.slice(found.end))
  })
  const last = [...named].sort((a, b) => (a.dueDate ?? '').localeCompare(b.dueDate ?? '')).at(-1)
  return { dueWritten: last?.dueWritten ?? null, dueDate: last?.dueDate ?? null }
}

const firstWords = (text: string) => {
  const clauses = text.replace(/^[一二三四五六七八九]是/, '').split(/[，,。；;：:]/)
  const clause =
    clauses.find(
      (part) =>
        part !== '' &&
        !/^(?:围绕|聚焦|按照|依托|针对|根据|立足|对照|以|[到至]?20\d\d年[底末]?前?$)/.test(part),
    ) ?? (clauses[0] as string)
  return clause.length <= 40 ? clause : clause.slice(0, 40)
}

type Draft = {
  title: string
  content: string
  said: Responsibility
  parent: string | null
  span: readonly [number, number]
}

/** One task for a part with one statement, one for each sentence where each carries its own. */
function draftsOf(section: Section, marked: readonly Marked[], reading: Reading): Draft[] {
  const read = (mark: Mark) => readResponsibility(mark.text, reading.year, reading.firstIsLead)
  const inline = marked.filter(({ passage, marks }) => marks.length > 0 && !isLabelLine(passage.text))
  const pieces = inline.flatMap(({ passage, marks }) => piecesOf(passage, marks))
  if (pieces.length <= 1)
    return [wholeDraft(section, marked, mergeSaid(marked.flatMap(({ marks }) => marks.map(read))))]
  return pieces.map(({ passage, mark }) => ({
    title: firstWords(passage.text),
    content: passage.text,
    said: read(mark),
    parent: section.title,
    span: [spanOf(passage)?.[0] ?? 0, mark.to] as const,
  }))
}

/** The sentences up to each mark, with the mark that closes them and where it ends in the decoded text. */
function piecesOf(passage: Passage, marks: readonly Mark[]) {
  let from = 0
  return marks.flatMap((mark) => {
    const part = trimPassage(slicePassage(passage, from, mark.start))
    from = mark.end
    const text = part.text.replace(/^[。；;，,\s]+/, '')
    const piece = slicePassage(part, part.text.length - text.length, part.text.length)
    return text === '' ? [] : [{ passage: piece, mark: { ...mark, to: (passage.at[mark.end - 1] ?? 0) + 1 } }]
  })
}

function wholeDraft(section: Section, marked: readonly Marked[], said: Responsibility): Draft {
  const own = marked.flatMap(({ passage, marks }) => withoutMarks(passage, marks))
  const body = own.filter((part) => part.at[0] !== section.heading.at[0])
  const below = allSections(section.children).flatMap((child) =>
    [
      markPassage(child.heading),
      ...child.passages.filter((part) => part.at.at(-1) !== child.heading.at.at(-1)).map(markPassage),
    ].flatMap(({ passage, marks }) => withoutMarks(passage, marks)),
  )
  const ends = [section, ...allSections(section.children)].flatMap((part) =>
    [part.heading, ...part.passages].map((passage) => passage.at.at(-1) ?? 0),
  )
  return {
    title: section.title,
    content: [...body, ...below].map((part) => part.text).join('\n'),
    said,
    parent: section.parent?.title ?? null,
    span: [section.heading.at[0] ?? 0, Math.max(...ends) + 1],
  }
}

/** Whether a part without any statement still is an action: numbered, lowest, under 重点任务 or the like. */
function isPlainAction(section: Section, holders: ReadonlySet<Section>): boolean {
  if (section.children.length > 0 || section.level === 1 || section.level > 3 || /目标$/.test(section.title))
    return false
  let top = section
  for (let above = section.parent; above; above = above.parent) {
    if (holders.has(above)) return false
    top = above
  }
  return taskPart.test(top.title) && !noTaskPart.test(top.title)
}

/** The actions of a plan's body with owners and deadlines, in their order. */
export function bodyTasks(outline: Outline, reading: Reading): Task[] {
  const sections = allSections(outline.sections)
  const said = new Map<Section, Marked[]>()
  for (const section of sections) {
    const marked = markedOf(section)
    if (countMarks(marked) === 0) continue
    const owner =
      belongsToParent(section) && section.parent && section.parent.level > 1 ? section.parent : section
    said.set(owner, owner === section ? marked : [...(said.get(owner) ?? markedOf(owner)), ...marked])
  }
  const holders = new Set(said.keys())
  return sections.flatMap((section) => {
    const marked = said.get(section)
    if (!marked && (reading.isReply || !isPlainAction(section, holders))) return []
    const drafts = marked
      ? draftsOf(section, marked, reading)
      : [wholeDraft(section, markedOf(section), noResponsibility())]
    return drafts.map((draft, i) =>
      toTask(draft, `${pathOf(section)}${drafts.length > 1 ? `-${i + 1}` : ''}`, reading),
    )
  })
}

function toTask({ title, content, said, parent, span }: Draft, id: string, reading: Reading): Task {
  const { dueWritten, dueDate } =
    said.dueWritten === null ? deadlineInText(`${title}。${content}`, reading.year) : said
  return {
    id,
    title,
    content: content === '' ? null : content,
    leads: said.leads,
    responsibles: said.responsibles,
    supports: said.supports,
    leadPersons: said.leadPersons,
    dueWritten,
    dueDate,
    parent,
    annexRow: null,
    span,
  }
}

/** The numbers on the way down to a part: 四/一/1. */
function pathOf(section: Section): string {
  return section.parent ? `${pathOf(section.parent)}/${section.number}` : section.number
}
