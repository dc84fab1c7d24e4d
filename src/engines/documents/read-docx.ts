import mammoth from 'mammoth'
import yauzl from 'yauzl'
import { AppError } from '../../kernel/errors.ts'

/** What a DOCX may unpack to at most; a long plan with pictures stays below a tenth of it. */
const maxUnpackedBytes = 200 * 1024 * 1024

/** The sizes that the archive declares, before anything of it is unpacked. */
function declaredBytes(bytes: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return reject(error ?? new Error('no archive'))
      let total = 0
      zip.on('error', reject)
      zip.on('entry', (entry: yauzl.Entry) => {
        total += entry.uncompressedSize
        zip.readEntry()
      })
      zip.on('end', () => resolve(total))
      zip.readEntry()
    })
  })
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}
const plain = (html: string) =>
  html
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\t/g, ' ')

/** A cell's paragraphs, kept apart by U+2028. */
function cellText(html: string): string {
  return html
    .split(/<\/p>|<br\s*\/?>/)
    .map((part) => plain(part).trim())
    .filter((part) => part !== '')
    .join('\u2028')
}

/** Stands in the columns that a cell merged along a row covers; blank for every reader, known to the one of lists. */
export const alongCell = '\u2009'

const spanOf = (attributes: string, name: string) =>
  Number(new RegExp(`${name}="(\\d+)"`).exec(attributes)?.[1] ?? 1)

/** Rows of one table as lines with tabs; a cell merged over rows is repeated in each row it covers. */
function tableLines(html: string): string[] {
  const covering: { text: string; rows: number }[] = []
  return [...html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map((row) => {
    const cells: string[] = []
    const fillCovered = () => {
      for (let over = covering[cells.length]; over && over.rows > 0; over = covering[cells.length]) {
        over.rows--
        cells.push(over.text)
      }
    }
    for (const cell of (row[1] as string).matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/g)) {
      fillCovered()
      const text = cellText(cell[2] as string)
      const rows = spanOf(cell[1] as string, 'rowspan')
      covering[cells.length] = { text, rows: rows - 1 }
      cells.push(text)
      for (let i = 1; i < Math.min(50, spanOf(cell[1] as string, 'colspan')); i++) {
        covering[cells.length] = { text: alongCell, rows: rows - 1 }
        cells.push(alongCell)
      }
    }
    fillCovered()
    return cells.join('\t')
  })
}

/** Paragraphs and rows of the document's HTML, one a line. */
function htmlLines(html: string): string[] {
  const parts = html.split(/(<table[^>]*>[\s\S]*?<\/table>)/)
  return parts.flatMap((part) => {
    if (part.startsWith('<table')) return ['', ...tableLines(part), '']
    return part.split(/<\/(?:p|h[1-6]|li)>/).flatMap((paragraph) =>
      plain(paragraph)
        .split('\n')
        .map((line) => line.trim()),
    )
  })
}

/** The text of a DOCX: a paragraph a line, a table row a line with tabs between its cells. */
export async function readDocx(bytes: Uint8Array): Promise<string> {
  const buffer = Buffer.from(bytes)
  try {
    const unpacked = await declaredBytes(buffer)
    if (unpacked > maxUnpackedBytes) {
      throw new AppError('too_large', 'documents.too_large', { bytes: unpacked, maxBytes: maxUnpackedBytes })
    }
    const withoutPictures = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer }, { convertImage: withoutPictures })
    return htmlLines(value)
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('invalid', 'documents.broken_file', { format: 'DOCX' }, [], { cause })
  }
}
