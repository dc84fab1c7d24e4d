import { type GapList, listFirmsElsewhere } from '../../../gaps/index.ts'
import { listEntries, listKinds, listParks, listProjects } from '../../../registry/index.ts'
import { type Bar, drawBars } from '../../domain/charts.ts'
import { drawRoute, type Stop } from '../../domain/draw-route.ts'
import type { FactSet, PictureSet, TableSet } from '../../domain/fact-catalogue.ts'
import { may, noPicture, type Scope, sourceOf, withheldWord } from './scope.ts'

const stages = ['reserve', 'signed', 'started', 'completed', 'operating', 'unverified'] as const

/** The projects of the chain by stage, with their investment. */
export async function gatherProjects(
  scope: Scope,
): Promise<{ facts: FactSet; tables: TableSet; pictures: PictureSet }> {
  const { ctx, city, dataset, chain, on } = scope
  const source = sourceOf(scope, {
    room: 'registry',
    what: '重点项目库',
    asOf: on,
    path: `/projects?chain=${chain}`,
  })
  if (!may(scope, 'libraries.read')) return hiddenProjects(source)
  const { items, stages: told } = await listProjects(ctx, { city, dataset, chain, limit: 5000 })
  const own = items.filter(({ chainId }) => chainId === chain)
  const count = (stage: string) => own.filter((project) => project.stage === stage).length
  const isHeld = own.length > 0
  const known = own.filter(({ investmentFen }) => investmentFen !== null)
  const names = new Map(told.map(({ id, title }) => [id, title.zh]))
  const investment = known.reduce((sum, { investmentFen }) => sum + BigInt(investmentFen!), 0n)
  const bars: Bar[] = stages.map((stage) => ({
    ...{ label: names.get(stage) ?? stage, value: count(stage), said: `${count(stage)}个` },
  }))
  return {
    facts: {
      'projects.stages': {
        slots: isHeld
          ? {
              ...{ total: own.length, reserve: count('reserve'), signed: count('signed') },
              ...{ started: count('started'), completed: count('completed') },
              ...{ operating: count('operating'), unverified: count('unverified') },
            }
          : noStages,
        sources: [source],
        ...(isHeld ? {} : { why: noProjects }),
      },
      'projects.investment': {
        slots: {
          investment: known.length === 0 ? null : String(investment),
          ...(isHeld
            ? { known: known.length, unknown: own.length - known.length }
            : { known: null, unknown: null }),
        },
        sources: [source],
        ...(isHeld ? {} : { why: noProjects }),
      },
    },
    tables: {
      projects: {
        rows: own.map((project) => ({
          key: project.id,
          slots: {
            ...{ project: project.name, stage: names.get(project.stage) ?? project.stage },
            ...{ since: project.stageSince, investment: project.investmentFen },
            ...{ owner: project.serviceOwner, park: project.parkName },
          },
        })),
        sources: [source],
      },
    },
    pictures: {
      'projects-by-stage':
        own.length === 0
          ? { ...noPicture, sources: [source], why: noProjects }
          : { ...drawBars('重点项目按阶段（个）', bars), sources: [source] },
    },
  }
}

const noProjects = '项目库里没有本链的项目'
const noStages = {
  ...{ total: null, reserve: null, signed: null, started: null, completed: null },
  ...{ operating: null, unverified: null },
}

function hiddenProjects(source: ReturnType<typeof sourceOf>) {
  const hidden = { sources: [source], why: withheldWord }
  return {
    facts: {
      'projects.stages': { slots: noStages, ...hidden },
      'projects.investment': { slots: { investment: null, known: null, unknown: null }, ...hidden },
    },
    tables: { projects: { rows: null, ...hidden } },
    pictures: { 'projects-by-stage': { ...noPicture, ...hidden } },
  }
}

/** Parks with what of them is free. */
export async function gatherParks(scope: Scope): Promise<{ facts: FactSet; tables: TableSet }> {
  const { ctx, city, dataset, on } = scope
  const parks = await listParks(ctx, { city, dataset })
  const source = sourceOf(scope, { room: 'registry', what: '园区', asOf: on, path: '/parks' })
  const round = (m2: number | null) => (m2 === null ? null : Math.round(m2))
  const total = (of: (park: (typeof parks)[number]) => number | null) => {
    const known = parks.flatMap((park) => of(park) ?? [])
    return known.length === 0 ? null : Math.round(known.reduce((sum, m2) => sum + m2, 0))
  }
  return {
    facts: {
      'parks.state': {
        slots: {
          parks: parks.length === 0 ? null : parks.length,
          freeLand: total(({ availableM2 }) => availableM2),
          freeFactories: total(({ freeFactoryM2 }) => freeFactoryM2),
        },
        sources: [source],
      },
    },
    tables: {
      parks: {
        rows: parks.map((park) => ({
          key: park.id,
          slots: {
            ...{ park: park.name, land: round(park.availableM2), factories: round(park.freeFactoryM2) },
            partner: park.partnerCountry ?? '无',
          },
        })),
        sources: [source],
      },
    },
  }
}

const levelWords = { national: '国家级', provincial: '省级', municipal: '市级' } as const

/** Platforms, products and honours of the city's libraries: those of the chain, and those tied to no chain. */
export async function gatherPlatforms(scope: Scope): Promise<{ facts: FactSet; tables: TableSet }> {
  const { ctx, city, dataset, chain, on } = scope
  const kinds = new Map((await listKinds(ctx, { city, dataset })).map((kind) => [kind.id, kind]))
  const entries = (await listEntries(ctx, { city, dataset, limit: 20_000 })).filter(
    ({ chainId }) => chainId === null || chainId === chain,
  )
  const counted = entries.filter(({ kind, state }) => kinds.get(kind)?.counts.includes(state))
  const source = sourceOf(scope, {
    room: 'registry',
    what: '平台、产品与荣誉库',
    asOf: on,
    path: '/libraries',
  })
  return {
    facts: {
      'platforms.state': {
        slots: {
          entries: entries.length === 0 ? null : counted.length,
          kinds: entries.length === 0 ? null : new Set(counted.map(({ kind }) => kind)).size,
          colleges: null,
        },
        sources: [source],
      },
    },
    tables: {
      platforms: {
        rows: entries.map((entry) => ({
          key: entry.id,
          slots: {
            ...{ kind: kinds.get(entry.kind)?.title.zh ?? entry.kind, name: entry.name },
            level:
              entry.level === null
                ? null
                : ((levelWords as Record<string, string>)[entry.level] ?? entry.level),
            state:
              kinds.get(entry.kind)?.states.find(({ id }) => id === entry.state)?.title.zh ?? entry.state,
            since: entry.stateSince,
          },
        })),
        sources: [source],
      },
    },
  }
}

/** The gravest gaps whose firms elsewhere are looked up; the rest is told as a number. */
export const mostGapsSearched = 20
const evidenceWords = { stated: '来源写明', confirmed: '链办确认', words: '凭产品词，未确认' } as const

type CandidateRow = NonNullable<NonNullable<TableSet['candidates']>['rows']>[number]

/** One gap with the nearest firms found for it. */
function stopOf(gap: GapList['items'][number], rows: readonly CandidateRow[]): Stop {
  const own = rows.filter(({ slots }) => slots.node === gap.node.name)
  return {
    ...{ node: gap.node.name, status: gap.status === 'missing' ? 'missing' : 'weak' },
    firms: own.slice(0, 3).map(({ slots }) => ({
      ...{ name: slots.firm ?? '', city: slots.city },
      ...{ distanceKm: slots.distance === null ? null : Number(slots.distance) },
      isConfirmed: slots.evidence !== evidenceWords.words,
    })),
    more: Math.max(0, own.length - 3),
  }
}

/** Firms outside the city that stand at a missing or weak node: whom to invite. */
export async function gatherCandidates(
  scope: Scope,
  all: GapList,
): Promise<{ facts: FactSet; tables: TableSet; pictures: PictureSet }> {
  const { ctx, city, dataset, chain } = scope
  const own = all.items.filter((gap) => gap.chain.id === chain && gap.status !== 'unknown')
  const searched = own.slice(0, mostGapsSearched)
  const source = sourceOf(scope, {
    ...{ room: 'gaps', what: '短板的候选企业', asOf: all.asOf, path: `/gaps?chain=${chain}` },
  })
  const rows: CandidateRow[] = []
  let filled = 0
  const found = await listFirmsElsewhere(ctx, {
    ...{ city, dataset, chain, most: 10 },
    nodes: searched.map(({ node }) => node.id),
  })
  for (const gap of searched) {
    const { firms, count } = found.get(gap.node.id)!
    if (count > 0) filled++
    for (const firm of firms)
      rows.push({
        key: `${gap.node.id}-${firm.id}`,
        slots: {
          ...{ node: gap.node.name, firm: firm.name, city: firm.cityName },
          distance: firm.distanceKm === null ? null : firm.distanceKm.toFixed(0),
          evidence: evidenceWords[firm.evidence],
        },
        sources: [
          sourceOf(scope, {
            ...{ room: 'registry', what: '企业登记', asOf: null, path: `/firms/${firm.id}` },
            isLink: true,
          }),
        ],
      })
  }
  const isKnown = own.length > 0
  const route = isKnown
    ? drawRoute(searched.map((gap) => stopOf(gap, rows)))
    : { ...noPicture, why: '还没有判为缺或弱的环节' }
  return {
    pictures: { 'investment-route': { ...route, sources: [source] } },
    facts: {
      'leads.state': {
        slots: {
          candidates: isKnown ? new Set(rows.map(({ slots }) => slots.firm)).size : null,
          gapsWithCandidates: isKnown ? filled : null,
          gaps: isKnown ? searched.length : null,
        },
        sources: [source],
      },
    },
    tables: { candidates: { rows, sources: [source] } },
  }
}
