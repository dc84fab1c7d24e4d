/** The page of an official document by GB/T 9704-2012, shared by everything that is written as DOCX. */
import {
  AlignmentType,
  convertMillimetersToTwip,
  type Document,
  Footer,
  type ISectionPropertiesOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx'
import { fixedTimes } from './zip-times.ts'

/** Faces by name; a machine that lacks one shows its own substitute, the file still names the right one. */
export const faces = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  subheading: '楷体_GB2312',
  latin: 'Times New Roman',
} as const

/** Half points: 2号 is 22 pt, 3号 is 16 pt, 4号 is 14 pt, 小四 is 12 pt. */
export const sizes = { title: 44, body: 32, small: 28, table: 24 } as const

/** 22 lines on 225 mm of type area: one line every 225 / 22 mm (GB/T 9704-2012, 5.2.3), in twips. */
export const lineTwips = Math.round(convertMillimetersToTwip(225) / 22)

/** Margins of the page in twips: top 37 mm, left 28 mm, the rest from the type area of 156 × 225 mm. */
export const officialMargins = {
  top: convertMillimetersToTwip(37),
  left: convertMillimetersToTwip(28),
  right: convertMillimetersToTwip(210 - 28 - 156),
  bottom: convertMillimetersToTwip(297 - 37 - 225),
}

/** A4 210 × 297 mm, top 37 mm, left 28 mm, type area 156 × 225 mm (GB/T 9704-2012, 5.2.1). */
export const officialPage: NonNullable<ISectionPropertiesOptions['page']> = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: { ...officialMargins, footer: convertMillimetersToTwip(28) },
}

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** The file's own properties, written here because the library would put today's time in. */
function coreProperties(title: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title></cp:coreProperties>`
}

/** A document as the bytes of a DOCX; the same document gives the same bytes. */
export async function packOfficial(document: Document, title: string): Promise<Uint8Array> {
  const overrides = [{ path: 'docProps/core.xml', data: coreProperties(title) }]
  return fixedTimes(await Packer.toBuffer(document, undefined, overrides))
}

type Face = keyof Omit<typeof faces, 'latin'>

/** Text in one of the faces of an official document. */
export function run(text: string, face: Face = 'body', size: number = sizes.body, color?: string): TextRun {
  const font = { eastAsia: faces[face], ascii: faces.latin, hAnsi: faces.latin, cs: faces.latin }
  return new TextRun({ text, font, size, color })
}

type LineOptions = {
  align?: 'left' | 'center' | 'right' | 'both'
  indentChars?: number
  rightChars?: number
  exact?: boolean
  /** Stays on one page with what follows. */
  isKept?: boolean
}

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
}

/** One paragraph on the grid of 22 lines; `indentChars` and `rightChars` count characters of 3号. */
export function line(
  children: ParagraphChild[],
  { align = 'both', indentChars = 0, rightChars = 0, exact = true, isKept = false }: LineOptions = {},
) {
  return new Paragraph({
    children,
    keepNext: isKept,
    alignment: alignments[align],
    indent: { firstLine: indentChars * sizes.body * 10, right: rightChars * sizes.body * 10 },
    spacing: exact
      ? { line: lineTwips, lineRule: LineRuleType.EXACTLY, before: 0, after: 0 }
      : { before: 0, after: 0 },
  })
}

/** The page number with its dashes: — 1 —, 4号. */
export function pageNumberFooter(): Footer {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: sizes.small, font: '宋体' })
  return new Footer({ children: [new Paragraph({ children: [number], alignment: AlignmentType.CENTER })] })
}
