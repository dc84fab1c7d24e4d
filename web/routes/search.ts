/** What stands behind the question mark of an address, read safely: anybody can write there. */

/** A text that is not empty. */
export const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** Digits: the router reads them as a number where a text was written. */
export const digitsOf = (value: unknown) => (typeof value === 'number' ? String(value) : text(value))
