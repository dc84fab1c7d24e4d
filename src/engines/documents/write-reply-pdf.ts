import type { Content } from 'pdfmake'
import { substituteNote } from './pdf-fonts.ts'
import { type Drawn, makePdf, mm, runs } from './write-paged-pdf.ts'
import type { OfficialReply } from './write-reply-docx.ts'

/** 3号 and its line of 225 mm / 22, in points. */
const bodySize = 16
const lineHeight = mm(225) / 22 / (bodySize * 1.448)
const red = '#FF0000'

/** One paragraph of the body; 一、 and （一） stand bold, since the substitute has no 黑体 and 楷体. */
function bodyLine(text: string, drawn: Drawn): Content {
  const stop = text.indexOf('。')
  const isHeading = /^[一二三四五六七八九十]+、/.test(text)
  const isSub = /^（[一二三四五六七八九十]+）/.test(text)
  const boldTo = isHeading ? text.length : isSub && stop > 0 ? stop + 1 : 0
  return {
    text: [...runs(text.slice(0, boldTo), drawn, { bold: true }), ...runs(text.slice(boldTo), drawn)],
    leadingIndent: 2 * bodySize,
    alignment: 'justify',
    lineHeight,
  } as Content
}

function letterhead({ issuer, number }: OfficialReply, drawn: Drawn): Content[] {
  return [
    {
      text: runs(`${issuer}文件`, drawn, { bold: true }),
      fontSize: 34,
      color: red,
      alignment: 'center',
      margin: [0, 0, 0, 18],
    },
    { text: runs(number, drawn), alignment: 'center', margin: [0, 0, 0, 4] },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: mm(156), y2: 0, lineWidth: 1.5, lineColor: red }] },
    { text: ' ', lineHeight },
  ] as Content[]
}

/**
 * An official reply as PDF, laid out as `writeReplyDocx` does. The same reply and time give the same bytes; `missing`
 * names characters that the face does not have.
 */
export async function writeReplyPdf(
  reply: OfficialReply,
  madeAt: Date,
): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const drawn: Drawn = { parts: new Set(), missing: new Set() }
  const { title, addressee, body, issuer, date, signer, handler, phone, copies } = reply
  const plain = (text: string, style: object = {}) =>
    ({ text: runs(text, drawn), lineHeight, ...style }) as Content
  const labelled = (label: string, value: string | null) =>
    value ? [plain(`${label}：${value}`, { leadingIndent: 2 * bodySize })] : []
  const content: Content[] = [
    ...letterhead(reply, drawn),
    {
      text: runs(title, drawn, { bold: true }),
      fontSize: 22,
      alignment: 'center',
      margin: [0, 0, 0, 16],
    } as Content,
    plain(`${addressee}：`),
    ...body.map((text) => bodyLine(text, drawn)),
    plain(issuer, { alignment: 'right', margin: [0, 20, bodySize * 2, 0] }),
    ...(date ? [plain(date, { alignment: 'right', margin: [0, 0, bodySize * 4, 16] })] : []),
    ...labelled('签发人', signer),
    ...labelled('经办人', handler),
    ...labelled('联系电话', phone),
    ...(copies.length > 0 ? [plain(`抄送：${copies.join('，')}。`, { fontSize: 14 })] : []),
    plain(`${substituteNote}。`, { fontSize: 8, color: '#5A616B' }),
  ]
  const sized = { stack: content, fontSize: bodySize } as Content
  const bytes = await makePdf({ content: [sized], info: { title, creationDate: madeAt } }, drawn.parts)
  return { bytes, missing: [...drawn.missing].sort() }
}
