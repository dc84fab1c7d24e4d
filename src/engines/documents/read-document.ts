import { AppError } from '../../kernel/errors.ts'
import { decodeText, maxBytes } from './decode.ts'
import type { Decoding } from './model.ts'

/** What kind of file the first bytes show. */
function formatOf(bytes: Uint8Array): Decoding['format'] | 'doc' | 'picture' {
  const starts = (...wanted: number[]) => wanted.every((byte, i) => bytes[i] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'docx'
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'pdf'
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'doc'
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46, 0x38))
    return 'picture'
  return 'text'
}

/** The text of a document file (text, DOCX, PDF with a text layer) and how it was gained. */
export async function readDocument(bytes: Uint8Array): Promise<{ text: string; decoding: Decoding }> {
  if (bytes.length === 0) throw new AppError('invalid', 'documents.empty')
  const format = formatOf(bytes)
  if (format === 'doc') throw new AppError('invalid', 'documents.old_word')
  if (format === 'picture') throw new AppError('invalid', 'documents.picture')
  if (bytes.length > maxBytes)
    throw new AppError('too_large', 'documents.too_large', { bytes: bytes.length, maxBytes })
  if (format !== 'text') {
    const text =
      format === 'docx'
        ? await (await import('./read-docx.ts')).readDocx(bytes)
        : await (await import('./read-pdf.ts')).readPdf(bytes)
    if (text === '') throw new AppError('invalid', 'documents.empty')
    return { text, decoding: { format, encoding: 'unicode', repaired: false, uncertain: [] } }
  }
  const { text, encoding, repaired, uncertain } = decodeText(bytes)
  return { text, decoding: { format: 'text', encoding, repaired, uncertain } }
}
