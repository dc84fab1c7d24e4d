import { type Context, disclosable } from '../../access/index.ts'
import { listChainParties, listChains, listChainTiers } from '../../chains/index.ts'
import { listTitleLists, listTitles, loadFactsOfFirms } from '../../registry/index.ts'
import { type BoughtFrom, type DrivingStrength, drivingStrength } from '../domain/driving-strength.ts'
import { type IndexOfFirm, internationalisation } from '../domain/internationalisation.ts'
import {
  chainStructure,
  emergingShare,
  type StructureFigure,
  type StructureFirm,
} from '../domain/structure.ts'
import type { CityRules } from '../model.ts'
import { findRules } from '../queries/rules.ts'
import { listChainFirms } from '../queries/structure.ts'
import { type CitySourcing, sourcingOfCity } from './local-sourcing.ts'
import { loadPicture } from './picture.ts'

export type StructureScope = { readonly city: string; readonly dataset: 'held' | 'demo'; readonly on: string }
export type Leading = {
  readonly id: string
  readonly name: string
  readonly year: number | null
  readonly bought: readonly BoughtFrom[]
  readonly strength: DrivingStrength
  readonly index: IndexOfFirm | null
}
export type ChainGround = {
  readonly id: string
  readonly name: { zh: string; en: string }
  readonly firms: readonly StructureFirm[]
  readonly figures: readonly StructureFigure[]
  readonly leading: readonly Leading[]
}
export type StructureGround = {
  readonly rules: CityRules | undefined
  readonly chains: readonly ChainGround[]
  readonly city: StructureFigure
  readonly nameOf: ReadonlyMap<string, string>
}

type Facts = {
  readonly rowOf: ReadonlyMap<string, number>
  readonly figureOf: (id: string, name: string) => number | null
}

const ownFacts = [
  ['revenue', 'money'],
  ['rd', 'money'],
] as const

/** The figures that the rules and the structure ask for, of all firms of the city. */
async function loadFigures(
  ctx: Context,
  { city, dataset, on }: StructureScope,
  rules: CityRules | undefined,
) {
  const parts = rules?.internationalisation.parts.flatMap(({ abroad, all }) => [abroad, all]) ?? []
  const names = new Map<string, 'money' | 'count'>(ownFacts)
  for (const name of parts) names.set(name, name.endsWith('employees') ? 'count' : 'money')
  const facts = new Map(
    [...names].map(([name, type]) => [name, { label: name, type }]),
  ) as unknown as Parameters<typeof loadFactsOfFirms>[1]['facts']
  const { table, firms } = await loadFactsOfFirms(ctx, { dataset, cityCode: city, facts, on })
  const rowOf = new Map(table.ids.map((id, row) => [id, row]))
  const figureOf: Facts['figureOf'] = (id, name) => {
    const column = table.columns.get(name)
    const row = rowOf.get(id)
    if (row === undefined || column?.kind !== 'number') return null
    const value = column.values[row]!
    return Number.isNaN(value) ? null : value
  }
  return { firms, facts: { rowOf, figureOf } }
}

/** Codes of titles in force by firm, and whether a list says that it holds all holders. */
async function loadTitles(ctx: Context, { city, dataset, on }: StructureScope) {
  const held = new Map<string, Set<string>>()
  for (const { organisationId, kindCode, status } of await listTitles(ctx, { dataset, cityCode: city, on }))
    if (kindCode !== null && status === 'held')
      held.set(organisationId, (held.get(organisationId) ?? new Set()).add(kindCode))
  const lists = await listTitleLists(ctx, { dataset, cityCode: city, on })
  const complete = new Set(lists.flatMap(({ kindCode, isComplete }) => (isComplete ? [kindCode] : [])))
  return {
    held,
    isListComplete: (titles: readonly string[]) =>
      complete.has(null) || titles.every((one) => complete.has(one)),
  }
}

/** Who leads a chain: its 链主 of the day, and whom a source names as its main-engine or leading firm. */
async function listLeading(
  ctx: Context,
  { city, dataset, on }: StructureScope,
  chainId: string,
): Promise<string[]> {
  const { tiers } = await listChainTiers(ctx, { chainId, dataset, on })
  const masters =
    tiers.find(({ role }) => role === 'master')?.holders.map(({ organisationId }) => organisationId) ?? []
  const parties = dataset === 'demo' ? [] : await listChainParties(ctx, { chainId, city })
  const named = parties.flatMap(({ role, organisationId }) =>
    (role === 'main_engine' || role === 'leading') && organisationId !== null ? [organisationId] : [],
  )
  return [...new Set([...masters, ...named])]
}

function leadingOf(id: string, sourcing: CitySourcing, facts: Facts, rules: CityRules | undefined): Leading {
  const { organisations, years } = sourcing.picture
  const own = years.get(id) ?? []
  const bought = own.map(({ supplierId, amountFen }): BoughtFrom => {
    const supplier = supplierId === null ? undefined : organisations.get(supplierId)
    const isLocal = supplierId === null ? null : sourcing.inside(supplierId)
    // A supplier known by the city in its name only is placed, but nobody can say that it is one firm.
    return {
      supplierId: supplier ? supplierId : null,
      groupKey: supplier?.groupKey ?? null,
      isLocal,
      amountFen,
    }
  })
  return {
    ...{ id, name: organisations.get(id)?.name ?? id, year: own[0]?.year ?? null, bought },
    strength: drivingStrength(bought),
    index: rules
      ? internationalisation(rules.internationalisation, (name) => facts.figureOf(id, name))
      : null,
  }
}

/** All that the structure of a city's chains is counted from. Read as the program: its figures leave by the rules. */
export async function loadStructure(ctx: Context, scope: StructureScope): Promise<StructureGround> {
  const rules = await findRules(ctx.db, scope.city)
  const { firms: lines, facts } = await loadFigures(ctx, scope, rules)
  const titles = await loadTitles(ctx, scope)
  const standing = await listChainFirms(ctx.db, scope)
  const firmOf = new Map(
    lines.map((line): [string, StructureFirm] => {
      const id = String(line.id)
      const figures = { revenueFen: facts.figureOf(id, 'revenue'), rdFen: facts.figureOf(id, 'rd') }
      const { name, sizeClass, industryCode } = line
      return [
        id,
        {
          id,
          name,
          sizeClass,
          industryCode,
          segments: [],
          titles: titles.held.get(id) ?? new Set(),
          ...figures,
        },
      ]
    }),
  )
  const city = [...firmOf.values()]
  const sourcing = sourcingOfCity(await loadPicture(ctx, scope.dataset), scope.city, 'city')
  const byChain = new Map<string, StructureFirm[]>()
  for (const { chain, organisationId, segments } of standing) {
    const firm = firmOf.get(organisationId)
    if (firm) byChain.set(chain, [...(byChain.get(chain) ?? []), { ...firm, segments }])
  }
  const chains: ChainGround[] = []
  for (const { id, name } of (await listChains(ctx, { city: scope.city, on: scope.on })).chains) {
    const firms = byChain.get(id) ?? []
    const asked = { firms, rules: rules?.structure, isListComplete: titles.isListComplete }
    const leading = (await listLeading(ctx, scope, id)).map((firm) => leadingOf(firm, sourcing, facts, rules))
    chains.push({ id, name, firms, figures: chainStructure(asked, city), leading })
  }
  const nameOf = new Map(city.map(({ id, name }) => [id, name]))
  return { rules, chains, city: emergingShare(byChain, rules?.structure.emergingChains), nameOf }
}

/** Whether a figure may leave: public, or safe on each of its bases. */
export const isOpen = ({ cells }: Pick<StructureFigure, 'cells'>): boolean =>
  cells.every((cell) => disclosable([cell]).size === 1)
