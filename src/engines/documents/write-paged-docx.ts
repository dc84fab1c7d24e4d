import {
  AlignmentType,
  BorderStyle,
  Document,
  ImageRun,
  type ISectionOptions,
  PageBreak,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { drawPicture } from './draw-picture.ts'
import type { Block, Note, PagedDocument, TextPart } from './pages.ts'
import { titleLines } from './title-lines.ts'
import { faces, line, officialPage, packOfficial, pageNumberFooter, run, sizes } from './write-page.ts'

/** The type area is 156 mm wide; in twips. */
const widthTwips = Math.round((156 / 25.4) * 1440)
/** Pixels of a picture's drawing for each mm on paper: 200 dots an inch. */
const pixelsPerMm = 200 / 25.4
/** Pixels of the library's own measure for each mm: 96 an inch. */
const shownPixelsPerMm = 96 / 25.4

const font = (face: 'body' | 'heading') => ({
  eastAsia: faces[face],
  ascii: faces.latin,
  hAnsi: faces.latin,
  cs: faces.latin,
})

function partRuns({ text, notes = [], isBold, isChanged }: TextPart, size: number): TextRun[] {
  const own = new TextRun({
    text,
    size,
    font: font('body'),
    ...(isBold ? { bold: true } : {}),
    ...(isChanged ? { underline: {} } : {}),
  })
  if (notes.length === 0) return [own]
  return [own, new TextRun({ text: `[${notes.join('][')}]`, size, font: font('body'), superScript: true })]
}

const headingFaces = ['heading', 'subheading', 'body'] as const

function writeBlock(block: Block, index: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'pageBreak':
      return [new Paragraph({ children: [new PageBreak()] })]
    case 'heading':
      return [
        new Paragraph({
          children: [run(block.text, headingFaces[block.level - 1])],
          outlineLevel: block.level - 1,
          keepNext: true,
          indent: { firstLine: 2 * sizes.body * 10 },
          spacing: { before: 120, after: 60 },
        }),
      ]
    case 'paragraph':
      return [
        line(
          block.parts.flatMap((part) => partRuns(part, sizes.small)),
          { indentChars: block.isFlush ? 0 : 2, exact: false },
        ),
      ]
    case 'table':
      return writeTable(block)
    case 'picture':
      return writePicture(block, index + 1)
  }
}

function cell(children: TextRun[], width: number, of: { isHead: boolean; isFigure: boolean }): TableCell {
  const alignment = of.isFigure ? AlignmentType.RIGHT : AlignmentType.LEFT
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(of.isHead ? { shading: { type: ShadingType.CLEAR, fill: 'F6F7F9' } } : {}),
    children: [new Paragraph({ children, alignment })],
  })
}

function writeTable(block: Extract<Block, { kind: 'table' }>): (Paragraph | Table)[] {
  const width = (column: number) => Math.round((widthTwips * (block.shares[column] ?? 10)) / 100)
  const isFigure = (column: number) => block.figures?.includes(column) ?? false
  const head = block.head.map((text, column) =>
    cell([new TextRun({ text, size: 20, font: font('heading') })], width(column), {
      isHead: true,
      isFigure: isFigure(column),
    }),
  )
  const rows = block.rows.map((row) =>
    row.map((part, column) =>
      cell(partRuns(part, 20), width(column), { isHead: false, isFigure: isFigure(column) }),
    ),
  )
  const thin = { style: BorderStyle.SINGLE, size: 4, color: 'D9DCE1' }
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widthTwips, type: WidthType.DXA },
    borders: {
      top: thin,
      bottom: thin,
      insideHorizontal: thin,
      left: none,
      right: none,
      insideVertical: none,
    },
    rows: [head, ...rows].map(
      (children, i) => new TableRow({ children, tableHeader: i === 0, cantSplit: true }),
    ),
  })
  const caption =
    block.caption === null
      ? []
      : [new Paragraph({ children: [run(block.caption, 'heading', sizes.table)], keepNext: true })]
  return [...caption, table, new Paragraph({ children: [] })]
}

/** `id` is the drawing's number within the file: the library would count across all files of the process. */
function writePicture(block: Extract<Block, { kind: 'picture' }>, id: number): Paragraph[] {
  const { svg, widthMm, heightMm, caption, alternative } = block
  const image = new ImageRun({
    type: 'png',
    data: Buffer.from(drawPicture(svg, Math.round(widthMm * pixelsPerMm))),
    transformation: {
      width: Math.round(widthMm * shownPixelsPerMm),
      height: Math.round(heightMm * shownPixelsPerMm),
    },
    altText: { id: String(id), title: caption, description: alternative, name: caption },
  })
  return [
    new Paragraph({ children: [image], alignment: AlignmentType.CENTER, keepNext: true }),
    new Paragraph({ children: [run(caption, 'body', sizes.table)], alignment: AlignmentType.CENTER }),
  ]
}

function writeNotes(notes: readonly Note[]): Paragraph[] {
  if (notes.length === 0) return []
  return [
    new Paragraph({
      children: [run('资料来源', 'heading', sizes.small)],
      spacing: { before: 240, after: 60 },
    }),
    ...notes.map(({ number, text }) => new Paragraph({ children: [run(`[${number}] ${text}`, 'body', 18)] })),
  ]
}

const portrait = { page: officialPage }
/** The same page turned: the library swaps width and height itself. */
const landscape = {
  page: { ...officialPage, size: { ...officialPage.size, orientation: PageOrientation.LANDSCAPE } },
}

/** Runs of pages of one orientation: a landscape picture is a section of its own. */
function sectionsOf(opening: Paragraph[], blocks: readonly Block[], closing: Paragraph[]): ISectionOptions[] {
  const footers = { default: pageNumberFooter() }
  const sections: { properties: ISectionOptions['properties']; children: (Paragraph | Table)[] }[] = [
    { properties: portrait, children: opening },
  ]
  blocks.forEach((block, index) => {
    const written = writeBlock(block, index)
    if (block.kind === 'picture' && block.isLandscape)
      sections.push({ properties: landscape, children: written }, { properties: portrait, children: [] })
    else sections.at(-1)!.children.push(...written)
  })
  sections.at(-1)!.children.push(...closing)
  return sections
    .filter(({ children }) => children.length > 0)
    .map(({ properties, children }) => ({ ...(properties ? { properties } : {}), footers, children }))
}

/**
 * A document as DOCX: A4, the type area and faces of GB/T 9704-2012, page numbers, pictures as PNG of 200 dots an inch,
 * notes at the end. The same document gives the same bytes.
 */
export async function writePagedDocx(document: PagedDocument): Promise<Uint8Array> {
  const { title, subtitle, issuer, date, blocks, notes } = document
  const centred = (text: string | null, face: 'title' | 'subheading' | 'body', size: number) =>
    text === null ? [] : [line([run(text, face, size)], { align: 'center', exact: false })]
  const by = [issuer, date].filter((part) => part !== null).join('　')
  const opening = [
    ...titleLines(title).flatMap((line) => centred(line, 'title', sizes.title)),
    ...centred(subtitle, 'subheading', sizes.small),
    ...centred(by === '' ? null : by, 'body', sizes.small),
  ]
  const file = new Document({
    creator: '',
    lastModifiedBy: '',
    styles: { default: { document: { run: { font: faces.body, size: sizes.small } } } },
    sections: sectionsOf(opening, blocks, writeNotes(notes)),
  })
  return packOfficial(file, title)
}
