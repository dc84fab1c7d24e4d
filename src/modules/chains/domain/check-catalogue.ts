import { faultIn, findRepeatedIds, firstDayOf, type Located, type PackFault } from '../model/shared.ts'
import type { Edition, Grouping, Lineage, OrganisationFile, RoleFile } from '../model.ts'

type Editions = readonly Located<Edition>[]
const chainIdsOf = (editions: Editions): Set<string> =>
  new Set(editions.flatMap(({ doc }) => doc.chains.map(({ id }) => id)))

function unknownChain(
  file: string,
  path: (string | number)[],
  chain: string,
  known: ReadonlySet<string>,
): PackFault[] {
  if (known.has(chain)) return []
  const zh = `目录里没有产业链 ${chain}。请改正编号，或把它加进 catalogue/。`
  return [faultIn(file)(path, zh, `No catalogue has a chain ${chain}. Mend the id, or add it to catalogue/.`)]
}

/**
 * Faults of the editions of a catalogue: ids given twice, maps that nobody drew, more or fewer names than counted.
 *
 * @param mapIds maps of the packs read so far; one that is said to stand in another pack is judged when that pack is there
 */
export function checkEditions(editions: Editions, mapIds: ReadonlySet<string>): PackFault[] {
  return [...findRepeatedIds(editions), ...editions.flatMap((edition) => checkEdition(edition, mapIds))]
}

function checkEdition({ file, doc }: Located<Edition>, mapIds: ReadonlySet<string>): PackFault[] {
  const fault = faultIn(file)
  const faults: PackFault[] = []
  const seen = new Set<string>()
  doc.chains.forEach(({ id, map }, index) => {
    if (seen.has(id))
      faults.push(fault(['chains', index, 'id'], `产业链 ${id} 重复。`, `The chain ${id} stands twice.`))
    seen.add(id)
    if (typeof map === 'string' && !mapIds.has(map))
      faults.push(
        fault(
          ['chains', index, 'map'],
          `没有图谱 ${map}。还没有绘制的写 map: null；在别的城市包里的写 map: { pack: 包名, id: ${map} }。`,
          `There is no map ${map}. Write map: null where none is drawn, map: { pack: its pack, id: ${map} } where another pack has it.`,
        ),
      )
  })
  return [...faults, ...checkCount({ file, doc })]
}

/** What is not named must be said; what is named cannot be more than the source counts. */
function checkCount({ file, doc }: Located<Edition>): PackFault[] {
  const { statedCount, unnamed, chains } = doc
  const fault = faultIn(file)
  if (statedCount !== null && chains.length > statedCount) {
    const zh = `来源说有 ${statedCount} 条，这里写了 ${chains.length} 条。`
    return [fault(['chains'], zh, `The source counts ${statedCount}, here stand ${chains.length}.`)]
  }
  if (statedCount !== null && chains.length < statedCount && !unnamed) {
    const zh = `来源说有 ${statedCount} 条，只写了 ${chains.length} 条；请在 unnamed 里说明其余没有点名。`
    const en = `The source counts ${statedCount}, ${chains.length} are named; say so in unnamed.`
    return [fault(['statedCount'], zh, en)]
  }
  return []
}

/** Roles of chains that no edition holds, and ends before their beginnings. */
export function checkRoles(files: readonly Located<RoleFile>[], editions: Editions): PackFault[] {
  const chains = chainIdsOf(editions)
  return [
    ...findRepeatedIds(files),
    ...files.flatMap(({ file, doc }) =>
      doc.roles.flatMap(({ chain, validFrom, validTo }, index) => {
        const unknown = unknownChain(file, ['roles', index, 'chain'], chain, chains)
        if (validTo === null || firstDayOf(validTo) > firstDayOf(validFrom)) return unknown
        const zh = `终止 ${validTo} 不晚于起始 ${validFrom}。validTo 写不再有效的第一天。`
        const en = `The end ${validTo} is not after ${validFrom}. validTo is the first day on which it no longer holds.`
        return [...unknown, faultIn(file)(['roles', index, 'validTo'], zh, en)]
      }),
    ),
  ]
}

/** Clusters and programmes with members that no edition holds. */
export function checkGroupings(groupings: readonly Located<Grouping>[], editions: Editions): PackFault[] {
  const chains = chainIdsOf(editions)
  return [
    ...findRepeatedIds(groupings),
    ...groupings.flatMap(({ file, doc }) =>
      doc.members.flatMap(({ chain }, index) =>
        chain === null ? [] : unknownChain(file, ['members', index, 'chain'], chain, chains),
      ),
    ),
  ]
}

/** Links between editions, or entries of them, that do not exist. */
export function checkLineages(lineages: readonly Located<Lineage>[], editions: Editions): PackFault[] {
  return [...findRepeatedIds(lineages), ...lineages.flatMap((lineage) => checkLineage(lineage, editions))]
}

function checkLineage({ file, doc }: Located<Lineage>, editions: Editions): PackFault[] {
  const find = (id: string) => editions.find((edition) => edition.doc.id === id)?.doc
  const fault = faultIn(file)
  const sides = { from: find(doc.fromEdition), to: find(doc.toEdition) }
  const missing = (['from', 'to'] as const).flatMap((side) => {
    const key = `${side}Edition` as const
    if (sides[side]) return []
    return [fault([key], `没有目录版本 ${doc[key]}。`, `There is no edition ${doc[key]}.`)]
  })
  const entries = [
    ...doc.links.flatMap(({ from, to }, index) => [
      { side: 'from' as const, id: from, path: ['links', index, 'from'] },
      { side: 'to' as const, id: to, path: ['links', index, 'to'] },
    ]),
    ...doc.unmatched.map(({ side, chain }, index) => ({
      side,
      id: chain,
      path: ['unmatched', index, 'chain'],
    })),
  ]
  const strangers = entries.flatMap(({ side, id, path }) => {
    const edition = sides[side]
    if (!edition || edition.chains.some((chain) => chain.id === id)) return []
    return [fault(path, `目录版本 ${edition.id} 里没有 ${id}。`, `The edition ${edition.id} has no ${id}.`)]
  })
  return [...missing, ...strangers]
}

/** Organisations given twice, or with a part in a chain that no edition holds. */
export function checkOrganisations(
  files: readonly Located<OrganisationFile>[],
  editions: Editions,
): PackFault[] {
  const chains = chainIdsOf(editions)
  const seen = new Set<string>()
  const faults = files.flatMap(({ file, doc }) =>
    doc.organisations.flatMap(({ id, roles }, index) => {
      const at = ['organisations', index]
      const repeated = seen.has(id)
        ? [faultIn(file)([...at, 'id'], `组织编号 ${id} 重复。`, `The organisation ${id} stands twice.`)]
        : []
      seen.add(id)
      const unknown = roles.flatMap(({ chain }, role) =>
        unknownChain(file, [...at, 'roles', role, 'chain'], chain, chains),
      )
      return [...repeated, ...unknown]
    }),
  )
  return [...findRepeatedIds(files), ...faults]
}
