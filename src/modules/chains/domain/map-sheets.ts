/** A map as two sheets of a workbook, out and in: one row a node, one row a need. */
import { cutText } from '../../../kernel/cut-text.ts'
import type { DraftMap, DraftNode } from '../model.ts'

export const nodeColumns = [
  '环节段编号',
  '环节段',
  '环节段（英文）',
  '环节编号',
  '环节',
  '环节（英文）',
  '产品词',
  '行业代码',
  '来源文件',
  '来源位置',
  '来源原句',
  '不需要上游的理由',
  '理由（英文）',
] as const
export const needColumns = [
  '环节编号',
  '需要的环节编号',
  '是否关键',
  '来源文件',
  '来源位置',
  '来源原句',
] as const
export const sheetNames = { nodes: '环节', needs: '需求' } as const

type Cells = (string | number | null)[]
type Source = DraftNode['source']
const sourceCells = (source: Source): Cells =>
  source === '假设' ? ['假设', '', ''] : [source.document, source.place ?? '', source.sentence ?? '']

/** The rows of both sheets. */
export function toSheets({ segments, nodes }: DraftMap): { nodes: Cells[]; needs: Cells[] } {
  const named = new Map(segments.map((segment) => [segment.id, segment.name]))
  return {
    nodes: nodes.map(({ id, name, segment, products, classes, source, needsNone }) => [
      ...[segment, named.get(segment)?.zh ?? '', named.get(segment)?.en ?? '', id, name.zh, name.en],
      ...[products.join('、'), classes.join('、'), ...sourceCells(source)],
      ...[needsNone?.zh ?? '', needsNone?.en ?? ''],
    ]),
    needs: nodes.flatMap(({ id, needs }) =>
      needs.map(({ node, essential, source }) => [id, node, essential ? '是' : '否', ...sourceCells(source)]),
    ),
  }
}

export type SheetRow = { readonly line: number; readonly cells: readonly string[] }
export type SheetTable = { readonly header: readonly string[]; readonly rows: readonly SheetRow[] }
export type SheetFault = {
  readonly sheet: 'nodes' | 'needs' | 'file'
  readonly line: number | null
  readonly column: string | null
  readonly zh: string
  readonly en: string
}

const keyPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
const splitList = (text: string) => [
  ...new Set(
    text
      .split(/[、，,；;\n]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

class Reader {
  readonly faults: SheetFault[] = []
  readonly #at: Map<string, number>
  readonly sheet: 'nodes' | 'needs'

  constructor(sheet: 'nodes' | 'needs', { header }: SheetTable, wanted: readonly string[]) {
    this.sheet = sheet
    this.#at = new Map(header.map((title, index) => [title.trim(), index]))
    for (const column of wanted)
      if (!this.#at.has(column))
        this.fault(
          null,
          column,
          `工作表“${sheetNames[sheet]}”缺“${column}”一列，请用模板。`,
          `The sheet of ${sheet} lacks column ${wanted.indexOf(column) + 1} of the template.`,
        )
  }

  fault(line: number | null, column: string | null, zh: string, en: string): void {
    this.faults.push({ sheet: this.sheet, line, column, zh, en })
  }

  text({ line, cells }: SheetRow, column: string, most: number): string {
    const text = (cells[this.#at.get(column) ?? -1] ?? '').trim()
    if (text.length <= most) return text
    this.fault(line, column, `最多 ${most} 个字。`, `At most ${most} characters.`)
    return cutText(text, most)
  }

  key(row: SheetRow, column: string): string | null {
    const text = this.text(row, column, 60)
    if (keyPattern.test(text)) return text
    this.fault(
      row.line,
      column,
      `“${text}”不是编号：用小写字母、数字和连字符。`,
      `"${text}" is no id: use lower-case letters, digits and hyphens.`,
    )
    return null
  }

  source(row: SheetRow): Source {
    const document = this.text(row, '来源文件', 60)
    if (document === '' || document === '假设') return '假设'
    if (!keyPattern.test(document)) {
      this.fault(
        row.line,
        '来源文件',
        `“${document}”不是文件编号；没有文件的写“假设”。`,
        `"${document}" is no id of a document; leave the cell empty where none is cited.`,
      )
      return '假设'
    }
    return {
      document,
      place: this.text(row, '来源位置', 200) || null,
      sentence: this.text(row, '来源原句', 500) || null,
    }
  }
}

export type ReadMap = { readonly map: DraftMap; readonly faults: readonly SheetFault[] }

/**
 * Reads a map from its two sheets. Every row that cannot be used is told by line and column; nothing is guessed. The
 * head of the map (name, date, source) is that of `before`.
 */
export function fromSheets(before: DraftMap, nodes: SheetTable, needs: SheetTable): ReadMap {
  const ofNodes = new Reader('nodes', nodes, nodeColumns)
  const ofNeeds = new Reader('needs', needs, needColumns)
  const segments = new Map<string, DraftMap['segments'][number]>()
  const read = new Map<string, DraftNode>()
  if (ofNodes.faults.length === 0) for (const row of nodes.rows) readNode(ofNodes, row, segments, read)
  if (ofNeeds.faults.length === 0) for (const row of needs.rows) readNeed(ofNeeds, row, read)
  const map = { ...before, segments: [...segments.values()], nodes: [...read.values()] }
  return { map, faults: [...ofNodes.faults, ...ofNeeds.faults] }
}

function readNode(
  reader: Reader,
  row: SheetRow,
  segments: Map<string, DraftMap['segments'][number]>,
  read: Map<string, DraftNode>,
): void {
  const [segment, id] = [reader.key(row, '环节段编号'), reader.key(row, '环节编号')]
  const segmentName = { zh: reader.text(row, '环节段', 60), en: reader.text(row, '环节段（英文）', 120) }
  const reason = { zh: reader.text(row, '不需要上游的理由', 400), en: reader.text(row, '理由（英文）', 400) }
  if (segment !== null) {
    const known = segments.get(segment)
    if (!known) segments.set(segment, { id: segment, name: segmentName })
    else if (segmentName.zh !== '' && known.name.zh !== segmentName.zh)
      reader.fault(
        row.line,
        '环节段',
        `环节段 ${segment} 前面叫“${known.name.zh}”，请写成一样。`,
        `The segment ${segment} has another name further up; write it alike.`,
      )
  }
  if (id === null || segment === null) return
  if (read.has(id)) {
    reader.fault(
      row.line,
      '环节编号',
      `环节编号 ${id} 重复，这一行没有采用。`,
      `The node id ${id} stands twice; this row is not used.`,
    )
    return
  }
  const name = { zh: reader.text(row, '环节', 60), en: reader.text(row, '环节（英文）', 120) }
  if (name.zh === '') reader.fault(row.line, '环节', '缺环节名称。', 'The name of the node is missing.')
  read.set(id, {
    ...{ id, name, segment, source: reader.source(row), needs: [] },
    products: splitList(reader.text(row, '产品词', 2000))
      .map((word) => cutText(word, 40))
      .slice(0, 80),
    classes: splitList(reader.text(row, '行业代码', 200))
      .map((code) => code.slice(0, 6))
      .slice(0, 30),
    needsNone: reason.zh === '' && reason.en === '' ? null : reason,
  })
}

const yes = new Set(['是', 'y', 'yes', '1', 'true', '关键'])
const no = new Set(['否', 'n', 'no', '0', 'false', '一般', ''])

function readNeed(reader: Reader, row: SheetRow, read: Map<string, DraftNode>): void {
  const [id, needs] = [reader.key(row, '环节编号'), reader.key(row, '需要的环节编号')]
  const mark = reader.text(row, '是否关键', 10).toLowerCase()
  if (!yes.has(mark) && !no.has(mark))
    reader.fault(
      row.line,
      '是否关键',
      `“${mark}”看不懂，请写“是”或“否”。`,
      `"${mark}" is neither yes nor no.`,
    )
  const source = reader.source(row)
  if (id === null || needs === null) return
  const node = read.get(id)
  for (const [column, wanted] of [
    ['环节编号', id],
    ['需要的环节编号', needs],
  ] as const)
    if (!read.has(wanted))
      reader.fault(row.line, column, `“环节”表里没有 ${wanted}。`, `The sheet of nodes has no ${wanted}.`)
  if (!node || !read.has(needs)) return
  if (id === needs || node.needs.some((need) => need.node === needs)) {
    reader.fault(
      row.line,
      '需要的环节编号',
      '自己需要自己，或这一条重复。',
      'It needs itself, or the row stands twice.',
    )
    return
  }
  read.set(id, { ...node, needs: [...node.needs, { node: needs, essential: yes.has(mark), source }] })
}
