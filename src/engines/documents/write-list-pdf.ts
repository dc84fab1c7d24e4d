import type { Content, TableCell } from 'pdfmake'
import type { Task } from './model.ts'
import { substituteNote } from './pdf-fonts.ts'
import { type ListHead, listColumns, listRow } from './write-list-docx.ts'
import { type Drawn, makePdf, mm, runs } from './write-paged-pdf.ts'

/** The type area of GB/T 9704-2012 turned, in points: left, top, right, bottom. */
const turned: [number, number, number, number] = [mm(35), mm(28), mm(37), mm(26)]
const widthPoints = mm(225)
const cellGap = 9

/**
 * A list of tasks as PDF, in the columns and on the turned page of `writeListDocx`. The same tasks and time give the
 * same bytes; `missing` names characters that the face does not have.
 */
export async function writeListPdf(
  tasks: readonly Task[],
  { annex, title }: ListHead,
  madeAt: Date,
): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const drawn: Drawn = { parts: new Set(), missing: new Set() }
  const cell = (text: string, column: number, isHead: boolean): TableCell => ({
    text: runs(text, drawn, { bold: isHead }) as never,
    alignment: isHead || column !== 2 ? 'center' : 'left',
    fontSize: 11,
  })
  const inner = widthPoints - listColumns.length * cellGap
  const head = listColumns.map(({ head }, column) => cell(head, column, true))
  const rows = tasks.map((task, i) => listRow(task, i).map((text, column) => cell(text, column, false)))
  const content = [
    ...(annex ? [{ text: runs(annex, drawn), fontSize: 16 }] : []),
    { text: runs(title, drawn, { bold: true }), fontSize: 22, alignment: 'center', margin: [0, 0, 0, 12] },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: listColumns.map(({ share }) => (inner * share) / 100),
        body: [head, ...rows],
      },
    },
    { text: runs(`${substituteNote}。`, drawn), fontSize: 8, color: '#5A616B', margin: [0, 8, 0, 0] },
  ] as Content[]
  const bytes = await makePdf(
    { content, pageOrientation: 'landscape', pageMargins: turned, info: { title, creationDate: madeAt } },
    drawn.parts,
  )
  return { bytes, missing: [...drawn.missing].sort() }
}
