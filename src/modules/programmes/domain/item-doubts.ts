import type { Span, Uncertain } from '../../../engines/documents/index.ts'
import type { ItemContent, ItemKind } from '../model.ts'

const overlaps = (a: Span, b: Span) => a[0] < b[1] && b[0] < a[1]

type Asked = {
  kind: ItemKind
  content: ItemContent
  span: Span | null
  uncertain: readonly Uncertain[]
  isInConflict: boolean
}

/**
 * What a person should look at before accepting an item, as codes of this room's words, worst first: guessed
 * characters in its text, a conflict with another place, nobody in charge, no date, a long-term date.
 */
export function doubtsOf({ kind, content, span, uncertain, isInConflict }: Asked): string[] {
  const doubts: string[] = []
  if (span !== null && uncertain.some((guess) => overlaps(guess.span, span)))
    doubts.push('guessed_characters')
  if (isInConflict) doubts.push('conflict')
  const units = 'leads' in content ? content.leads : 'units' in content ? content.units : null
  if (units !== null && units.length === 0) doubts.push('no_unit')
  if ('dueWritten' in content) {
    if (content.dueWritten === null) doubts.push('no_date')
    else if ('dueDate' in content && content.dueDate === null) doubts.push('no_last_day')
  }
  return kind === 'subsidy' ? doubts.filter((doubt) => doubt !== 'no_date') : doubts
}
