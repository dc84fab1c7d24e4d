/** Times inside an Office file, so that the same content gives the same bytes. */

const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const endRecord = 0x06054b50
/** 1 January 1980, the first day that the format can tell. */
const firstDay = (1 << 5) | 1

/** Sets the time of every entry of a zip archive to the first day of the format; contents stay as they are. */
export function fixedTimes(bytes: Buffer): Uint8Array {
  const out = Buffer.from(bytes)
  let end = out.length - 22
  while (end >= 0 && out.readUInt32LE(end) !== endRecord) end--
  if (end < 0) throw new Error('no end record in the archive')
  const count = out.readUInt16LE(end + 10)
  let at = out.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (out.readUInt32LE(at) !== centralHeader) throw new Error('damaged directory of the archive')
    out.writeUInt16LE(0, at + 12)
    out.writeUInt16LE(firstDay, at + 14)
    const local = out.readUInt32LE(at + 42)
    if (out.readUInt32LE(local) === localHeader) {
      out.writeUInt16LE(0, local + 10)
      out.writeUInt16LE(firstDay, local + 12)
    }
    at += 46 + out.readUInt16LE(at + 28) + out.readUInt16LE(at + 30) + out.readUInt16LE(at + 32)
  }
  return out
}
