/** The few kinds of failure of the whole house; `platform/http.ts` gives each its one status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'too_many'
  | 'unavailable'

/** What was wrong with one field of a form or one cell of a file. */
export type FieldProblem = {
  readonly field: string
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/**
 * A failure that a person can act on. `code` is `room.what_happened` and stands in that room's `zh` and `en`
 * catalogues; `params` fill the words.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly params: Readonly<Record<string, unknown>> = {},
    readonly fields: readonly FieldProblem[] = [],
    options?: { cause?: unknown },
  ) {
    super(code, options)
  }
}
