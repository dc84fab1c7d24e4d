// Long work in slices of some seconds: a worker that is lost costs its slice, and nobody has to wait long to notice.

/** Figures that are known already, by what they are of; plain JSON. */
export type KnownFigures = Readonly<Record<string, unknown>>
/** What is kept between two slices. */
export type Progress = { readonly doneRatio: number; readonly known: KnownFigures }

/** The slice is over; what is known so far goes on in the next one. */
export class SliceOver extends Error {
  override readonly name = 'SliceOver'
}

/** One slice of a work: figures are computed once in all slices, and the slice ends itself when its time is over. */
export class Slice {
  readonly #known: Map<string, unknown>
  readonly #endsAt: number
  #isBegun = false

  /** @param lastsMs after so long no further figure is begun; one is computed in every slice, however long it takes */
  constructor(known: KnownFigures, lastsMs: number) {
    this.#known = new Map(Object.entries(known))
    this.#endsAt = performance.now() + lastsMs
  }

  /** A figure that is known, or computed now. @throws SliceOver when it has to wait for the next slice */
  async ask<T>(of: string, compute: () => Promise<T>): Promise<T> {
    if (this.#known.has(of)) return this.#known.get(of) as T
    this.turn()
    const figure = await compute()
    this.#known.set(of, figure)
    this.#isBegun = true
    return figure
  }

  /** @throws SliceOver when something was computed in this slice and its time is over */
  turn(): void {
    if (this.#isBegun && performance.now() >= this.#endsAt) throw new SliceOver()
  }

  /** How many figures are known. */
  get count(): number {
    return this.#known.size
  }

  get known(): KnownFigures {
    return Object.fromEntries(this.#known)
  }
}

/** All in one slice, for work that nobody interrupts. */
export const wholeSlice = (): Slice => new Slice({}, Number.POSITIVE_INFINITY)
