/** Names that a field holds, one a line or parted by 、. */
export const linesOf = (text: string): string[] =>
  text
    .split(/[\n、]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What a deadline's field says: a day is a day; anything else goes to the server as written, which finds its last day. */
export function dueOf(text: string): { dueWritten: string | null; dueDate: string | null } {
  const written = text.trim()
  if (written === '') return { dueWritten: null, dueDate: null }
  return { dueWritten: written, dueDate: /^\d{4}-\d{2}-\d{2}$/.test(written) ? written : null }
}

/** The page of this house that a pasted address opens; null for an address elsewhere, '' where none is given. */
export function pathOf(address: string, origin: string): string | null {
  const text = address.trim()
  if (text === '') return ''
  const own = text.startsWith(`${origin}/`) ? text.slice(origin.length) : text
  return /^\/[^/\s]\S{0,300}$/.test(own) ? own : null
}
