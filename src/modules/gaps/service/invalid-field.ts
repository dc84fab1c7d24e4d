import { AppError } from '../../../kernel/errors.ts'

/** A field of an input is wrong: a form shows the words beside it. */
export const field = (name: string, code: string, params: Record<string, unknown> = {}) =>
  new AppError('invalid', code, params, [{ field: name, code, params }])
