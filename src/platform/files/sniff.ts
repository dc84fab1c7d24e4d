/** What a file is by its first bytes, whatever its name says. */

const MAGIC: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['EXE', [0x4d, 0x5a]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
  ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38, 0x39, 0x61]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
]
const MARKUP = /^[\s\ufeff]*<(?:!doctype|html|head|body|table|\?xml|script|svg)\b/i

/** 'zip' for a zip file (perhaps XLSX), 'ole' for an old or locked workbook, 'text', or the name of what it is. */
export function sniffKind(bytes: Uint8Array): string {
  const found = MAGIC.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte))
  // MZ is also how a text may begin; a program has control bytes soon after
  if (found && (found[0] !== 'EXE' || bytes.subarray(2, 64).some((byte) => byte < 9))) return found[0]
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256))
  if (MARKUP.test(start.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''))) return 'HTML / XML'
  return 'text'
}
