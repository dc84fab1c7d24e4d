import pdfmake, { type Content, type TableCell } from 'pdfmake'
import type { Block, Note, PagedDocument, TextPart } from './pages.ts'
import { cutByFont, fontFolder, mainPart, pdfFontName, pdfFonts, substituteNote } from './pdf-fonts.ts'
import { markForeignText } from './svg-text.ts'
import { titleLines } from './title-lines.ts'

type Definition = Parameters<typeof pdfmake.createPdf>[0]

const pointsPerMm = 72 / 25.4
/** The type area of GB/T 9704-2012, 156 × 225 mm from top 37 mm and left 28 mm, in points. */
const area = { left: 28, top: 37, right: 26, bottom: 35 }
const widthMm = 156
export const mm = (length: number) => length * pointsPerMm

/** 3号, 小四, 五号 and the steps between, in points. */
const sizes = { title: 22, heading: [16, 15, 14], body: 12, table: 9, note: 8.5 } as const

export type Drawn = { parts: Set<string>; missing: Set<string> }

/** A drawing whose letters outside the main file name the file that has them. */
export function nameFonts(svg: string, drawn: Drawn): string {
  return markForeignText(svg, drawn.missing, (part) => {
    drawn.parts.add(part)
    return pdfFontName(part)
  })
}

/** Running text as the PDF writer wants it: one run for each font file. */
export function runs(text: string, drawn: Drawn, style: object = {}): Content[] {
  return cutByFont(text, drawn.missing).map(({ text, part }) => {
    drawn.parts.add(part)
    return { text, font: pdfFontName(part), ...style } as Content
  })
}

function partRuns({ text, notes = [], isBold, isChanged }: TextPart, drawn: Drawn): Content[] {
  const style = {
    ...(isBold ? { bold: true } : {}),
    ...(isChanged ? { decoration: 'underline' as const } : {}),
  }
  const marks = notes.length > 0 ? runs(`[${notes.join('][')}]`, drawn, { sup: true, color: '#5A616B' }) : []
  return [...runs(text, drawn, style), ...marks]
}

function drawBlock(block: Block, drawn: Drawn): Content {
  switch (block.kind) {
    case 'pageBreak':
      return { text: '', pageBreak: 'after' }
    case 'heading':
      return {
        text: runs(block.text, drawn, { bold: block.level < 3 }),
        fontSize: sizes.heading[block.level - 1],
        margin: [0, block.level === 1 ? 14 : 10, 0, 4],
        headlineLevel: block.level,
      } as Content
    case 'paragraph':
      return {
        text: block.parts.flatMap((part) => partRuns(part, drawn)),
        ...(block.isFlush ? {} : { leadingIndent: 2 * sizes.body }),
        fontSize: sizes.body,
        lineHeight: 1.35,
        margin: [0, 0, 0, 4],
      } as Content
    case 'table':
      return drawTable(block, drawn)
    case 'picture':
      return drawPictureBlock(block, drawn)
  }
}

/** A table of at most so many rows is not broken over pages; a longer one would leave half a page empty before it. */
const mostKeptRows = 5

function drawTable(block: Extract<Block, { kind: 'table' }>, drawn: Drawn): Content {
  const cell = (text: Content[], column: number, isHead: boolean): TableCell => ({
    text: text as never,
    alignment: block.figures?.includes(column) ? 'right' : 'left',
    fontSize: sizes.table,
    ...(isHead ? { fillColor: '#F6F7F9' } : {}),
  })
  const inner = mm(widthMm) - block.shares.length * 9
  const head = block.head.map((text, column) => cell(runs(text, drawn, { bold: true }), column, true))
  const rows = block.rows.map((row) => row.map((part, column) => cell(partRuns(part, drawn), column, false)))
  const caption = block.caption === null ? [] : [captionRow(block.caption, block.head.length, drawn)]
  const table = {
    table: {
      headerRows: 1 + caption.length,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: block.shares.map((share) => (inner * share) / 100),
      body: [...caption, head, ...rows],
    },
    layout: caption.length === 0 ? 'lianshu' : 'captioned',
    margin: [0, 2, 0, 8],
  } as Content
  return block.rows.length <= mostKeptRows ? ({ stack: [table], unbreakable: true } as Content) : table
}

/** The caption as a row over the head: it stays with the first row and stands again where the table goes on. */
function captionRow(caption: string, columns: number, drawn: Drawn): TableCell[] {
  const cell = {
    text: runs(caption, drawn, { bold: true }) as never,
    fontSize: sizes.table + 1,
    colSpan: columns,
    margin: [-4.5, 4, 0, 0] as [number, number, number, number],
  }
  return [cell, ...Array.from({ length: columns - 1 }, () => ({ text: '' }))]
}

function drawPictureBlock(block: Extract<Block, { kind: 'picture' }>, drawn: Drawn): Content {
  return {
    unbreakable: true,
    stack: [
      {
        svg: nameFonts(block.svg, drawn),
        width: mm(block.widthMm),
        height: mm(block.heightMm),
        alignment: 'center',
        margin: [0, 6, 0, 2],
      },
      { text: runs(block.caption, drawn), fontSize: sizes.table, alignment: 'center', margin: [0, 0, 0, 8] },
    ] as Content[],
  }
}

/** A landscape picture turns its page; what follows turns it back. */
function drawBlocks(blocks: readonly Block[], drawn: Drawn): Content[] {
  const isTurned = (block: Block | undefined) => block?.kind === 'picture' && block.isLandscape === true
  return blocks.map((block, i) => {
    const content = drawBlock(block, drawn)
    if (isTurned(block))
      return { stack: [content], pageBreak: 'before', pageOrientation: 'landscape' } as Content
    if (isTurned(blocks[i - 1]))
      return { stack: [content], pageBreak: 'before', pageOrientation: 'portrait' } as Content
    return content
  })
}

function drawNotes(notes: readonly Note[], drawn: Drawn): Content[] {
  if (notes.length === 0) return []
  const heading = {
    text: runs('资料来源', drawn, { bold: true }),
    fontSize: 14,
    margin: [0, 16, 0, 4],
    headlineLevel: 1,
  } as Content
  const lines = notes.map(
    ({ number, text }) =>
      ({ text: runs(`[${number}] ${text}`, drawn), fontSize: sizes.note, margin: [0, 0, 0, 2] }) as Content,
  )
  return [heading, ...lines]
}

function opening({ title, subtitle, issuer, date }: PagedDocument, drawn: Drawn): Content[] {
  const line = (text: string | null, size: number, margin: number[], bold = false) =>
    text === null
      ? []
      : [{ text: runs(text, drawn, { bold }), fontSize: size, alignment: 'center', margin } as Content]
  const by = [issuer, date].filter((part) => part !== null).join('　')
  return [
    ...titleLines(title).flatMap((part, i, all) =>
      line(part, sizes.title, [0, 0, 0, i === all.length - 1 ? 6 : 2], true),
    ),
    ...line(subtitle, 13, [0, 0, 0, 6]),
    ...line(by === '' ? null : by, 12, [0, 0, 0, 4]),
    {
      text: runs(substituteNote, drawn),
      ...{ fontSize: 8, color: '#5A616B', alignment: 'center', margin: [0, 0, 0, 12] },
    } as Content,
  ]
}

const lined = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => '#D9DCE1',
  paddingLeft: () => 4.5,
  paddingRight: () => 4.5,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}
const layouts = {
  lianshu: lined,
  captioned: { ...lined, hLineWidth: (line: number) => (line === 0 ? 0 : 0.5) },
}

/**
 * A document as PDF: A4, the type area of GB/T 9704-2012, page numbers, pictures as drawings, notes at the end. The same
 * document gives the same bytes. `missing` names the characters that the face does not have, drawn as 〓.
 *
 * @param madeAt the time written into the file: handed in, never the clock's
 */
export async function writePagedPdf(
  document: PagedDocument,
  madeAt: Date,
): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const drawn: Drawn = { parts: new Set(), missing: new Set() }
  const content = [
    ...opening(document, drawn),
    ...drawBlocks(document.blocks, drawn),
    ...drawNotes(document.notes, drawn),
  ]
  const bytes = await makePdf({ content, info: { title: document.title, creationDate: madeAt } }, drawn.parts)
  return { bytes, missing: [...drawn.missing].sort() }
}

/** Any drawing on the official page as PDF bytes; the fonts of `parts` are embedded. */
export async function makePdf(
  definition: Pick<Definition, 'content' | 'info' | 'pageSize' | 'pageOrientation' | 'pageMargins'>,
  parts: Iterable<string>,
): Promise<Uint8Array> {
  pdfmake.setFonts(pdfFonts(parts))
  pdfmake.setTableLayouts(layouts)
  pdfmake.setLocalAccessPolicy((path: string) => path.startsWith(fontFolder))
  pdfmake.setUrlAccessPolicy(() => false)
  const buffer = await pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [mm(area.left), mm(area.top), mm(area.right), mm(area.bottom)],
      ...definition,
      defaultStyle: { font: pdfFontName(mainPart), fontSize: sizes.body },
      pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
        node.headlineLevel !== undefined && getFollowingNodesOnPage().length === 0,
      footer: (page: number) => ({
        text: `— ${page} —`,
        alignment: 'center',
        fontSize: 10.5,
        margin: [0, 12, 0, 0],
      }),
    })
    .getBuffer()
  return new Uint8Array(buffer)
}
