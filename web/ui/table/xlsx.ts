/**
 * A table as an Excel workbook, written in the browser: one sheet, the head fixed. Every text is a text cell, so that
 * nothing in it is ever run as a formula; numbers stay numbers; unknown is written as a word, never left blank.
 */
import type { CellValue, Column } from './column.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// Characters that XML 1.0 cannot hold; a lone half of a pair is one of them.
const unwritable = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu
const xml = (text: string) => text.replace(unwritable, '').replace(/[&<>"]/g, (sign) => escapes[sign]!)

/** The name of a column in a sheet: 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

const textCell = (place: string, text: string) =>
  `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xml(text.slice(0, 32_000))}</t></is></c>`

function cell(place: string, value: CellValue, unknown: string): string {
  if (value === null) return textCell(place, unknown)
  return typeof value === 'number' && Number.isFinite(value)
    ? `<c r="${place}"><v>${value}</v></c>`
    : textCell(place, String(value))
}

const rowXml = (at: number, cells: string) => `<row r="${at}">${cells}</row>`

function sheetXml<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  unknown: string,
  note: string | undefined,
): string {
  const first = note === undefined ? 1 : 2
  const noteRow = note === undefined ? '' : rowXml(1, textCell('A1', note))
  const names = columns.map((_, i) => columnName(i))
  const head = columns.map(({ title, unit }, i) =>
    textCell(`${names[i]}${first}`, unit ? `${title} (${unit})` : title),
  )
  const body = rows.map((row, r) =>
    rowXml(
      first + 1 + r,
      columns.map((column, i) => cell(`${names[i]}${first + 1 + r}`, column.value(row), unknown)).join(''),
    ),
  )
  const widths = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${Math.round(width / 7)}" customWidth="1"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${first}" topLeftCell="A${first + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${noteRow}${rowXml(first, head.join(''))}${body.join('')}</sheetData></worksheet>`
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const frame = (sheet: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kinds}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${declaration}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
})

/** A sheet's name: at most 31 characters, none of those that Excel refuses. */
const sheetName = (name: string) =>
  xml(
    name
      .replaceAll(/[\\/?*[\]:']/g, ' ')
      .trim()
      .slice(0, 31) || 'Sheet1',
  )

/** The workbook of a table as bytes; a `note` stands alone in the first row. */
export function toXlsx<Row>(
  name: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  unknown: string,
  note?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts = {
    ...frame(sheetName(name)),
    'xl/worksheets/sheet1.xml': sheetXml(rows, columns, unknown, note),
  }
  return zip(Object.entries(parts))
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

// The fields of a zip entry that stand in both of its heads: version, flags (UTF-8 names), deflate, time, day 1980-01-01.
function entryFields(
  view: DataView,
  at: number,
  crc: number,
  packed: number,
  plain: number,
  name: number,
): void {
  view.setUint16(at, 20, true)
  view.setUint16(at + 2, 0x800, true)
  view.setUint16(at + 4, 8, true)
  view.setUint16(at + 8, 33, true)
  view.setUint32(at + 10, crc, true)
  view.setUint32(at + 14, packed, true)
  view.setUint32(at + 18, plain, true)
  view.setUint16(at + 22, name, true)
}

/** Files under their names as a zip (PKWARE APPNOTE 4.3), deflated. */
async function zip(files: readonly (readonly [string, string])[]): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, text] of files) {
    const plain = encoder.encode(text)
    const packed = await deflate(plain)
    const title = encoder.encode(name)
    const fields = [crc32(plain), packed.length, plain.length, title.length] as const
    const head = new DataView(new ArrayBuffer(30))
    head.setUint32(0, 0x04034b50, true)
    entryFields(head, 4, ...fields)
    const listed = new DataView(new ArrayBuffer(46))
    listed.setUint32(0, 0x02014b50, true)
    listed.setUint16(4, 20, true)
    entryFields(listed, 6, ...fields)
    listed.setUint32(42, offset, true)
    pieces.push(new Uint8Array(head.buffer), title, packed)
    directory.push(new Uint8Array(listed.buffer), title)
    offset += 30 + title.length + packed.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, files.length, true)
  end.setUint16(10, files.length, true)
  end.setUint32(12, size, true)
  end.setUint32(16, offset, true)
  return joined([...pieces, ...directory, new Uint8Array(end.buffer)])
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
