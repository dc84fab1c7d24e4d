import type { Content } from 'pdfmake'
import { substituteNote } from './pdf-fonts.ts'
import { type Drawn, makePdf, mm, nameFonts, runs } from './write-paged-pdf.ts'

/** A drawing by itself with its natural size. */
export type PictureSheet = {
  readonly svg: string
  readonly title: string
  readonly widthMm: number
  readonly heightMm: number
}

const margin = 12
/** ISO 216 landscape, the smallest on which the drawing stands at no less than two thirds of its size. */
const papers = [
  { name: 'A4', width: 297, height: 210 },
  { name: 'A3', width: 420, height: 297 },
  { name: 'A2', width: 594, height: 420 },
] as const

/**
 * A drawing as a PDF of one landscape page, as lines and letters, not as pixels. The same drawing gives the same bytes.
 *
 * @param madeAt the time written into the file
 */
export async function writePicturePdf(
  { svg, title, widthMm, heightMm }: PictureSheet,
  madeAt: Date,
): Promise<Uint8Array> {
  const drawn: Drawn = { parts: new Set(), missing: new Set() }
  const scaleOn = ({ width, height }: (typeof papers)[number]) =>
    Math.min((width - 2 * margin) / widthMm, (height - 2 * margin - 10) / heightMm, 1.4)
  const paper = papers.find((one) => scaleOn(one) >= 2 / 3) ?? papers[2]
  const scale = scaleOn(paper)
  const picture = {
    svg: nameFonts(svg, drawn),
    width: mm(widthMm * scale),
    height: mm(heightMm * scale),
    alignment: 'center',
  } as Content
  const note = { text: runs(`${substituteNote}。`, drawn), fontSize: 7, color: '#5A616B' } as Content
  return makePdf(
    {
      content: [picture, note],
      info: { title, creationDate: madeAt },
      pageSize: paper.name,
      pageOrientation: 'landscape',
      pageMargins: mm(margin),
    },
    drawn.parts,
  )
}
