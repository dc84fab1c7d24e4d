import { chinaDay } from '../../../kernel/china-day.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import {
  type ComputedValue,
  type IndicatorSource,
  listTargets,
  type TargetAnswer,
} from '../../indicators/index.ts'
import { countProjects, listProjects } from '../../registry/index.ts'
import { countFunnel } from '../domain/funnel.ts'
import { leadCycle } from '../domain/lead-life.ts'
import { type Attracted, type AttractedQuery, type Funnel, type FunnelQuery, lostReasons } from '../model.ts'
import { type HeldLead, hasLeads, listLeads } from '../queries/leads.ts'
import { loadChainNames } from './chain-names.ts'
import { passedStates } from './lead-list.ts'

/** The sum of the amounts that are known; null where there are leads and of none is it known. */
function sumFen(leads: readonly HeldLead[]): string | null {
  const known = leads.flatMap(({ investmentFen }) => investmentFen ?? [])
  if (known.length === 0 && leads.length > 0) return null
  return String(known.reduce((sum, fen) => sum + fen, 0n))
}

/** How many leads came how far, and why others were lost (row C18). */
export async function getFunnel(ctx: Context, query: FunnelQuery): Promise<Funnel> {
  requirePermission(ctx.actor, 'leads.read', query.city)
  const all = await listLeads(ctx.db, { dataset: query.dataset, cityCode: query.city })
  const isIn = ({ createdAt }: HeldLead) => {
    const day = chinaDay(createdAt)
    return (query.from === undefined || day >= query.from) && (query.to === undefined || day <= query.to)
  }
  const rows = all.filter(isIn)
  const steps = countFunnel(
    rows.map(({ state, size, history }) => ({ state, size, passed: passedStates(history) })),
  )
  const signed = rows.filter(({ state }) => state === 'signed' || state === 'landed')
  return {
    asOf: chinaDay(ctx.now),
    total: rows.length,
    steps: steps.map((step) => ({ ...step, name: leadCycle.states[step.state].title[ctx.lang] })),
    lost: lostReasons.flatMap((reason) => {
      const count = rows.filter(({ lostReason }) => lostReason === reason).length
      return count === 0 ? [] : [{ reason, name: translate(ctx.lang, `atlas.lost.${reason}`), count }]
    }),
    signedFen: sumFen(signed),
    signedUnknown: signed.filter(({ investmentFen }) => investmentFen === null).length,
  }
}

const suppliersAttracted = 'suppliers-attracted'
const projectsCompleted = 'projects-completed'

const tellTarget = ({ id, row, comparator, value, unit, dueDate, source }: TargetAnswer) => ({
  ...{ id, row, comparator, unit, due: dueDate },
  value: Array.isArray(value) ? value.join('–') : String(value),
  source: [source.document, source.place].filter(Boolean).join(' · '),
})

/** Things by a key, most first. */
function groupBy<T, K extends string | null>(items: readonly T[], keyOf: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups].sort(([, a], [, b]) => b.length - a.length)
}

/** Suppliers that landed and major projects that were completed on some days, by chain, beside the city's targets (rows C09, C10). */
export async function getAttracted(ctx: Context, query: AttractedQuery): Promise<Attracted> {
  requirePermission(ctx.actor, 'leads.read', query.city)
  const { city, dataset, from, to } = query
  const names = await loadChainNames(ctx, city)
  const { targets } = await listTargets(ctx, city)
  const targetsOf = (indicator: string) =>
    targets.filter((one) => one.indicator === indicator).map(tellTarget)
  const landed = (await listLeads(ctx.db, { dataset, cityCode: city })).filter(
    ({ kind, landedOn }) => kind === 'supplier' && landedOn !== null && landedOn >= from && landedOn <= to,
  )
  const counted = await countProjects(ctx, query)
  const { items: projects } = await listProjects(ctx, { city, dataset, limit: 5000 })
  const chainOf = new Map(projects.map(({ id, chainId }) => [id, chainId]))
  return {
    ...{ asOf: chinaDay(ctx.now), from, to },
    suppliers: {
      count: landed.length,
      definition: translate(ctx.lang, 'atlas.suppliers_definition'),
      targets: targetsOf(suppliersAttracted),
      byChain: groupBy(landed, ({ chainId }) => chainId).map(([chainId, own]) => ({
        chain: names.of(chainId, null).chain,
        count: own.length,
        bySegment: groupBy(own, ({ segmentId }) => segmentId).map(([, some]) => ({
          segment: names.of(chainId, some[0]!.nodeId).segment,
          count: some.length,
        })),
      })),
      leads: landed.map(({ id, firmName, landedOn }) => ({ id: String(id), firmName, landedOn: landedOn! })),
    },
    projects: {
      ...{ count: counted.completedMajor, undated: counted.undated, unclassified: counted.unclassified },
      definition: counted.definition[ctx.lang],
      targets: targetsOf(projectsCompleted),
      byChain: groupBy(counted.projects, ({ id }) => chainOf.get(id) ?? null).map(([chainId, own]) => ({
        chain: names.of(chainId, null).chain,
        count: own.length,
      })),
      items: counted.projects.map(({ id, name, completed }) => ({ id, name, completed })),
    },
  }
}

/** Targets count from the first day of the year before their last one: "within two years" (L17, L18). */
export const periodOf = (onDate: string): { from: string; to: string } => ({
  from: `${Number(onDate.slice(0, 4)) - 1}-01-01`,
  to: onDate,
})

type Counted = { count: number | null; coverageRatio: number | null }
type Dimension = ComputedValue['dimension']

const computed = (
  indicator: string,
  dimension: Dimension,
  { count, coverageRatio }: Counted,
  onDate: string,
): ComputedValue => {
  const value = count === null ? null : String(count)
  return {
    ...{ indicator, definitionVersion: 1, dimension, asOf: onDate, value, coverageRatio },
    openPath: '/leads/results',
    inputs: [{ name: 'count', value, unit: indicator === suppliersAttracted ? '家' : '个' }],
    ...(count === null ? { unknownBecause: whyUnknown[indicator] } : {}),
  }
}

const whyUnknown: Readonly<Record<string, ComputedValue['unknownBecause']>> = {
  [suppliersAttracted]: {
    zh: '还没有登记过招商线索：在“招商线索”里登记后才数得出。',
    en: 'No lead was ever recorded: it can be counted once leads are.',
  },
  [projectsCompleted]: {
    zh: '项目库还是空的：在“重点项目”里登记后才数得出。',
    en: 'The library of projects is empty: it can be counted once projects are recorded.',
  },
}

/** Projects of whom it is known whether they count, over all that might: those undated and those not said to be major are not. */
function coverageOf({ count, undated, unclassified }: Attracted['projects']): number {
  const all = count + undated + unclassified
  return all === 0 ? 1 : count / all
}

/** Counts by city and chain; unknown, which is no 0, where nothing was ever recorded. */
function countsOf(
  indicator: string,
  city: Dimension,
  whole: Counted,
  { byChain, onDate }: { byChain: Attracted['projects']['byChain']; onDate: string },
): ComputedValue[] {
  return [
    computed(indicator, city, whole, onDate),
    ...byChain.flatMap(({ chain, count }) =>
      chain
        ? [
            computed(
              indicator,
              { kind: 'chain', id: chain.id },
              { count, coverageRatio: whole.coverageRatio },
              onDate,
            ),
          ]
        : [],
    ),
  ]
}

/** What this room counts for the indicators of L17 and L18: the two years up to the day, by city and chain. */
export const atlasIndicatorSource: IndicatorSource = {
  room: 'atlas',
  indicators: [suppliersAttracted, projectsCompleted],
  async compute(ctx, { cityCode, dataset, onDate }) {
    const { suppliers, projects } = await getAttracted(ctx, {
      ...{ city: cityCode, dataset, ...periodOf(onDate) },
    })
    const hasAnyLead = await hasLeads(ctx.db, dataset, cityCode)
    const { total } = await listProjects(ctx, { city: cityCode, dataset, limit: 1 })
    const city = { kind: 'city' as const, id: cityCode }
    const ofSuppliers = hasAnyLead
      ? { count: suppliers.count, coverageRatio: 1 }
      : { count: null, coverageRatio: null }
    const ofProjects =
      total > 0
        ? { count: projects.count, coverageRatio: coverageOf(projects) }
        : { count: null, coverageRatio: null }
    return [
      ...countsOf(suppliersAttracted, city, ofSuppliers, { byChain: suppliers.byChain, onDate }),
      ...countsOf(projectsCompleted, city, ofProjects, { byChain: projects.byChain, onDate }),
    ]
  },
}
