export type ZipEntry = { readonly name: string; readonly bytes: Uint8Array }

/** 1 January 1980, the first day that the format can tell: the same files give the same archive. */
const firstDay = (1 << 5) | 1
/** Names are UTF-8. */
const utf8Flag = 0x0800

/** CRC-32 of ISO 3309, polynomial 0xEDB88320 reflected, byte by byte. */
const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = crcTable[(c ^ byte) & 0xff]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function headOf({ name, bytes }: ZipEntry): { fields: Buffer; name: Buffer } {
  const fields = Buffer.alloc(26)
  const written = Buffer.from(name, 'utf8')
  fields.writeUInt16LE(20, 0) // version needed
  fields.writeUInt16LE(utf8Flag, 2)
  fields.writeUInt16LE(0, 4) // stored: office files and PDF are packed already
  fields.writeUInt16LE(0, 6)
  fields.writeUInt16LE(firstDay, 8)
  fields.writeUInt32LE(crc32(bytes), 10)
  fields.writeUInt32LE(bytes.length, 14)
  fields.writeUInt32LE(bytes.length, 18)
  fields.writeUInt16LE(written.length, 22)
  return { fields, name: written }
}

/** A ZIP archive (APPNOTE 6.3.10, stored entries, below 4 GiB); the same entries give the same bytes. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { fields, name } = headOf(entry)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, name])
    const central = Buffer.alloc(14)
    central.writeUInt32LE(offset, 10)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, central, name)
    parts.push(local, Buffer.from(entry.bytes.buffer, entry.bytes.byteOffset, entry.bytes.byteLength))
    offset += local.length + entry.bytes.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listed, end])
}
