export type LogFields = Readonly<Record<string, unknown>>

type Level = 'info' | 'warn' | 'error'

function write(level: Level, event: string, fields: LogFields): void {
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }, writable)
  process.stderr.write(`${line}\n`)
}

/** Errors with their stack and cause; whole numbers of any size. */
function writable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (!(value instanceof Error)) return value
  const { name, message, stack, cause } = value
  return { ...value, name, message, stack, ...(cause === undefined ? {} : { cause }) }
}

/** One JSON object a line on standard error: `at` (instant), `level`, `event` (area.what_happened), then its fields. */
export const log = {
  info: (event: string, fields: LogFields = {}): void => write('info', event, fields),
  warn: (event: string, fields: LogFields = {}): void => write('warn', event, fields),
  error: (event: string, fields: LogFields = {}): void => write('error', event, fields),
}
