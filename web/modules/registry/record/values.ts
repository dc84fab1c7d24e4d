// What a form gives, as a request wants it.
import type { NewOwnership } from '../../../../src/modules/registry/model.ts'

/** A written text, or null where nothing was written. */
export const textOf = (value: unknown): string | null => {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? null : text
}
export const sourced = (values: Record<string, unknown>) => ({
  source: String(values.source).trim(),
  sourceKind: values.sourceKind as NewOwnership['sourceKind'],
})
export const days = (values: Record<string, unknown>) => ({
  validFrom: textOf(values.validFrom),
  validTo: textOf(values.validTo),
})
