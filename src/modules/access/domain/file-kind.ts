/** What may be handed in as a document, by the first bytes; the name and what the browser says prove nothing. */
export type FileKind = { readonly mediaType: string; readonly extension: string }

const startsWith = (bytes: Uint8Array, ...signature: number[]) =>
  signature.every((byte, at) => bytes[at] === byte)

const latin = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Office files are zips; the folder of their parts tells which. */
function officeKind(bytes: Uint8Array): FileKind | undefined {
  const text = latin(bytes)
  if (!text.includes('[Content_Types].xml')) return undefined
  const office = 'application/vnd.openxmlformats-officedocument'
  if (text.includes('vbaProject.bin')) return undefined
  if (text.includes('word/')) return { mediaType: `${office}.wordprocessingml.document`, extension: 'docx' }
  if (text.includes('xl/')) return { mediaType: `${office}.spreadsheetml.sheet`, extension: 'xlsx' }
  return undefined
}

/**
 * The kind of a document found in its bytes: PDF, PNG, JPEG, DOCX or XLSX without macros, OFD. Undefined for anything
 * else, HTML and SVG among them: what a browser would run is never kept.
 */
export function fileKindOf(bytes: Uint8Array): FileKind | undefined {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d))
    return { mediaType: 'application/pdf', extension: 'pdf' }
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))
    return { mediaType: 'image/png', extension: 'png' }
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return { mediaType: 'image/jpeg', extension: 'jpg' }
  if (!startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return undefined
  if (latin(bytes).includes('OFD.xml')) return { mediaType: 'application/ofd', extension: 'ofd' }
  return officeKind(bytes)
}
