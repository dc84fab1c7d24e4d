/** Builders of files for tests: a zip written byte by byte, and workbooks from raw XML. */
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipPart = {
  readonly path: string
  readonly content: string | Buffer
  /** The size that the zip declares for the part; default: the true one. */
  readonly declaredSize?: number
  readonly flags?: number
}

const u16 = (value: number) => [value & 0xff, (value >> 8) & 0xff]
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)]

/** A zip file with the given parts, deflated. */
export function buildZip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { path, content, declaredSize, flags = 0x800 } of parts) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const name = Buffer.from(path)
    const sizes = [...u32(crc32(raw)), ...u32(packed.length), ...u32(declaredSize ?? raw.length)]
    const head = [
      ...u16(20),
      ...u16(flags),
      ...u16(8),
      ...u16(0),
      ...u16(0),
      ...sizes,
      ...u16(name.length),
      ...u16(0),
    ]
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, ...head]), name, packed])
    const tail = [...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(offset)]
    centrals.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, ...u16(20), ...head, ...tail]), name]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(centrals)
  const counts = [...u16(parts.length), ...u16(parts.length)]
  const end = Buffer.from([
    0x50,
    0x4b,
    5,
    6,
    0,
    0,
    0,
    0,
    ...counts,
    ...u32(central.length),
    ...u32(offset),
    0,
    0,
  ])
  return Buffer.concat([...locals, central, end])
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export type SheetXml = { readonly name: string; readonly xml: string; readonly state?: string }

/** The parts of a workbook whose sheets are given as the inside of `<worksheet>`. */
export function workbookParts(
  sheets: readonly SheetXml[],
  extra: { strings?: string; styles?: string; properties?: string } = {},
): ZipPart[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`
  const list = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"${state ? ` state="${state}"` : ''}/>`,
  )
  const relations = [
    ...sheets.map((_, i) => relation(`r${i}`, 'worksheet', `worksheets/tab${i}.xml`)),
    relation('rs', 'sharedStrings', 'sharedStrings.xml'),
    relation('rt', 'styles', 'styles.xml'),
  ]
  return [
    { path: '[Content_Types].xml', content: '<Types/>' },
    ...sheets.map(({ xml }, i) => ({
      path: `xl/worksheets/tab${i}.xml`,
      content: `<?xml version="1.0"?><worksheet>${xml}</worksheet>`,
    })),
    {
      path: '_rels/.rels',
      content: `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    { path: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations.join('')}</Relationships>` },
    {
      path: 'xl/workbook.xml',
      content: `<workbook>${extra.properties ?? ''}<sheets>${list.join('')}</sheets></workbook>`,
    },
    { path: 'xl/sharedStrings.xml', content: extra.strings ?? '<sst/>' },
    { path: 'xl/styles.xml', content: extra.styles ?? '<styleSheet/>' },
  ]
}

/** Rows of inline strings as the inside of a `<worksheet>`. */
export function inlineRows(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')
  return `<sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join('')}</sheetData>`
}
