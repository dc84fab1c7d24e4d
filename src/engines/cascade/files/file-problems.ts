import { basename } from 'node:path'

/** After this many lines a file is not worth reading on: the rest are mostly the same mistake. */
const LISTED_AT_MOST = 20

/** Files that cannot be used: one line a problem, Chinese then English, each naming file, line and what to do. */
export class FilesRefused extends Error {
  override readonly name = 'FilesRefused'
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'))
  }
}

/** Gathers what is wrong with input files, so that a person sees all of it at once. */
export class FileProblems {
  readonly #lines: string[] = []

  get count(): number {
    return this.#lines.length
  }

  /** Notes one problem; `line` counts from 1, null for the file as a whole. Gives up when the list is long. */
  add(path: string, line: number | null, zh: string, en: string): void {
    const place = line === null ? basename(path) : `${basename(path)}:${line}`
    this.#lines.push(`${place}: ${zh} · ${en}`)
    if (this.#lines.length < LISTED_AT_MOST) return
    this.#lines.push(
      `只列前 ${LISTED_AT_MOST} 处，请先改正 · the first ${LISTED_AT_MOST} problems only: mend these first`,
    )
    this.refuse()
  }

  /** Refuses everything when a problem has been noted. */
  throwIfAny(): void {
    if (this.#lines.length > 0) this.refuse()
  }

  private refuse(): never {
    throw new FilesRefused(this.#lines)
  }
}
