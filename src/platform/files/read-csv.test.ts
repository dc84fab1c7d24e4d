import { existsSync, readdirSync, readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { describeProblem, problemWords, readTable } from './index.ts'
import type { ReadOptions } from './table.ts'

const TEXT =
  '企业名称,产值（万元）,备注\r\n株洲和美机械有限公司,12345.67,主营：轴承\r\n常州龙城电子有限公司,-0.01,"两行\r\n备注"\r\n'
const read = (content: string | Uint8Array, options: ReadOptions = {}) =>
  readTable(typeof content === 'string' ? Buffer.from(content) : content, options)
const codes = async (content: string | Uint8Array, options: ReadOptions = {}) =>
  (await read(content, options)).problems.map(({ code, line }) => `${code}@${line}`)
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe('encodings', () => {
  const ways: [string, Buffer][] = [
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8-bom', Buffer.from(`\ufeff${TEXT}`)],
    ['gb18030', iconv.encode(TEXT, 'gbk')],
    ['gb18030', iconv.encode(TEXT.replace('龙', '䶮'), 'gb18030')],
    ['utf-16le', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['utf-16be', utf16be(`\ufeff${TEXT}`)],
    ['utf-16le', Buffer.from(TEXT, 'utf16le')],
    ['utf-16be', utf16be(TEXT)],
  ]
  test.each(ways)('%s is found and read whole', async (encoding, bytes) => {
    const table = await read(bytes)
    expect(table).toMatchObject({ isRefused: false, problems: [], encoding, separator: ',' })
    expect(table.header).toEqual(['企业名称', '产值（万元）', '备注'])
    expect(table.rows[0]).toEqual({ line: 2, cells: ['株洲和美机械有限公司', '12345.67', '主营：轴承'] })
    expect(table.rows[1]?.cells[2]).toBe('两行\r\n备注')
  })

  test('a file in ASCII alone is UTF-8', async () => {
    expect((await read('a,b\n1,2\n')).encoding).toBe('utf-8')
  })

  test('text read in the wrong encoding and saved is refused, both ways', async () => {
    const asLatin = Buffer.from(iconv.encode(TEXT, 'gbk').toString('latin1'))
    const asGbk = Buffer.from(iconv.decode(Buffer.from('企业名称,备注\r\n甲,乙\r\n'), 'gbk'))
    expect(await codes(asLatin)).toEqual(['mojibake@null'])
    expect((await read(asGbk)).problems[0]).toMatchObject({ params: { actual: 'UTF-8', read: 'GBK' } })
  })

  test('damage is told with its line', async () => {
    const utf8 = Buffer.from(TEXT)
    const broken = Buffer.concat([utf8, Buffer.from([0xe4, 0xb8]), Buffer.from('有限公司,1,丙\r\n')])
    expect(await codes(broken)).toEqual(['invalid_utf8@5'])
    expect(await codes(utf8.subarray(0, utf8.length - 4))).toEqual(['truncated@4'])
    expect(await codes(Buffer.concat([utf8, iconv.encode('株洲公司,1,丙\r\n', 'gbk')]))).toEqual([
      'mixed_encodings@5',
    ])
    expect(await codes('a,b\r\nx\0y,1\r\n')).toEqual(['nul_bytes@2'])
    expect(await codes(Buffer.from([0x61, 0xff, 0xfe, 0x80, 0x0a]))).toEqual(['unknown_encoding@1'])
    expect(await codes('名称,值\n锟斤拷公司,1\n甲,2\n')).toEqual(['damaged_text@2'])
  })

  test('Big5 is not guessed but read when somebody names it', async () => {
    const bytes = iconv.encode('企業名稱,備註\r\n臺北某某公司,測試\r\n', 'big5')
    expect(await codes(bytes)).toEqual(['encoding_unclear@null'])
    expect((await read(bytes, { encoding: 'big5' })).header).toEqual(['企業名稱', '備註'])
    expect(await codes(bytes, { encoding: 'utf-8' })).not.toEqual([])
  })
})

describe('shape', () => {
  test.each([',', ';', '\t', '|'])('separator %j with every line end', async (separator) => {
    for (const end of ['\n', '\r', '\r\n']) {
      const table = await read(['名称', '值'].join(separator) + end + ['甲', '"1\n2"'].join(separator) + end)
      expect(table).toMatchObject({ separator, header: ['名称', '值'], problems: [] })
      expect(table.rows).toEqual([{ line: 2, cells: ['甲', '1\n2'] }])
    }
  })

  test('a line number is the physical line where the record starts', async () => {
    const { rows } = await read('a,b\n"1\n\n2",x\n\n3,y')
    expect(rows.map(({ line }) => line)).toEqual([2, 6])
  })

  test('rows that do not fit are kept apart, and all rows add up', async () => {
    const table = await read('a,b,c\r\n1\r\n1,2,3\r\n1,2,3,4,5\r\n1,2,3,,\r\n"x"y,2,3\r\n')
    expect(table.rows.map(({ line }) => line)).toEqual([3, 5])
    expect(table.refusedRows.map(({ line }) => line)).toEqual([2, 4, 6])
    expect(table.problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['ragged_row', 2, null],
      ['ragged_row', 4, null],
      ['text_after_quote', 6, 1],
    ])
  })

  test('an open quote, nothing, and a mark alone refuse the file', async () => {
    expect(await codes('a,b\r\n"x,1\r\ny,2\r\n')).toEqual(['unbalanced_quote@2'])
    expect(await codes('')).toEqual(['empty@null'])
    expect(await codes('\ufeff')).toEqual(['only_bom@null'])
    expect(await codes(' \r\n,,\r\n')).toEqual(['empty@null'])
  })

  test('headers: doubled, empty, like a formula; a title above is skipped', async () => {
    expect(await codes('名称,名称,,=1+1\n1,2,3,4\n')).toEqual([
      'duplicate_header@1',
      'empty_header@1',
      'formula_header@1',
    ])
    const titled = await read('附件：企业名单,,\n单位：万元,,\n名称,产值,备注\n甲,1,\n')
    expect(titled).toMatchObject({ header: ['名称', '产值', '备注'], headerLine: 3 })
    expect(titled.problems.map(({ code }) => code)).toEqual(['title_skipped', 'title_skipped'])
  })

  test('names that JavaScript knows are plain text', async () => {
    const { header, rows } = await read('__proto__,constructor\ntoString,=cmd|x\n')
    expect([header, rows[0]?.cells]).toEqual([
      ['__proto__', 'constructor'],
      ['toString', '=cmd|x'],
    ])
  })
})

describe('limits and refusals', () => {
  test('each limit has its own problem', async () => {
    const rows = 'a,b\n1,2\n3,4\n5,6\n'
    expect(await codes(rows, { maxBytes: 5 })).toEqual(['too_many_bytes@null'])
    expect(await codes(rows, { maxRows: 2 })).toEqual(['too_many_rows@null'])
    expect(await codes(rows, { maxColumns: 1 })).toEqual(['too_many_columns@1'])
    expect(await codes('a,b\n1,22222\n', { maxCellLength: 4 })).toEqual(['cell_too_long@2'])
  })

  test('what is no table is refused by its content, whatever its name', async () => {
    const kinds: [Buffer, string][] = [
      [Buffer.from(`MZ${'\0'.repeat(200)}`), 'wrong_kind'],
      [Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'wrong_kind'],
      [Buffer.from('%PDF-1.7'), 'wrong_kind'],
      [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_excel'],
      [Buffer.from('a,b\n1,2\n'), 'not_xlsx'],
    ]
    for (const [bytes, code] of kinds)
      expect(await codes(bytes, { fileName: 'x.xlsx' })).toEqual([`${code}@null`])
  })

  test('a path that is not there, or is a folder, is told', async () => {
    expect((await readTable('no/such/file.csv')).problems[0]?.code).toBe('not_found')
    expect((await readTable('src')).problems[0]?.code).toBe('unreadable')
  })

  test('every problem has words in both languages, and no placeholder stays open', async () => {
    const files = ['', 'a,b\r\n"x,1', 'a,a,\n1\n"x"y,1,2\n', '名称,值\n锟斤拷,1\n']
    for (const file of files)
      for (const found of (await read(file)).problems)
        for (const language of ['zh', 'en'] as const)
          expect(describeProblem(found, language)).not.toMatch(/[{}]/)
    for (const words of Object.values(problemWords)) {
      const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
      expect(holes(words.zh)).toEqual(holes(words.en))
    }
  })
})

const OWN = '../shared/corpora/own'
const SPECTRUM = '../shared/corpora/csv-spectrum'

describe.skipIf(!existsSync(OWN))('the corpora of broken files', () => {
  const expected: Record<string, string[]> = {
    'big5.csv': ['encoding_unclear'],
    'dup_headers.csv': ['duplicate_header'],
    'empty.csv': ['empty'],
    'exe_as_xlsx.xlsx': ['wrong_kind'],
    'formula_header.csv': ['formula_header', 'formula_header'],
    'html_as_xls.xls': ['wrong_kind'],
    'invalid_utf8.csv': ['invalid_utf8'],
    'mixed_gbk_utf8.csv': ['mixed_encodings'],
    'mojibake_gbk_as_latin1.csv': ['mojibake'],
    'nul_bytes.csv': ['nul_bytes'],
    'only_bom.csv': ['only_bom'],
    'ragged.csv': ['ragged_row', 'ragged_row'],
    // its 60 bytes end between two characters: only the missing rows can be seen
    'truncated_multibyte.csv': ['no_rows'],
    'unbalanced_quote.csv': ['unbalanced_quote'],
  }
  const files = existsSync(OWN) ? readdirSync(OWN).filter((name) => /\.(csv|xlsx?)$/.test(name)) : []

  test.each(files)('%s', async (name) => {
    const table = await readTable(`${OWN}/${name}`)
    expect(table.problems.map(({ code }) => code)).toEqual(expected[name] ?? [])
  })

  test.each([1, 2])('a character cut after %i bytes is told', async (cut) => {
    const whole = readFileSync(`${OWN}/truncated_multibyte.csv`)
    expect(await codes(whole.subarray(0, whole.length - cut))).toEqual(['truncated@1'])
  })
})

describe.skipIf(!existsSync(SPECTRUM))('the spectrum of CSV', () => {
  const names = existsSync(SPECTRUM) ? readdirSync(`${SPECTRUM}/csvs`) : []
  test.each(names)('%s', async (name) => {
    const table = await readTable(`${SPECTRUM}/csvs/${name}`)
    const rows = table.rows.map(({ cells }) =>
      Object.fromEntries(table.header.map((key, i) => [key, cells[i]])),
    )
    const wanted = JSON.parse(readFileSync(`${SPECTRUM}/json/${name.replace('.csv', '.json')}`, 'utf8'))
    const even = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll('\\r\\n', '\\n'))
    expect(even(rows)).toEqual(even(wanted))
  })
})
