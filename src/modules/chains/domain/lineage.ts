import type { Lineage } from '../model.ts'

/** An entry of one edition of the catalogue. */
export type Entry = { readonly edition: string; readonly chain: string }
export type LineLink = Lineage['links'][number] & { readonly fromEdition: string; readonly toEdition: string }
export type Line = { readonly entries: readonly Entry[]; readonly links: readonly LineLink[] }

const nameOf = ({ edition, chain }: Entry): string => `${edition}/${chain}`

/**
 * Where an entry came from and what became of it: all entries that lead to it, and all it leads to. Siblings are left
 * out: of an industry that split, only the part asked for is followed.
 */
export function lineOf(start: Entry, lineages: readonly Lineage[]): Line {
  const all = lineages.flatMap(({ fromEdition, toEdition, links }) =>
    links.map((link) => ({ ...link, fromEdition, toEdition })),
  )
  const back = follow(start, all, (link) => [toOf(link), fromOf(link)])
  const forth = follow(start, all, (link) => [fromOf(link), toOf(link)])
  const links = all.filter((link) => back.links.has(link) || forth.links.has(link))
  const entries = new Map([start, ...back.entries, ...forth.entries].map((entry) => [nameOf(entry), entry]))
  return { entries: [...entries.values()], links }
}

const fromOf = (link: LineLink): Entry => ({ edition: link.fromEdition, chain: link.from })
const toOf = (link: LineLink): Entry => ({ edition: link.toEdition, chain: link.to })

function follow(
  start: Entry,
  all: readonly LineLink[],
  ends: (link: LineLink) => [near: Entry, far: Entry],
): { entries: Entry[]; links: Set<LineLink> } {
  const links = new Set<LineLink>()
  const entries = [start]
  const seen = new Set([nameOf(start)])
  for (let at = 0; at < entries.length; at++) {
    for (const link of all) {
      const [near, far] = ends(link)
      if (nameOf(near) !== nameOf(entries[at]!)) continue
      links.add(link)
      if (!seen.has(nameOf(far))) entries.push(far)
      seen.add(nameOf(far))
    }
  }
  return { entries, links }
}
