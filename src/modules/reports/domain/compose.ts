import type { Block, Note, PagedDocument, TextPart } from '../../../engines/documents/index.ts'
import type { Template, TemplateItem } from '../model.ts'
import {
  type AnySlots,
  facts,
  type Gathered,
  type GatheredPicture,
  type GatheredTable,
  type Material,
  type SlotKind,
  type Source,
  tables,
} from './fact-catalogue.ts'
import { onPage } from './on-page.ts'
import { sayDay, sayValue, unknownWord } from './say-value.ts'

/** One figure as an issue keeps it. */
export type KeptValue = {
  readonly slot: string
  readonly said: string
  readonly isUnknown: boolean
  /** What the last issue said; null where it is the same, or there was none. */
  readonly before: string | null
}
/** A sentence, a row of a table or a picture of an issue, with where it comes from. */
export type Statement = {
  readonly key: string
  readonly section: string
  readonly kind: 'sentence' | 'row' | 'picture'
  readonly text: string
  readonly values: readonly KeptValue[]
  readonly sources: readonly Source[]
  /** Nothing of it is known. */
  readonly isUnknown: boolean
}

export type ComposeInput = {
  readonly template: Template
  readonly material: Material
  /** What `{city}`, `{chain}` and `{period}` of the heading stand for. */
  readonly names: Readonly<Record<string, string>>
  readonly isDemo: boolean
  readonly issuer: string | null
  /** ISO day of the report. */
  readonly asOf: string
  readonly issueNumber: number
  /** The statements of the last issue and its day; null where this is the first. */
  readonly previous: { readonly asOf: string; readonly statements: readonly Statement[] } | null
  /** The name of a room, for notes. */
  readonly roomName: (room: string) => string
}
export type Composed = { readonly document: PagedDocument; readonly statements: readonly Statement[] }

const fill = (text: string, names: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole)

type Pen = {
  readonly input: ComposeInput
  readonly before: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly noteNumbers: Map<string, number>
  readonly notes: Note[]
  readonly statements: Statement[]
  readonly used: Map<string, number>
}

/** What the last issue said, by statement and slot. */
function saidBefore(previous: ComposeInput['previous']): Pen['before'] {
  return new Map(
    (previous?.statements ?? []).map(({ key, values }) => [
      key,
      new Map(values.map(({ slot, said }) => [slot, said])),
    ]),
  )
}

/** The numbers of the notes of some sources; a source that stood before keeps its number. */
function noteOf(pen: Pen, sources: readonly Source[]): number[] {
  const numbers = sources
    .filter(({ isLink }) => !isLink)
    .map((source) => {
      const day = source.asOf === null ? '数据日期未知' : `数据日期${sayDay(source.asOf)}`
      const page = source.path.replace(/\?.*$/, '')
      const text = `${pen.input.roomName(source.room)}：${source.what}；${day}；${page}`
      const held = pen.noteNumbers.get(text)
      if (held !== undefined) return held
      const number = pen.notes.length + 1
      pen.noteNumbers.set(text, number)
      pen.notes.push({ number, text })
      return number
    })
  return [...new Set(numbers)]
}

/** The key of a statement within its report; the same fact used twice has two. */
function keyOf(pen: Pen, name: string): string {
  const times = (pen.used.get(name) ?? 0) + 1
  pen.used.set(name, times)
  return times === 1 ? name : `${name}#${times}`
}

function keptValue(pen: Pen, key: string, slot: string, kind: SlotKind, value: AnySlots[string]): KeptValue {
  const said = sayValue(kind, value)
  const old = pen.before.get(key)?.get(slot)
  return { slot, said, isUnknown: value === null, before: old === undefined || old === said ? null : old }
}

const valuePart = ({ said, before }: KeptValue): TextPart =>
  before === null ? { text: said } : { text: `${said}（上期${before}）`, isChanged: true }

function composeSentence(pen: Pen, section: string, item: Extract<TemplateItem, { fact: string }>): Block {
  const kinds: Readonly<Record<string, SlotKind>> = facts[item.fact as keyof typeof facts]
  const gathered = (pen.input.material.facts as Record<string, Gathered | undefined>)[item.fact]
  const key = keyOf(pen, item.fact)
  const slots = gathered?.slots ?? {}
  const names = [...new Set([...item.text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))]
  const values = names.map((name) => keptValue(pen, key, name, kinds[name]!, slots[name] ?? null))
  const isUnknown = values.every((value) => value.isUnknown)
  const sources = gathered?.sources ?? []
  const parts = isUnknown
    ? unknownParts(item.unknown, gathered?.why, values)
    : sentenceParts(item.text, values, gathered?.why)
  const notes = noteOf(pen, sources)
  const last = parts.at(-1)!
  const marked = [...parts.slice(0, -1), notes.length > 0 ? { ...last, notes } : last]
  const text = parts.map((part) => part.text).join('')
  pen.statements.push({ key, section, kind: 'sentence', text, values, sources, isUnknown })
  return { kind: 'paragraph', parts: marked }
}

/** What a wholly unknown sentence reads as; where the last issue knew more, that is said too. */
function unknownParts(text: string, why: string | undefined, values: readonly KeptValue[]): TextPart[] {
  const lost = values.filter(({ before }) => before !== null)
  const told = withWhy(text, why)
  if (lost.length === 0) return [{ text: told }]
  return [
    { text: told },
    { text: `（上期为${lost.map(({ before }) => before).join('、')}）`, isChanged: true },
  ]
}

function sentenceParts(text: string, values: readonly KeptValue[], why: string | undefined): TextPart[] {
  const bySlot = new Map(values.map((value) => [value.slot, value]))
  const parts = text
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece): TextPart => {
      const slot = /^\{(\w+)\}$/.exec(piece)?.[1]
      return slot === undefined ? { text: piece } : valuePart(bySlot.get(slot)!)
    })
  const last = parts.at(-1)!
  return [...parts.slice(0, -1), { ...last, text: withWhy(last.text, why) }]
}

/** A sentence with the reason for what is unknown before its end. */
const withWhy = (text: string, why: string | undefined): string =>
  why === undefined ? text : `${text.replace(/。$/, '')}（${why.replace(/。$/, '')}）。`

function composeTable(pen: Pen, section: string, item: Extract<TemplateItem, { table: string }>): Block[] {
  const kinds: Readonly<Record<string, SlotKind>> = tables[item.table as keyof typeof tables]
  const gathered = (pen.input.material.tables as Record<string, GatheredTable | undefined>)[item.table]
  const key = keyOf(pen, item.table)
  const rows = gathered?.rows ?? null
  if (rows === null || rows.length === 0) return [emptyTable(pen, section, { item, key, gathered })]
  const shown = rows.slice(0, item.most)
  const cells = shown.map((row) => {
    const rowKey = `${key}/${row.key}`
    const values = item.columns.map(({ column }) =>
      keptValue(pen, rowKey, column, kinds[column]!, row.slots[column] ?? null),
    )
    const sources = [...gathered!.sources, ...(row.sources ?? [])]
    const isNew = pen.before.size > 0 && !pen.before.has(rowKey) && hasTableBefore(pen, key)
    const text = values.map(({ said }) => said).join(' · ')
    pen.statements.push({ ...{ key: rowKey, section, kind: 'row', text, values, sources }, isUnknown: false })
    return rowParts(pen, { values, isNew, sources: row.sources ?? [] })
  })
  const notes = noteOf(pen, gathered!.sources)
  const left = rows.length - shown.length
  const more = left > 0 ? `（共 ${rows.length} 行，列出前 ${shown.length} 行）` : ''
  const marks = notes.length > 0 ? `[${notes.join('][')}]` : ''
  return [
    {
      kind: 'table',
      caption: `${item.caption}${more}${marks}`,
      head: item.columns.map(({ head }) => head),
      shares: item.columns.map(({ share }) => share),
      figures: item.columns.flatMap(({ column }, i) => (isFigure(kinds[column]!) ? [i] : [])),
      rows: cells,
    },
  ]
}

const isFigure = (kind: SlotKind) => kind !== 'text' && kind !== 'list' && kind !== 'day'
const hasTableBefore = (pen: Pen, key: string) =>
  [...pen.before.keys()].some((held) => held.startsWith(`${key}/`))

function rowParts(
  pen: Pen,
  { values, isNew, sources }: { values: readonly KeptValue[]; isNew: boolean; sources: readonly Source[] },
): TextPart[] {
  return values.map((value, i) => {
    const part = valuePart(value)
    const own = i === 0 && isNew ? { ...part, text: `${part.text}（新增）`, isChanged: true } : part
    return i === 0 && sources.length > 0 ? { ...own, notes: noteOf(pen, sources) } : own
  })
}

/** A table without rows says in words whether there is none or nobody knows; it never just is not there. */
function emptyTable(
  pen: Pen,
  section: string,
  {
    item,
    key,
    gathered,
  }: { item: Extract<TemplateItem, { table: string }>; key: string; gathered: GatheredTable | undefined },
): Block {
  const isUnknown = (gathered?.rows ?? null) === null
  const told = isUnknown ? item.unknown : item.empty
  const text = withWhy(told, gathered?.why)
  const sources = gathered?.sources ?? []
  const notes = noteOf(pen, sources)
  pen.statements.push({ key, section, kind: 'sentence', text, values: [], sources, isUnknown })
  return { kind: 'paragraph', parts: [notes.length > 0 ? { text, notes } : { text }] }
}

function composePicture(pen: Pen, section: string, item: Extract<TemplateItem, { picture: string }>): Block {
  const gathered = (pen.input.material.pictures as Record<string, GatheredPicture | undefined>)[item.picture]
  const key = keyOf(pen, item.picture)
  const sources = gathered?.sources ?? []
  const notes = noteOf(pen, sources)
  if (!gathered || gathered.svg === null) {
    const text = withWhy(item.unknown, gathered?.why)
    pen.statements.push({ key, section, kind: 'picture', text, values: [], sources, isUnknown: true })
    return { kind: 'paragraph', parts: [notes.length > 0 ? { text, notes } : { text }] }
  }
  const { svg, widthMm, heightMm, alternative } = gathered
  const caption = `${item.caption}${notes.length > 0 ? `[${notes.join('][')}]` : ''}`
  pen.statements.push({
    ...{ key, section, kind: 'picture', text: item.caption, values: [], sources },
    isUnknown: false,
  })
  return { kind: 'picture', svg, caption, alternative, ...onPage(widthMm, heightMm) }
}

function composeItem(pen: Pen, section: string, item: TemplateItem): Block[] {
  if ('words' in item) return [{ kind: 'paragraph', parts: [{ text: fill(item.words, pen.input.names) }] }]
  if ('fact' in item) return [composeSentence(pen, section, item)]
  if ('table' in item) return composeTable(pen, section, item)
  return [composePicture(pen, section, item)]
}

/** What the reader is told first: what is marked, and against which issue. */
function readingNote({ previous, isDemo }: ComposeInput): Block {
  const compared =
    previous === null
      ? '本期为首期，没有上期可比。'
      : `与上期（${sayDay(previous.asOf)}）不同的数字加下划线并注明上期数。`
  const demo = isDemo ? '本报告用演示数据写成，其中企业、项目和数字均为虚构。' : ''
  const text = `${demo}文中数字由系统现有数据写出，方括号内的号码指文末资料来源；系统里没有的写作“${unknownWord}”，不估计，也不当作零。${compared}`
  return { kind: 'paragraph', parts: [{ text }] }
}

/**
 * A report from a template and what was gathered: every sentence, row and picture with the numbers of its sources, what
 * is unknown said in words, what moved since the last issue marked. The same input gives the same document.
 */
export function composeReport(input: ComposeInput): Composed {
  const pen: Pen = {
    ...{ input, before: saidBefore(input.previous), noteNumbers: new Map(), notes: [] },
    ...{ statements: [], used: new Map() },
  }
  const { template, names, asOf, issueNumber, issuer, isDemo } = input
  const blocks: Block[] = [readingNote(input)]
  for (const { heading, items } of template.sections) {
    blocks.push({ kind: 'heading', level: 1, text: heading })
    for (const item of items) blocks.push(...composeItem(pen, heading, item))
  }
  return {
    document: {
      title: fill(template.heading, names),
      subtitle: `${isDemo ? '演示数据 · ' : ''}第${issueNumber}期`,
      issuer,
      date: sayDay(asOf),
      blocks,
      notes: pen.notes,
    },
    statements: pen.statements,
  }
}
