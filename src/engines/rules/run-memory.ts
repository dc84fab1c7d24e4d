/** Typed arrays that runs write into, handed out piece by piece and used again by the next run. */

import { type StackScratch, stackScratch } from './stack.ts'

export type Scratch = {
  /** Rows too large for doubles, and how many. */
  readonly big: Int32Array
  readonly counts: Int32Array
  readonly stacking: StackScratch
}

/** One kind of array: pieces are cut from the end of large blocks, so that a result needs no copy. */
class Lane<A extends Float64Array | Int32Array | Uint8Array> {
  private readonly blocks: A[] = []
  private block = 0
  private used = 0

  constructor(
    private readonly make: (length: number) => A,
    private readonly blockLength: number,
  ) {}

  /** Room for up to `most` items; the next call of `room` or `take` may hand it out again. */
  room(most: number): A {
    while (this.block < this.blocks.length && this.blocks[this.block]!.length - this.used < most) {
      this.block++
      this.used = 0
    }
    if (this.block === this.blocks.length) this.blocks.push(this.make(Math.max(most, this.blockLength)))
    return this.blocks[this.block]!.subarray(this.used, this.used + most) as A
  }

  /** The first `count` items of the room last given, now kept. */
  take(count: number): A {
    const piece = this.room(count)
    this.used += count
    return piece
  }

  reset(): void {
    this.block = 0
    this.used = 0
  }
}

/**
 * Memory for runs over up to `rows` subjects. A run that is given the memory of an earlier run overwrites its
 * arrays: the earlier run must not be read any more. Without one, every run has memory of its own.
 */
export class RunMemory {
  readonly fen: Lane<Float64Array>
  readonly rows: Lane<Int32Array>
  readonly bytes: Lane<Uint8Array>

  private kept: Scratch | null = null

  constructor(rows: number) {
    const length = Math.min(Math.max(64, rows * 20), Math.max(rows, 1 << 19))
    this.fen = new Lane((n) => new Float64Array(n), length)
    this.rows = new Lane((n) => new Int32Array(n), length)
    this.bytes = new Lane((n) => new Uint8Array(n), length)
  }

  reset(): void {
    this.fen.reset()
    this.rows.reset()
    this.bytes.reset()
  }

  /** Space for steps inside a run, which nobody reads after it. */
  scratch(rows: number): Scratch {
    if (!this.kept || this.kept.big.length < 2 * rows)
      this.kept = {
        big: new Int32Array(2 * rows),
        counts: new Int32Array(1),
        stacking: stackScratch(rows),
      }
    return this.kept
  }

  /** A copy that the next run may overwrite. */
  copy(fen: Float64Array): Float64Array {
    const piece = this.fen.take(fen.length)
    piece.set(fen)
    return piece
  }
}
