import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { extractDocument } from './extract.ts'
import type { Task } from './model.ts'
import { readDocument } from './read-document.ts'
import { writeListDocx } from './write-list-docx.ts'
import { writeListXlsx } from './write-list-xlsx.ts'
import { writeReplyDocx } from './write-reply-docx.ts'

const task = (title: string, more: Partial<Task>): Task => ({
  id: title,
  title,
  content: null,
  leads: [],
  responsibles: [],
  supports: [],
  leadPersons: [],
  dueWritten: null,
  dueDate: null,
  parent: null,
  annexRow: null,
  span: [0, 1],
  ...more,
})

const tasks = [
  task('建设中试基地', {
    content: '建成中试基地2个，服务企业50家。',
    leads: ['市科技局', '市工信局'],
    responsibles: ['市财政局'],
    dueWritten: '2025年6月底前',
  }),
  task('加强质量监管', { content: '=1+1 不是公式', leads: ['市市场监管局'], dueWritten: '长期坚持' }),
]
const head = { annex: '附件1', title: '溪州市重点任务清单' }

/** A PDF by hand: one page, text in a Chinese face that is not embedded, as many offices' programs write it. */
function handmadePdf(lines: readonly string[]): Buffer {
  const hex = (text: string) =>
    [...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('')
  const content = lines
    .map((text, i) => `BT /F1 16 Tf 1 0 0 1 80 ${760 - i * 28} Tm <${hex(text)}> Tj ET`)
    .join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = file.length
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF`
  return Buffer.from(file, 'latin1')
}

describe('DOCX', () => {
  test('a list that was written is read back row by row', async () => {
    const { text, decoding } = await readDocument(await writeListDocx(tasks, head))
    expect(decoding.format).toBe('docx')
    const found = extractDocument(text)
    expect(
      found.tasks.map(({ title, leads, responsibles, dueWritten }) => ({
        title,
        leads,
        responsibles,
        dueWritten,
      })),
    ).toEqual([
      {
        title: '建设中试基地',
        leads: ['市科技局', '市工信局'],
        responsibles: ['市财政局'],
        dueWritten: '2025年6月底前',
      },
      { title: '加强质量监管', leads: ['市市场监管局'], responsibles: [], dueWritten: '长期坚持' },
    ])
    expect(found.tasks[0]?.parent).toBe('溪州市重点任务清单')
  })

  test('a reply that was written has its head read back', async () => {
    const bytes = await writeReplyDocx({
      issuer: '溪州市工业和信息化局',
      number: '溪工信复〔2024〕12号',
      title: '关于对市政协六届三次会议第0102号提案的答复',
      addressee: '李晓明委员',
      body: [
        '您提出的提案收悉，现答复如下：',
        '一、下一步工作打算',
        '（一）加大支持。我局将于2025年6月底前出台实施细则。',
      ],
      date: '2024年8月1日',
      signer: '王强',
      handler: '赵敏',
      phone: '0000-7654321',
      copies: ['市政府办公室', '市政协提案委'],
    })
    const { text } = await readDocument(bytes)
    const { head: read, commitments } = extractDocument(text)
    expect(read).toEqual({
      title: '关于对市政协六届三次会议第0102号提案的答复',
      number: '溪工信复〔2024〕12号',
      date: '2024-08-01',
      addressee: '李晓明委员',
      signer: '王强',
      handler: '赵敏',
      copies: ['市政府办公室', '市政协提案委'],
    })
    expect(commitments.map(({ dueDate }) => dueDate)).toEqual(['2025-06-30'])
  })

  test('the same tasks give the same bytes', async () => {
    const first = await writeListDocx(tasks, head)
    await new Promise((done) => setTimeout(done, 2100))
    expect(Buffer.compare(first, await writeListDocx(tasks, head))).toBe(0)
  })

  test('a damaged file is refused', async () => {
    const bytes = await writeListDocx(tasks, head)
    await expect(readDocument(bytes.slice(0, 2000))).rejects.toThrow('documents.broken_file')
  })
})

describe('Excel', () => {
  test('heads, rows, and a text that begins with = stays text', async () => {
    const book = new ExcelJS.Workbook()
    const bytes = await writeListXlsx(tasks, head)
    await book.xlsx.load(bytes.buffer as ArrayBuffer)
    const rows = book.worksheets[0]?.getSheetValues() as unknown[][]
    const written = rows.slice(1).map((row) => (row ?? []).slice(1).map((value) => cellText(value)))
    expect(written[1]?.[0]).toBe('溪州市重点任务清单')
    expect(written[2]).toEqual(['序号', '重点事项', '具体内容', '牵头单位', '责任单位', '完成时限'])
    expect(written[3]).toEqual([
      '1',
      '建设中试基地',
      '建成中试基地2个，服务企业50家。',
      '市科技局\n市工信局',
      '市财政局',
      '2025年6月底前',
    ])
    expect(written[4]?.[2]).toBe('=1+1 不是公式')
  })

  test('the same tasks give the same bytes', async () => {
    expect(Buffer.compare(await writeListXlsx(tasks, head), await writeListXlsx(tasks, head))).toBe(0)
  })
})

const cellText = (value: unknown): string =>
  value && typeof value === 'object' && 'richText' in value
    ? (value.richText as { text: string }[]).map(({ text }) => text).join('')
    : String(value ?? '')

describe('PDF', () => {
  test('the text layer is read, broken lines are joined again', async () => {
    const pdf = handmadePdf([
      '溪州市氢能产业行动方案',
      '一、重点任务',
      '（一）建设加氢站。到二零二五年建成加氢站，完善',
      '布局和运营。（牵头单位：市住建局，责任单位：市',
      '交通局）',
    ])
    const { text, decoding } = await readDocument(pdf)
    expect(decoding.format).toBe('pdf')
    expect(
      extractDocument(text).tasks.map(({ title, leads, responsibles }) => [title, leads, responsibles]),
    ).toEqual([['建设加氢站', ['市住建局'], ['市交通局']]])
  })

  test('a page without text is refused with what to do', async () => {
    await expect(readDocument(handmadePdf([]))).rejects.toThrow('documents.no_text_layer')
    await expect(readDocument(Buffer.from('%PDF-1.4 nothing'))).rejects.toThrow('documents.broken_file')
  })
})
