// Essential inputs from a matrix between industry classes, instead of the needs of the chain maps.
import { type ChainNode, type SectorFirm, type Sectors, sectorNames } from './chain-sectors.ts'

export type EssentialMatrix = {
  /** Sectors of the matrix; the last one is that of firms whose sector is unknown. */
  readonly sectors: readonly string[]
  /** A row for each supplying sector, a digit for each buying one: 2 essential, 1 non-essential, 0 none. */
  readonly essential: readonly string[]
  /** From GB/T 4754-2017 codes, the longest that fits, to sectors of the matrix. */
  readonly classes: readonly { readonly gbt: string; readonly nace: string }[]
}

/** The sector of the matrix for a GB/T 4754 code; null where none is listed for it or for what it belongs to. */
export function matrixSectorOf({ classes }: EssentialMatrix, code: string): string | null {
  const digits = code.replace(/^[A-T](?=\d)/, '')
  let best: { gbt: string; nace: string } | null = null
  for (const one of classes)
    if (digits.startsWith(one.gbt) && one.gbt.length > (best?.gbt.length ?? 0)) best = one
  return best?.nace ?? null
}

/** What most of some votes say; the first in order where several have as many. */
function mostOf(votes: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1)
  const [best] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return best?.[0] ?? null
}

/**
 * Sectors as by the chain maps (node, else class), and E between them by the matrix. A class is in the matrix what its code
 * says; a node what most of its firms' codes say, else most of the classes that the map gives it; a sector that is neither
 * is the matrix's unknown one.
 *
 * @returns also how many firms have a sector that the matrix knows
 */
export function matrixSectors(
  firms: readonly SectorFirm[],
  nodes: readonly ChainNode[],
  matrix: EssentialMatrix,
): Sectors & { readonly mappedFirms: number } {
  const { names, ofFirm } = sectorNames(firms, nodes)
  const votes = names.map((): string[] => [])
  firms.forEach(({ industryCode }, i) => {
    const sector = industryCode ? matrixSectorOf(matrix, industryCode) : null
    if (sector !== null) votes[ofFirm[i]!]!.push(sector)
  })
  const byNode = new Map(nodes.map(({ nodeId, classes }) => [`node:${nodeId}`, classes]))
  const ofMap = (name: string) =>
    mostOf((byNode.get(name) ?? []).flatMap((code) => matrixSectorOf(matrix, code) ?? []))
  const sectors = names.map((name, k) =>
    name.startsWith('node:') ? (mostOf(votes[k]!) ?? ofMap(name)) : mostOf(votes[k]!),
  )
  const places = new Map(matrix.sectors.map((sector, k) => [sector, k]))
  const at = sectors.map((sector) => (sector === null ? matrix.sectors.length - 1 : places.get(sector)!))
  const essential = new Uint8Array(names.length ** 2)
  at.forEach((from, k) => {
    const row = matrix.essential[from]!
    at.forEach((to, l) => {
      essential[k * names.length + l] = Number(row[to])
    })
  })
  return { names, ofFirm, essential, mappedFirms: ofFirm.filter((k) => sectors[k] !== null).length }
}
