import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { buildZip, inlineRows, type SheetXml, workbookParts } from './fixtures.ts'
import { type ReadOptions, readTable } from './index.ts'

const readRaw = (sheets: SheetXml[], extra = {}, options: ReadOptions = {}) =>
  readTable(buildZip(workbookParts(sheets, extra)), options)
const one = (xml: string, extra = {}, options: ReadOptions = {}) =>
  readRaw([{ name: '表', xml }], extra, options)
const sheetData = (rows: string) => `<sheetData>${rows}</sheetData>`
const codesOf = (table: { problems: readonly { code: string }[] }) => table.problems.map(({ code }) => code)

async function written(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('a workbook', () => {
  test('written by another program comes back exactly', async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet('企业')
      sheet.addRow(['名称', '数', '日期', '时刻', '占比', '公式', '富文本', '真假'])
      sheet.addRow([
        '甲<&>"乙',
        0.1,
        new Date(Date.UTC(2024, 1, 29)),
        new Date(Date.UTC(2024, 1, 29, 8, 30)),
        0.0587,
        { formula: 'A1+1', result: 42.5 },
        { richText: [{ text: '中' }, { text: '车', font: { bold: true } }] },
        false,
      ])
      sheet.getCell('D2').numFmt = 'yyyy-mm-dd hh:mm'
      sheet.getCell('E2').numFmt = '0.00%'
    })
    const table = await readTable(bytes, { fileName: 'x.xlsx' })
    expect(table).toMatchObject({ format: 'xlsx', sheet: '企业', isRefused: false, problems: [] })
    expect(table.rows).toEqual([
      {
        line: 2,
        cells: ['甲<&>"乙', '0.1', '2024-02-29', '2024-02-29T08:30:00', '5.87%', '42.5', '中车', 'FALSE'],
      },
    ])
  })

  test('a header of two levels is joined, and tall merged cells hold for each of their rows', async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet('a')
      sheet.addRow(['附件：重点企业'])
      sheet.addRow(['园区', '企业', '产值', ''])
      sheet.addRow(['', '', '2023', '2024'])
      sheet.addRow(['田心', '甲', 1, 2])
      sheet.addRow(['', '乙', 3])
      for (const area of ['A1:D1', 'A2:A3', 'B2:B3', 'C2:D2', 'A4:A5']) sheet.mergeCells(area)
    })
    const table = await readTable(bytes)
    expect(table.header).toEqual(['园区', '企业', '产值/2023', '产值/2024'])
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['田心', '甲', '1', '2'],
      ['田心', '乙', '3', ''],
    ])
    expect(codesOf(table)).toEqual(['title_skipped', 'merged_header', 'merged_filled'])
  })

  test('numbers keep their value and never show an exponent', async () => {
    const cells = ['9.1310115E+17', '1.1000000000000001', '0.30000000000000004', '1E-7', '-2.5E-3', '007']
    const xml = sheetData(
      `<row>${cells.map((_, i) => `<c t="str"><v>n${i}</v></c>`).join('')}</row><row>${cells.map((v) => `<c><v>${v}</v></c>`).join('')}</row>`,
    )
    expect((await one(xml)).rows[0]?.cells).toEqual([
      '913101150000000000',
      '1.1',
      '0.30000000000000004',
      '0.0000001',
      '-0.0025',
      '7',
    ])
  })

  test('dates follow the day count of the workbook, the invented 29 February 1900 included', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="[h]:mm"/><numFmt numFmtId="172" formatCode="0.0&quot;days&quot;"/></numFmts>' +
      '<cellXfs><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs></styleSheet>'
    const values: [number, number][] = [
      [45291, 0],
      [60, 0],
      [59, 0],
      [61, 1],
      [0.5, 0],
      [1.5, 2],
      [2, 3],
    ]
    const xml = sheetData(
      `<row>${values.map((_, i) => `<c t="str"><v>n${i}</v></c>`).join('')}</row><row>${values.map(([v, s]) => `<c s="${s}"><v>${v}</v></c>`).join('')}</row>`,
    )
    expect((await one(xml, { styles })).rows[0]?.cells).toEqual([
      '2023-12-31',
      '1900-02-29',
      '1900-02-28',
      '1900-03-01',
      '12:00:00',
      '1.5',
      '2',
    ])
    const since1904 = await one(xml, { styles, properties: '<workbookPr date1904="1"/>' })
    expect(since1904.rows[0]?.cells[0]).toBe('2028-01-01')
  })

  test('errors and formulas without a result are noted where they stand', async () => {
    const xml = sheetData(
      '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>' +
        '<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3"><f>A1</f></c></row>',
    )
    const table = await one(xml)
    expect(table.rows).toEqual([{ line: 3, cells: ['#N/A', ''] }])
    expect(table.problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['error_cell', 3, 1],
      ['formula_without_result', 3, 2],
    ])
  })

  test('the first visible sheet with data is read, or the one that is named', async () => {
    const sheets = [
      { name: '空', xml: sheetData('<row><c s="1"/></row>') },
      { name: '藏', xml: inlineRows([['x'], ['1']]), state: 'hidden' },
      { name: '数据', xml: inlineRows([['y'], ['2']]) },
    ]
    expect(await readRaw(sheets)).toMatchObject({
      sheet: '数据',
      sheets: ['空', '藏', '数据'],
      header: ['y'],
    })
    expect(await readRaw(sheets, {}, { sheet: '藏' })).toMatchObject({ sheet: '藏', header: ['x'] })
    const missing = await readRaw(sheets, {}, { sheet: '无' })
    expect(missing.problems[0]).toMatchObject({ code: 'sheet_missing', params: { sheets: '空、藏、数据' } })
    expect(codesOf(await readRaw(sheets.slice(0, 2)))).toEqual(['no_data'])
  })

  test('shared strings: rich text whole, phonetic help left out, escapes resolved', async () => {
    const strings =
      '<sst><si><t>名</t></si><si><r><t>中</t></r><r><t xml:space="preserve"> 车</t></r><rPh><t>zhong</t></rPh></si><si><t>a_x000D_b&#x4e2d;</t></si></sst>'
    const xml = sheetData(
      '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c></row>',
    )
    const table = await one(xml, { strings })
    expect([table.header, ...table.rows.map(({ cells }) => cells)]).toEqual([['名'], ['中 车'], ['a\rb中']])
  })
})

describe('a hostile workbook', () => {
  test('declared too large is refused before anything is inflated', async () => {
    const parts = workbookParts([{ name: 'a', xml: inlineRows([['x'], ['1']]) }])
    parts.push({ path: 'xl/media/a.bin', content: 'x', declaredSize: 3_000_000_000 })
    expect(codesOf(await readTable(buildZip(parts)))).toEqual(['xlsx_too_large'])
  })

  test('larger than it declares is refused while it inflates', async () => {
    const bomb = `<sheetData>${'<row><c><v>1</v></c></row>'.repeat(400_000)}</sheetData>`
    const parts = workbookParts([{ name: 'a', xml: bomb }]).map((part) =>
      part.path.includes('tab0') ? { ...part, declaredSize: 100 } : part,
    )
    const table = await readTable(buildZip(parts))
    expect(codesOf(table)).toEqual(['xlsx_damaged'])
    const honest = await one(bomb, {}, { maxInflatedBytes: 1_000_000 })
    expect(codesOf(honest)).toEqual(['xlsx_too_large'])
  })

  test('a process that takes too much memory is ended and this one stays', async () => {
    const before = process.memoryUsage().rss
    const strings = `<sst>${`<si><t>${'字'.repeat(2000)}</t></si>`.repeat(40_000)}</sst>`
    const table = await one(inlineRows([['x']]), { strings }, { maxMemoryBytes: 150 * 1024 * 1024 })
    expect(codesOf(table)).toEqual(['xlsx_memory'])
    expect(process.memoryUsage().rss - before).toBeLessThan(800 * 1024 * 1024)
  })

  test('time and a person can stop it', async () => {
    const rows = inlineRows([['x'], ...Array.from({ length: 50_000 }, (_, i) => [String(i)])])
    expect(codesOf(await one(rows, {}, { timeoutMs: 20 }))).toEqual(['xlsx_timeout'])
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 20)
    expect(codesOf(await one(rows, {}, { signal: stop.signal }))).toEqual(['stopped'])
  })

  test('limits on rows and columns hold', async () => {
    const rows = inlineRows([['x', 'y'], ...Array.from({ length: 300 }, (_, i) => [String(i), 'b'])])
    expect(codesOf(await one(rows, {}, { maxRows: 10 }))).toEqual(['too_many_rows'])
    expect(codesOf(await one(rows, {}, { maxColumns: 1 }))).toEqual(['too_many_columns'])
    const far = sheetData('<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>')
    expect((await one(far)).problems[0]).toMatchObject({
      code: 'too_many_columns',
      params: { found: 16_384 },
    })
  })

  test('a DOCTYPE, an unknown entity, a cut document and a lost part are damage', async () => {
    const parts = workbookParts([{ name: 'a', xml: inlineRows([['x'], ['1']]) }])
    const change = (path: string, content: string) =>
      readTable(buildZip(parts.map((part) => (part.path === path ? { ...part, content } : part))))
    const sheet = 'xl/worksheets/tab0.xml'
    const evil = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet/>'
    for (const content of [
      evil,
      '<worksheet><c><v>&b;</v></c></worksheet>',
      '<worksheet><sheetData>',
      '\u0000',
    ])
      expect(codesOf(await change(sheet, content))).toEqual(['xlsx_damaged'])
    expect(codesOf(await readTable(buildZip(parts.filter(({ path }) => path !== sheet))))).toEqual([
      'xlsx_damaged',
    ])
    expect(codesOf(await readTable(buildZip(parts).subarray(0, 200)))).toEqual(['xlsx_damaged'])
  })

  test('a locked zip, a zip without a workbook and a document of another kind are told apart', async () => {
    const parts = workbookParts([{ name: 'a', xml: '' }]).map((part) => ({ ...part, flags: 0x801 }))
    expect(codesOf(await readTable(buildZip(parts)))).toEqual(['xlsx_encrypted'])
    expect(codesOf(await readTable(buildZip([{ path: 'a.txt', content: 'x' }])))).toEqual(['wrong_kind'])
  })
})
