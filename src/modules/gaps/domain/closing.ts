import type { Event } from '../../../engines/workflow/index.ts'

/** What shows that a gap is closed, as far as it matters for closing. */
export type Shown = {
  /** ISO day from which it shows it. */
  readonly shownOn: string
  /** The account that recorded it; null: the program, or not kept. */
  readonly recordedById: bigint | null
}
type Person = { readonly id: bigint | null; readonly name: string }

/** Whether evidence says anything about a gap: it is not older than the day on which the gap was found. */
export const countsFor = (foundOn: string, { shownOn }: Pick<Shown, 'shownOn'>): boolean => shownOn >= foundOn

/** Who asked last to close: the account where it is kept, else the name that the history bears. */
export function askedBy(history: readonly Event[], accountId: bigint | null): Person | null {
  const asked = history.findLast((event) => event.kind === 'acted' && event.action === 'prove')
  return asked ? { id: accountId, name: asked.actor } : null
}

/**
 * Why a person may not close a gap though evidence is there; null when they may. Closing needs a second pair of eyes: not
 * whoever asked to close, and at least one piece of counting evidence that somebody else recorded.
 */
export function whyNotClose(
  closer: Person,
  { asked, foundOn, evidence }: { asked: Person | null; foundOn: string; evidence: readonly Shown[] },
): 'same_person' | 'own_evidence_only' | null {
  const isSame = asked !== null && (asked.id === null ? asked.name === closer.name : asked.id === closer.id)
  if (isSame) return 'same_person'
  const counting = evidence.filter((one) => countsFor(foundOn, one))
  const isOwn = ({ recordedById }: Shown) => recordedById !== null && recordedById === closer.id
  return counting.length > 0 && counting.every(isOwn) ? 'own_evidence_only' : null
}
