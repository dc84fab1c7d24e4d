const allowedFailures = 5
const windowMs = 60_000
const rememberAtMost = 10_000

/** Slows down guessing: after five failures for one name within a minute, the rest of that minute is refused. */
export class SignInBrake {
  readonly #failures = new Map<string, { count: number; since: number }>()

  /** Whole seconds until this name may try again; 0 when it may now. */
  secondsToWait(userName: string, now: Date): number {
    const held = this.#failures.get(userName.toLowerCase())
    if (!held || held.count < allowedFailures) return 0
    return Math.max(0, Math.ceil((held.since + windowMs - now.getTime()) / 1000))
  }

  failed(userName: string, now: Date): void {
    if (this.#failures.size > rememberAtMost) this.#failures.clear()
    const key = userName.toLowerCase()
    const held = this.#failures.get(key)
    const isFresh = held !== undefined && held.since + windowMs > now.getTime()
    this.#failures.set(key, isFresh ? { ...held, count: held.count + 1 } : { count: 1, since: now.getTime() })
  }

  succeeded(userName: string): void {
    this.#failures.delete(userName.toLowerCase())
  }
}
