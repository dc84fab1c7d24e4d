/**
 * Names for statements that come again and again, so that PostgreSQL parses and plans them once a connection instead of
 * once a request: 43 % less processor time of the server over a mix of pages (docs/methods/speed.md). Each connection
 * keeps what it named, so only statements seen often are named, and only so many.
 */
const often = 5
const mostNames = 300
const mostWatched = 5000

export class StatementNames {
  readonly #names = new Map<string, string>()
  readonly #asked = new Map<string, number>()

  /** The name of a statement's text from its fifth time on; undefined before, and once all names are given out. */
  nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql)
    if (known !== undefined || this.#names.size >= mostNames) return known
    const times = (this.#asked.get(sql) ?? 0) + 1
    if (times < often) {
      if (this.#asked.size >= mostWatched) this.#asked.clear() // texts that never come again must not pile up
      this.#asked.set(sql, times)
      return undefined
    }
    this.#asked.delete(sql)
    const name = `lianshu_${this.#names.size}`
    this.#names.set(sql, name)
    return name
  }
}
