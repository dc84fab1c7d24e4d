import type { FormInstance } from 'antd'
import { ProblemError } from '../../ui/request.ts'

/**
 * Puts what the server found wrong beside the fields; `names` says which field of the form a field of the request is.
 * Gives whether everything found its place, so that nothing is said twice.
 */
export function showFaults(
  form: FormInstance,
  error: unknown,
  names: Readonly<Record<string, string>> = {},
): boolean {
  if (!(error instanceof ProblemError) || error.fields.length === 0) return false
  const known = Object.keys(form.getFieldsValue(true) as object)
  const faults = new Map<string, string[]>()
  let hasPlaces = true
  for (const { field, message, code } of error.fields) {
    const name = names[field] ?? field
    if (known.includes(name)) faults.set(name, [...(faults.get(name) ?? []), message ?? code])
    else hasPlaces = false
  }
  form.setFields([...faults].map(([name, errors]) => ({ name, errors })))
  return hasPlaces
}
