import type { z } from '@hono/zod-openapi'
import type { FieldProblem } from '../../kernel/errors.ts'

type Issue = z.core.$ZodIssue

const field = ({ path }: Issue): string => path.map(String).join('.')

/** What zod found wrong, field by field, in codes of ours; a room's own check puts its code into the message. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  return issues.slice(0, 100).map((issue) => ({ field: field(issue), ...problemOfIssue(issue) }))
}

/** One of zod's issues as a code of ours with its parameters. */
export function problemOfIssue(issue: Issue): Omit<FieldProblem, 'field'> {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('undefined')
        ? { code: 'http.field.required' }
        : { code: 'http.field.wrong_type', params: { expected: issue.expected } }
    case 'too_small':
      return { code: 'http.field.too_small', params: { minimum: issue.minimum } }
    case 'too_big':
      return { code: 'http.field.too_big', params: { maximum: issue.maximum } }
    case 'invalid_value':
      return { code: 'http.field.not_allowed' }
    case 'unrecognized_keys':
      return { code: 'http.field.unknown_key', params: { keys: issue.keys.slice(0, 20) } }
    case 'invalid_format':
      return { code: 'http.field.bad_format', params: { format: issue.format } }
    default:
      return { code: 'http.field.invalid', params: { reason: issue.message } }
  }
}

/** Whether PostgreSQL can keep a text: it has no place for NUL, and half a surrogate pair is no character. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** The fields of validated input whose text cannot be kept. */
export function unstorableFields(value: unknown, path = '', depth = 0): FieldProblem[] {
  if (typeof value === 'string') {
    return isStorable(value) ? [] : [{ field: path, code: 'http.field.text_not_storable' }]
  }
  if (typeof value !== 'object' || value === null || depth > 50) return []
  if (value instanceof Blob || value instanceof Date) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const inside = path === '' ? key : `${path}.${key}`
    if (!isStorable(key)) return [{ field: path, code: 'http.field.text_not_storable' }]
    return unstorableFields(inner, inside, depth + 1)
  })
}
