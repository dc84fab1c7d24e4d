import { BorderStyle, Document, Paragraph } from 'docx'
import {
  faces,
  line,
  lineTwips,
  officialPage,
  packOfficial,
  pageNumberFooter,
  run,
  sizes,
} from './write-page.ts'

/** An official reply; paragraphs of the body carry their own official numbers. */
export type OfficialReply = {
  /** 发文机关, without the word 文件. */
  issuer: string
  number: string
  title: string
  addressee: string
  body: readonly string[]
  /** 成文日期 as it is to be printed. */
  date: string | null
  signer: string | null
  handler: string | null
  phone: string | null
  copies: readonly string[]
}

const red = 'FF0000'

/** The face of a paragraph by its number: 一、 in 黑体, （一） in 楷体, all else in 仿宋. */
function bodyLine(text: string): Paragraph {
  const face = /^[一二三四五六七八九十]+、/.test(text)
    ? 'heading'
    : /^（[一二三四五六七八九十]+）/.test(text)
      ? 'subheading'
      : 'body'
  const stop = text.indexOf('。')
  const runs =
    face === 'subheading' && stop > 0 && stop < text.length - 1
      ? [run(text.slice(0, stop + 1), face), run(text.slice(stop + 1))]
      : [run(text, face)]
  return line(runs, { indentChars: 2 })
}

function letterhead({ issuer, number }: OfficialReply): Paragraph[] {
  return [
    line([run(`${issuer}文件`, 'title', 72, red)], { align: 'center', exact: false }),
    line([run('')]),
    new Paragraph({
      children: [run(number)],
      alignment: 'center',
      spacing: { line: lineTwips },
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 6 } },
    }),
    line([run('')]),
  ]
}

const labelled = (label: string, value: string | null) =>
  // Kept with what follows, so that 抄送 never stands alone on a last page.
  value ? [line([run(`${label}：${value}`)], { indentChars: 2, isKept: true })] : []

/**
 * An official reply: letterhead, number, title, addressee, body, date, 签发人, 经办人, 联系电话, 抄送, on the page
 * of GB/T 9704-2012. The same reply gives the same bytes.
 */
export async function writeReplyDocx(reply: OfficialReply): Promise<Uint8Array> {
  const { title, addressee, body, issuer, date, signer, handler, phone, copies } = reply
  const children = [
    ...letterhead(reply),
    line([run(title, 'title', sizes.title)], { align: 'center', exact: false }),
    line([run('')]),
    line([run(`${addressee}：`)], { align: 'left' }),
    ...body.map(bodyLine),
    line([run('')]),
    line([run(issuer)], { align: 'right', rightChars: 2 }),
    ...(date ? [line([run(date)], { align: 'right', rightChars: 4 })] : []),
    line([run('')]),
    ...labelled('签发人', signer),
    ...labelled('经办人', handler),
    ...labelled('联系电话', phone),
    ...(copies.length > 0
      ? [line([run(`抄送：${copies.join('，')}。`, 'body', sizes.small)], { align: 'left' })]
      : []),
  ]
  const document = new Document({
    creator: '',
    lastModifiedBy: '',
    styles: { default: { document: { run: { font: faces.body, size: sizes.body } } } },
    sections: [{ properties: { page: officialPage }, footers: { default: pageNumberFooter() }, children }],
  })
  return packOfficial(document, title)
}
