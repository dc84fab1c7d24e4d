import { faultIn, findRepeatedIds, type Located, type PackFault } from '../../indicators/index.ts'
import type { Edition, Grouping, Lineage, OrganisationFile, RoleFile } from '../model.ts'

/** Everything of a city's catalogue, as it stands in the pack. */
export type Catalogue = {
  readonly editions: readonly Located<Edition>[]
  readonly roles: readonly Located<RoleFile>[]
  readonly groupings: readonly Located<Grouping>[]
  readonly lineages: readonly Located<Lineage>[]
  readonly organisations: readonly Located<OrganisationFile>[]
  readonly mapIds: ReadonlySet<string>
}

/** Faults between the files of a catalogue: ids given twice, entries nobody holds, more names than the source counts. */
export function checkCatalogue(catalogue: Catalogue): PackFault[] {
  const chains = new Set(catalogue.editions.flatMap(({ doc }) => doc.chains.map(({ id }) => id)))
  return [
    ...findRepeatedIds(catalogue.editions),
    ...findRepeatedIds(catalogue.groupings),
    ...findRepeatedIds(catalogue.lineages),
    ...findRepeatedIds(catalogue.roles),
    ...catalogue.editions.flatMap((edition) => checkEdition(edition, catalogue.mapIds)),
    ...catalogue.roles.flatMap(({ file, doc }) =>
      doc.roles.flatMap(({ chain }, index) => unknownChain(file, ['roles', index, 'chain'], chain, chains)),
    ),
    ...catalogue.groupings.flatMap(({ file, doc }) =>
      doc.members.flatMap(({ chain }, index) =>
        chain === null ? [] : unknownChain(file, ['members', index, 'chain'], chain, chains),
      ),
    ),
    ...catalogue.lineages.flatMap((lineage) => checkLineage(lineage, catalogue.editions)),
    ...checkOrganisations(catalogue.organisations, chains),
  ]
}

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

function checkEdition({ file, doc }: Located<Edition>, mapIds: ReadonlySet<string>): PackFault[] {
  const fault = faultIn(file)
  const faults: PackFault[] = []
  const seen = new Set<string>()
  doc.chains.forEach(({ id, map }, index) => {
    if (seen.has(id))
      faults.push(fault(['chains', index, 'id'], `产业链 ${id} 重复。`, `The chain ${id} stands twice.`))
    seen.add(id)
    if (map !== null && !mapIds.has(map))
      faults.push(
        fault(
          ['chains', index, 'map'],
          `没有图谱 ${map}。还没有绘制的写 map: null。`,
          `There is no map ${map}. Write map: null where none is drawn yet.`,
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

function checkLineage({ file, doc }: Located<Lineage>, editions: readonly Located<Edition>[]): PackFault[] {
  const find = (id: string) => editions.find((edition) => edition.doc.id === id)?.doc
  const fault = faultIn(file)
  const faults: PackFault[] = []
  const sides = { from: find(doc.fromEdition), to: find(doc.toEdition) }
  for (const side of ['from', 'to'] as const) {
    const key = `${side}Edition` as const
    if (!sides[side])
      faults.push(fault([key], `没有目录版本 ${doc[key]}。`, `There is no edition ${doc[key]}.`))
  }
  const has = (side: 'from' | 'to', id: string) =>
    sides[side] === undefined || sides[side].chains.some((chain) => chain.id === id)
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
  for (const { side, id, path } of entries) {
    if (has(side, id)) continue
    const edition = doc[`${side}Edition`]
    faults.push(fault(path, `目录版本 ${edition} 里没有 ${id}。`, `The edition ${edition} has no ${id}.`))
  }
  return faults
}

function checkOrganisations(
  files: readonly Located<OrganisationFile>[],
  chains: ReadonlySet<string>,
): PackFault[] {
  const seen = new Set<string>()
  return files.flatMap(({ file, doc }) =>
    doc.organisations.flatMap(({ id, roles }, index) => {
      const at = ['organisations', index]
      const repeated = seen.has(id)
        ? [faultIn(file)([...at, 'id'], `组织编号 ${id} 重复。`, `The organisation ${id} stands twice.`)]
        : []
      seen.add(id)
      return [
        ...repeated,
        ...roles.flatMap(({ chain }, role) =>
          unknownChain(file, [...at, 'roles', role, 'chain'], chain, chains),
        ),
      ]
    }),
  )
}
