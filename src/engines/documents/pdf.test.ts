import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { drawPicture } from './draw-picture.ts'
import { checkNotes, type PagedDocument } from './pages.ts'
import { cutByFont, mainPart } from './pdf-fonts.ts'
import { markForeignText } from './svg-text.ts'
import { writePagedDocx } from './write-paged-docx.ts'
import { writePagedPdf } from './write-paged-pdf.ts'
import { writeReplyPdf } from './write-reply-pdf.ts'

const madeAt = new Date('2026-01-01T00:00:00Z')
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><text x="4" y="24" font-size="14">车轴轴承 ●</text></svg>'
const report: PagedDocument = {
  title: '产业链分析报告',
  subtitle: null,
  issuer: '溪州市产业链办公室',
  date: '2026年1月',
  notes: [{ number: 1, text: '企业登记，截至2026-01-01' }],
  blocks: [
    { kind: 'heading', level: 1, text: '一、总体情况' },
    { kind: 'paragraph', parts: [{ text: '在链企业' }, { text: '113家', notes: [1], isChanged: true }] },
    {
      kind: 'table',
      caption: '表1',
      head: ['环节', '状态'],
      shares: [60, 40],
      rows: [[{ text: '车轴轴承' }, { text: '◇ 缺失', notes: [1] }]],
    },
    { kind: 'picture', svg, widthMm: 150, heightMm: 30, caption: '图1', alternative: '一个环节' },
  ],
}

/** Pages of a PDF: size in mm and the text on each. */
async function read(bytes: Uint8Array) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise
  return Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => {
      const page = await pdf.getPage(i + 1)
      const { items } = await page.getTextContent()
      const [, , width = 0, height = 0] = page.view
      const mm = (points: number) => Math.round((points / 72) * 25.4)
      return {
        size: [mm(width), mm(height)],
        text: items.map((item) => ('str' in item ? item.str : '')).join(''),
      }
    }),
  )
}

describe('PDF', () => {
  test('a report stands on A4 with title, figures, notes and the word about its face', async () => {
    const { bytes, missing } = await writePagedPdf(report, madeAt)
    const [page] = await read(bytes)
    expect(missing).toEqual([])
    expect(page?.size).toEqual([210, 297])
    for (const text of ['产业链分析报告', '113家', '[1]', '◇', '企业登记，截至2026-01-01', 'Noto Sans SC'])
      expect(page?.text).toContain(text)
  })

  test('the same document gives the same bytes, as PDF and as Word', async () => {
    const once = [(await writePagedPdf(report, madeAt)).bytes, await writePagedDocx(report)]
    const again = [(await writePagedPdf(report, madeAt)).bytes, await writePagedDocx(report)]
    expect(once.map((bytes, i) => Buffer.compare(bytes, again[i]!))).toEqual([0, 0])
  })

  test('a reply has its red head, number, body and copies', async () => {
    const reply = {
      issuer: '溪州市工业和信息化局',
      number: '溪工信复〔2024〕第12号',
      title: '关于提案的答复',
      addressee: '张三委员',
      body: ['一、总体情况', '现答复如下。'],
      date: '2024年5月6日',
      signer: '李四',
      handler: null,
      phone: null,
      copies: ['市政协提案委'],
    }
    const text = (await read((await writeReplyPdf(reply, madeAt)).bytes)).map((page) => page.text).join('')
    for (const part of [
      '溪州市工业和信息化局文件',
      '〔2024〕',
      '张三委员：',
      '签发人：李四',
      '抄送：市政协提案委。',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('经办人')
  })

  test('a character that no file has is drawn as 〓 and told', async () => {
    const odd = {
      ...report,
      blocks: [{ kind: 'paragraph' as const, parts: [{ text: '甲\u{10FFFD}乙' }] }],
      notes: [],
    }
    const { bytes, missing } = await writePagedPdf(odd, madeAt)
    expect(missing).toEqual(['\u{10FFFD}'])
    expect((await read(bytes))[0]?.text).toContain('甲〓乙')
  })
})

test('text is cut where another font file takes over', () => {
  const runs = cutByFont('甲①乙', new Set())
  expect(runs.map(({ text }) => text)).toEqual(['甲', '①', '乙'])
  expect(runs.map(({ part }) => part === mainPart)).toEqual([true, false, true])
})

test('letters of a drawing outside the main file name their font; markup stays markup', () => {
  const marked = markForeignText('<text x="1">a &lt; ①</text>', new Set(), () => 'f')
  expect(marked).toBe('<text x="1">a &lt; <tspan font-family="f">①</tspan></text>')
})

test('a drawing becomes a PNG of the width asked for, the same each time', () => {
  const png = Buffer.from(drawPicture(svg, 400))
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 400, 80])
  expect(png.equals(Buffer.from(drawPicture(svg, 400)))).toBe(true)
})

test('notes that are used and not stated, or stated and never used, are found', () => {
  expect(checkNotes(report)).toEqual({ missing: [], unused: [] })
  expect(checkNotes({ ...report, notes: [{ number: 2, text: 'x' }] })).toEqual({ missing: [1], unused: [2] })
})

describe('where a page ends', () => {
  const text = (n: number) => ({ kind: 'paragraph' as const, parts: [{ text: `第${n}段。`.repeat(12) }] })
  const rows = Array.from({ length: 9 }, (_, i) => [{ text: `预警${i + 1}` }, { text: '待核实' }])
  const table = {
    kind: 'table' as const,
    caption: '表　在办预警',
    head: ['预警', '状况'],
    shares: [60, 40],
    rows,
  }

  async function pagesOf(blocks: PagedDocument['blocks']): Promise<string[]> {
    const { bytes } = await writePagedPdf({ ...report, blocks, title: '月报' }, madeAt)
    const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: true }).promise
    return Promise.all(
      Array.from({ length: pdf.numPages }, async (_, i) => {
        const { items } = await (await pdf.getPage(i + 1)).getTextContent()
        return items.map((item) => ('str' in item ? item.str : '')).join('')
      }),
    )
  }

  test('a table goes on over the page with its caption beside its first row, and the sources keep their heading', async () => {
    let isSplit = false
    for (const size of [6, 7, 8, 9, 10, 11, 12]) {
      const pages = await pagesOf([...Array.from({ length: size }, (_, i) => text(i)), table])
      const of = (word: string) => pages.findIndex((page) => page.includes(word))
      expect(of('在办预警'), `${size}`).toBe(of('预警1'))
      expect(of('资料来源'), `${size}`).toBe(of('企业登记'))
      if (of('预警9') > of('预警1')) isSplit = true
    }
    expect(isSplit).toBe(true)
  }, 60_000)
})
