import {
  AlignmentType,
  Document,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Task } from './model.ts'
import {
  line,
  officialMargins,
  officialPage,
  packOfficial,
  pageNumberFooter,
  run,
  sizes,
} from './write-page.ts'

/** What a list of tasks is headed with. */
export type ListHead = { annex: string | null; title: string }

/** The columns that an office expects, with their share of the width in per cent. */
export const listColumns = [
  { head: '序号', share: 6 },
  { head: '重点事项', share: 18 },
  { head: '具体内容', share: 38 },
  { head: '牵头单位', share: 13 },
  { head: '责任单位', share: 14 },
  { head: '完成时限', share: 11 },
] as const

/** A task's cells in the order of the columns; units one a line, an unknown deadline stays empty. */
export function listRow(task: Task, index: number): string[] {
  return [
    String(index + 1),
    task.title,
    task.content ?? '',
    task.leads.join('\n'),
    [...task.responsibles, ...task.supports].join('\n'),
    task.dueWritten ?? '',
  ]
}

/** The page turned: what was left is on top, what was on top is right. */
const turned = {
  top: officialMargins.left,
  left: officialMargins.bottom,
  bottom: officialMargins.right,
  right: officialMargins.top,
}

/** The landscape page's type area is 225 mm wide; in twips. */
const widthTwips = Math.round((225 / 25.4) * 1440)

function cell(text: string, column: number, isHead: boolean): TableCell {
  const isCentred = isHead || column !== 2
  return new TableCell({
    width: { size: Math.round((widthTwips * (listColumns[column]?.share ?? 10)) / 100), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: text.split('\n').map(
      (part) =>
        new Paragraph({
          children: [run(part, isHead ? 'heading' : 'body', sizes.table)],
          alignment: isCentred ? AlignmentType.CENTER : AlignmentType.LEFT,
        }),
    ),
  })
}

function tableRow(cells: readonly string[], isHead: boolean): TableRow {
  return new TableRow({
    tableHeader: isHead,
    cantSplit: true,
    children: cells.map((text, column) => cell(text, column, isHead)),
  })
}

/**
 * A list of tasks as an annex of an official document: A4 landscape with the type area of GB/T 9704-2012 turned,
 * columns 序号, 重点事项, 具体内容, 牵头单位, 责任单位, 完成时限. The same tasks give the same bytes.
 */
export async function writeListDocx(tasks: readonly Task[], { annex, title }: ListHead): Promise<Uint8Array> {
  const rows = [listColumns.map(({ head }) => head), ...tasks.map(listRow)].map((cells, i) =>
    tableRow(cells, i === 0),
  )
  const { size } = officialPage
  const document = new Document({
    creator: '',
    lastModifiedBy: '',
    sections: [
      {
        properties: {
          page: {
            size: { ...size, orientation: PageOrientation.LANDSCAPE },
            margin: turned,
          },
        },
        footers: { default: pageNumberFooter() },
        children: [
          ...(annex ? [line([run(annex, 'heading')], { align: 'left' })] : []),
          line([run(title, 'title', sizes.title)], { align: 'center', exact: false }),
          line([run('')]),
          new Table({
            rows,
            layout: TableLayoutType.FIXED,
            width: { size: widthTwips, type: WidthType.DXA },
          }),
        ],
      },
    ],
  })
  return packOfficial(document, title)
}
