/** Writes a screenshot with a palette instead of full colour: a quarter of the size, no difference at a glance. */
import { crc32, deflateSync } from 'node:zlib'

/** Pixels as RGBA, four bytes each, row by row. */
export type Pixels = { width: number; height: number; rgba: Uint8Array }

/** PNG with at most 256 colours: the most frequent ones as they are, every other as the nearest of them. */
export function smallPng({ width, height, rgba }: Pixels, colours = 256): Buffer {
  const palette = frequentColours(rgba, colours)
  const indexOf = new Map(palette.map((colour, index) => [colour, index]))
  const lines = Buffer.alloc(height * (width + 1)) // each line begins with its filter, 0: none
  for (let at = 0; at < width * height; at++) {
    const colour = colourAt(rgba, at)
    let index = indexOf.get(colour)
    if (index === undefined) {
      index = nearest(palette, colour)
      indexOf.set(colour, index)
    }
    lines[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = index
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3], 8) // eight bits, palette
  const plte = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('PLTE', plte),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const colourAt = (rgba: Uint8Array, at: number) =>
  ((rgba[4 * at] ?? 0) << 16) | ((rgba[4 * at + 1] ?? 0) << 8) | (rgba[4 * at + 2] ?? 0)

/** The colours most pixels have, taken coarsely (a sixteenth of each channel) so that shades do not crowd out hues. */
function frequentColours(rgba: Uint8Array, most: number): number[] {
  const exact = new Map<number, number>()
  for (let at = 0; at < rgba.length / 4; at++) {
    const colour = colourAt(rgba, at)
    exact.set(colour, (exact.get(colour) ?? 0) + 1)
  }
  const byCount = [...exact].sort(([, a], [, b]) => b - a)
  const chosen = new Map<number, number>()
  for (const [colour] of byCount.slice(0, most / 8)) chosen.set(-1 - colour, colour)
  for (const [colour] of byCount) {
    if (chosen.size >= most) break
    const cell = colour & 0xf0f0f0
    if (!chosen.has(cell)) chosen.set(cell, colour)
  }
  return [...new Set(chosen.values())]
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0
  let least = Infinity
  for (const [index, each] of palette.entries()) {
    const red = (each >> 16) - (colour >> 16)
    const green = ((each >> 8) & 255) - ((colour >> 8) & 255)
    const blue = (each & 255) - (colour & 255)
    const distance = 3 * red * red + 4 * green * green + 2 * blue * blue
    if (distance < least) {
      least = distance
      best = index
    }
  }
  return best
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}
