/** WOFF 1.0 (W3C Recommendation, 2012) back to the font that it packs: the picture writer reads no WOFF. */
import { inflateSync } from 'node:zlib'

const headBytes = 44
const entryBytes = 20

/** The TrueType or OpenType font in a WOFF file. Throws where the file is no WOFF or a table is damaged. */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, i) => tableAt(woff, headBytes + i * entryBytes))
  const directory = Buffer.alloc(12 + count * 16)
  woff.copy(directory, 0, 4, 8)
  const largest = 2 ** Math.floor(Math.log2(count))
  directory.writeUInt16BE(count, 4)
  directory.writeUInt16BE(largest * 16, 6)
  directory.writeUInt16BE(Math.log2(largest), 8)
  directory.writeUInt16BE((count - largest) * 16, 10)
  let offset = directory.length
  const parts: Buffer[] = [directory]
  tables.forEach(({ tag, checksum, data }, i) => {
    const at = 12 + i * 16
    directory.write(tag, at, 'latin1')
    directory.writeUInt32BE(checksum, at + 4)
    directory.writeUInt32BE(offset, at + 8)
    directory.writeUInt32BE(data.length, at + 12)
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4)
    parts.push(data, padding)
    offset += data.length + padding.length
  })
  return Buffer.concat(parts)
}

function tableAt(woff: Buffer, at: number) {
  const offset = woff.readUInt32BE(at + 4)
  const packed = woff.subarray(offset, offset + woff.readUInt32BE(at + 8))
  const length = woff.readUInt32BE(at + 12)
  const data = packed.length < length ? inflateSync(packed) : packed
  if (data.length !== length) throw new Error('damaged table in a WOFF file')
  return { tag: woff.toString('latin1', at, at + 4), checksum: woff.readUInt32BE(at + 16), data }
}
