/** Hands out room in a shared WebAssembly memory, front to back, each piece on a cache line of its own. */

const PAGE_BYTES = 65_536
const LINE_BYTES = 64
/** 4 GB: what 32-bit addresses reach. */
const MAX_PAGES = 65_536

export class MemoryFull extends Error {
  override readonly name = 'MemoryFull'
}

export class Arena {
  /** The compiled module declares the same bounds. */
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true })
  /** The first bytes stay empty, so that address 0 means "nothing". */
  #used = PAGE_BYTES

  /** Where the next piece would begin; `release` gives back everything from such a mark on. */
  get mark(): number {
    return this.#used
  }

  release(mark: number): void {
    this.#used = mark
  }

  /** Address of `bytes` bytes; what stood there before is not wiped. */
  reserve(bytes: number): number {
    const at = this.#used
    this.#used = Math.ceil((at + bytes) / LINE_BYTES) * LINE_BYTES
    const pages = Math.ceil(this.#used / PAGE_BYTES)
    const held = this.memory.buffer.byteLength / PAGE_BYTES
    if (pages > MAX_PAGES)
      throw new MemoryFull(`${Math.ceil(this.#used / 2 ** 20)} MB are needed, 4096 MB can be addressed`)
    if (pages > held) this.memory.grow(pages - held)
    return at
  }

  reals(at: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, at, length)
  }

  ints(at: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, at, length)
  }

  putReals(values: Float64Array): number {
    const at = this.reserve(values.byteLength)
    this.reals(at, values.length).set(values)
    return at
  }

  putSingles(values: Float64Array): number {
    const at = this.reserve(values.length * 4)
    new Float32Array(this.memory.buffer, at, values.length).set(values)
    return at
  }

  putInts(values: Int32Array): number {
    const at = this.reserve(values.byteLength)
    this.ints(at, values.length).set(values)
    return at
  }

  /** `bytes` bytes of 0. */
  reserveZeros(bytes: number): number {
    const at = this.reserve(bytes)
    new Uint8Array(this.memory.buffer, at, bytes).fill(0)
    return at
  }
}
