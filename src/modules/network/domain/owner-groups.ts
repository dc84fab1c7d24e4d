/** How many independent owners stand behind some firms. */
export type OwnerGroups = {
  /** Independent groups that are known: firms of one group count once. */
  readonly groups: number
  /** Firms whose group is unknown; each may be independent or belong to a group already counted. */
  readonly groupUnknown: number
}

/** Counts firms by owner group; `groupKey` null means that nobody knows to whom the firm belongs. */
export function countOwnerGroups(firms: Iterable<{ readonly groupKey: string | null }>): OwnerGroups {
  const groups = new Set<string>()
  let groupUnknown = 0
  for (const { groupKey } of firms) {
    if (groupKey === null) groupUnknown++
    else groups.add(groupKey)
  }
  return { groups: groups.size, groupUnknown }
}
