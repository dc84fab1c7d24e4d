const allowedAttempts = 5
const windowMs = 60_000
const rememberAtMost = 10_000

/**
 * Slows down guessing: five attempts for one name within a minute, then the rest of that minute is refused. An attempt
 * counts before its password is compared, so that guesses sent at once count as many.
 */
export class SignInBrake {
  readonly #attempts = new Map<string, { count: number; since: number }>()

  /** Counts an attempt; gives 0 when it may go on, else the whole seconds to wait. */
  secondsToWait(userName: string, now: Date): number {
    if (this.#attempts.size > rememberAtMost) this.#attempts.clear()
    const key = userName.toLowerCase()
    const held = this.#attempts.get(key)
    if (!held || held.since + windowMs <= now.getTime()) {
      this.#attempts.set(key, { count: 1, since: now.getTime() })
      return 0
    }
    if (held.count >= allowedAttempts) return Math.ceil((held.since + windowMs - now.getTime()) / 1000)
    held.count++
    return 0
  }

  /** Forgets the attempts for a name that signed in. */
  succeeded(userName: string): void {
    this.#attempts.delete(userName.toLowerCase())
  }
}
