const rememberAtMost = 20_000

/** Lets so many through in a window of time for each key, then none until the window is over. In this process only. */
export class RateLimit {
  readonly #seen = new Map<string, { count: number; since: number }>()
  readonly #atMost: number
  readonly #windowMs: number

  constructor(atMost: number, windowMs: number) {
    this.#atMost = atMost
    this.#windowMs = windowMs
  }

  /** Counts one; gives 0 when it may go on, else the whole seconds to wait. */
  secondsToWait(key: string, now: Date): number {
    const at = now.getTime()
    const held = this.#seen.get(key)
    if (!held || held.since + this.#windowMs <= at) {
      if (this.#seen.size >= rememberAtMost) this.#forgetOld(at)
      this.#seen.set(key, { count: 1, since: at })
      return 0
    }
    if (held.count >= this.#atMost) return Math.ceil((held.since + this.#windowMs - at) / 1000)
    held.count++
    return 0
  }

  #forgetOld(at: number): void {
    for (const [key, { since }] of this.#seen) if (since + this.#windowMs <= at) this.#seen.delete(key)
    if (this.#seen.size >= rememberAtMost) this.#seen.clear()
  }
}
