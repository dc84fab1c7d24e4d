/** What is stated in an application by key, at one moment. */
export type Snapshot = Readonly<Record<string, string | null>>
export type Reason = { readonly item: string; readonly text: string }

/**
 * The reasons that were known at an earlier return: about an item that stands as it stood then. 一次性告知: whoever
 * returns an application tells everything at once, so what could have been told then is no reason for another return
 * (国务院令第722号《优化营商环境条例》). What was told and not mended leads to a refusal, not to another round.
 *
 * @param now     the items as they stand; a document counts as its own item with its latest digest
 * @param earlier the items as they stood at each earlier return, oldest first; none: everything may be told
 */
export function knownBefore(
  reasons: readonly Reason[],
  now: Snapshot,
  earlier: readonly Snapshot[],
): Reason[] {
  const last = earlier.at(-1)
  if (!last) return []
  return reasons.filter(({ item }) => (now[item] ?? null) === (last[item] ?? null))
}

/** Reasons of several departments as one list: the same words about the same item stand once. */
export function joinReasons(lists: readonly (readonly Reason[])[]): Reason[] {
  const seen = new Map<string, Reason>()
  for (const reason of lists.flat()) seen.set(`${reason.item}\u0000${reason.text}`, reason)
  return [...seen.values()]
}
