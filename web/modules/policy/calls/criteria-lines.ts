import type { NewCall } from './api.ts'

/** Criteria one a line, `团队 40`; the first line that has no name and points is told. */
export function readCriteria(text: string): NewCall['criteria'] | { line: number } {
  const criteria: NewCall['criteria'] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const match = /^(.+?)[\s,，:：]+(\d{1,4})\s*(?:分|points)?$/.exec(line.trim())
    if (!match || match[1]!.length > 100 || Number(match[2]) < 1 || Number(match[2]) > 1000)
      return { line: i + 1 }
    criteria.push({ id: `c${criteria.length + 1}`, label: match[1]!.trim(), max: Number(match[2]) })
  }
  return criteria.length === 0 ? { line: 1 } : criteria
}
