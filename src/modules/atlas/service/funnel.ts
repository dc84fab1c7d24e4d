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
import { type HeldLead, listLeads } from '../queries/leads.ts'
import { loadChainNames } from './chain-names.ts'
import { passedStates } from './lead-list.ts'

const sumFen = (leads: readonly HeldLead[]) =>
  leads.reduce((sum, { investmentFen }) => sum + (investmentFen ?? 0n), 0n)

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
    signedFen: String(sumFen(signed)),
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

const computed = (
  indicator: string,
  dimension: ComputedValue['dimension'],
  count: number,
  onDate: string,
  openPath: string,
): ComputedValue => ({
  ...{ indicator, definitionVersion: 1, dimension, asOf: onDate, openPath },
  value: String(count),
  coverageRatio: 1,
  inputs: [{ name: 'count', value: String(count), unit: indicator === suppliersAttracted ? '家' : '个' }],
})

/** What this room counts for the indicators of L17 and L18: the two years up to the day, by city and chain. */
export const atlasIndicatorSource: IndicatorSource = {
  room: 'atlas',
  indicators: [suppliersAttracted, projectsCompleted],
  async compute(ctx, { cityCode, dataset, onDate }) {
    const period = periodOf(onDate)
    const { suppliers, projects } = await getAttracted(ctx, { city: cityCode, dataset, ...period })
    const chainsOf = (counts: readonly { chain: { id: string } | null; count: number }[]) =>
      counts.flatMap(({ chain, count }) => (chain ? [{ id: chain.id, count }] : []))
    const city = { kind: 'city' as const, id: cityCode }
    const [leadsPath, projectsPath] = ['/leads/results', '/leads/results']
    return [
      computed(suppliersAttracted, city, suppliers.count, onDate, leadsPath),
      computed(projectsCompleted, city, projects.count, onDate, projectsPath),
      ...chainsOf(suppliers.byChain).map(({ id, count }) =>
        computed(suppliersAttracted, { kind: 'chain', id }, count, onDate, leadsPath),
      ),
      ...chainsOf(projects.byChain).map(({ id, count }) =>
        computed(projectsCompleted, { kind: 'chain', id }, count, onDate, projectsPath),
      ),
    ]
  },
}
