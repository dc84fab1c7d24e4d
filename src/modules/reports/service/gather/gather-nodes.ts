import { type ChainGaps, type GapList, getResilience, listRegister } from '../../../gaps/index.ts'
import { type Bar, drawBars, drawStack, statusParts } from '../../domain/charts.ts'
import { drawPanorama } from '../../domain/draw-panorama.ts'
import type { FactSet, PictureSet, Source, TableSet } from '../../domain/fact-catalogue.ts'
import { may, noPicture, type Scope, sourceOf, withheldWord } from './scope.ts'

const statusWords = { strong: '强', weak: '弱', missing: '缺', unknown: '未知' } as const

const judged = (scope: Scope, gaps: ChainGaps): Source =>
  sourceOf(scope, { room: 'gaps', what: '节点强弱缺判断', asOf: gaps.asOf, path: `/chains/${scope.chain}` })

function countBy(nodes: ChainGaps['nodes']) {
  const counts = { strong: 0, weak: 0, missing: 0, unknown: 0 }
  for (const { status } of nodes) counts[status]++
  return counts
}

const sum = (nodes: ChainGaps['nodes'], of: (node: ChainGaps['nodes'][number]) => number) =>
  nodes.reduce((total, node) => total + of(node), 0)

/** What the judged nodes of a chain say: statuses, firms by ring, local sourcing. */
export function gatherNodes(
  scope: Scope,
  gaps: ChainGaps,
  segmentNames: ReadonlyMap<string, string>,
): { facts: FactSet; tables: TableSet; pictures: PictureSet } {
  const { nodes, localSourcing } = gaps
  const counts = countBy(nodes)
  const source = judged(scope, gaps)
  const bySegment = [...segmentNames].map(([id, name]) => {
    const own = nodes.filter(({ segment }) => segment === id)
    return { id, name, own, nodes: own.length, counts: countBy(own) }
  })
  const here = sum(nodes, (node) => node.here)
  const within200Km = sum(nodes, (node) => node.within200Km)
  const elsewhere = sum(nodes, (node) => node.elsewhere)
  const placed = sum(nodes, (node) => node.here + node.within200Km + node.elsewhere + node.unconfirmed) > 0
  const bars: Bar[] = [
    { label: '本市', value: here, said: `${here}家次` },
    { label: '200公里内（市外）', value: within200Km, said: `${within200Km}家次` },
    { label: '其他', value: elsewhere, said: `${elsewhere}家次` },
  ]
  return {
    facts: {
      'nodes.status': {
        slots: { nodes: nodes.length, judged: nodes.length - counts.unknown, ...counts },
        sources: [source],
      },
      'nodes.firms': placed
        ? {
            slots: {
              ...{ here, within200Km, elsewhere, unconfirmed: sum(nodes, (node) => node.unconfirmed) },
              ...{ nodesWithFirms: nodes.filter((node) => node.here > 0).length, nodes: nodes.length },
            },
            sources: [source],
          }
        : {
            slots: {
              ...{ here: null, within200Km: null, elsewhere: null, unconfirmed: null },
              ...{ nodesWithFirms: null, nodes: null },
            },
            ...{ sources: [source], why: noFirms },
          },
      'sourcing.ratio': {
        slots:
          localSourcing.ratio === null
            ? { ratio: null, coverage: null, yearEnd: null, ring: null, buyers: null }
            : {
                ...{ ratio: localSourcing.ratio, coverage: localSourcing.coverageRatio },
                ...{ yearEnd: localSourcing.asOf, buyers: localSourcing.buyers },
                ring: ringNames[localSourcing.ring],
              },
        sources: [
          sourceOf(scope, {
            ...{
              room: 'network',
              what: `本地配套率（定义${localSourcing.version}）`,
              asOf: localSourcing.asOf,
            },
            path: '/local-sourcing',
          }),
        ],
        why: localSourcing.suppressed?.reason ?? localSourcing.reason?.text,
      },
    },
    tables: {
      segments: {
        rows: bySegment.map(({ id, name, nodes: all, counts: own }) => ({
          key: id,
          slots: { segment: name, nodes: all, ...own },
        })),
        sources: [source],
      },
    },
    pictures: {
      'status-by-segment': {
        ...drawStack(
          '各环节段节点状况（个）',
          statusParts,
          bySegment.map(({ name, counts: parts }) => ({ label: name, parts })),
        ),
        sources: [source],
      },
      'firms-by-ring': placed
        ? {
            ...drawBars('节点上的企业按所在圈层（同一企业站在几个节点上计几次）', bars),
            sources: [source],
          }
        : { ...noPicture, sources: [source], why: noFirms },
      panorama: {
        ...drawPanorama(bySegment.map(({ name, own }) => ({ name, nodes: own }))),
        sources: [source],
      },
    },
  }
}

const noFirms = '登记的企业还没有一家站到本链的节点上'
const ringNames = { city: '本市', '200km': '200公里内' } as const

/** The gaps of the chain, gravest first, with what the register says of who closes them. */
export async function gatherGaps(
  scope: Scope,
  all: GapList,
  segmentNames: ReadonlyMap<string, string>,
): Promise<{ facts: FactSet; tables: TableSet }> {
  const { chain } = scope
  const own = all.items.filter((gap) => gap.chain.id === chain)
  const list = sourceOf(scope, {
    room: 'gaps',
    what: '短板清单',
    asOf: all.asOf,
    path: `/gaps?chain=${chain}`,
  })
  const gravest = own.find(({ status }) => status !== 'unknown')
  const register = await gatherRegister(scope)
  const missing = own.filter(({ status }) => status === 'missing').length
  return {
    facts: {
      'gaps.gravest': {
        slots: gravest
          ? { node: gravest.node.name, dependents: gravest.dependents, missing }
          : { node: null, dependents: null, missing: null },
        sources: [list],
      },
      ...register.facts,
      ...(await gatherResilience(scope)),
    },
    tables: {
      gaps: {
        rows: own.map((gap) => ({
          key: gap.node.id,
          slots: {
            ...{ node: gap.node.name, segment: segmentNames.get(gap.node.segment) ?? gap.node.segment },
            ...{ status: statusWords[gap.status], here: gap.here, near: gap.within200Km },
            ...{ elsewhere: gap.elsewhere, dependents: gap.dependents },
            owner: gap.registered === null ? null : ownersOf(gap.registered),
          },
        })),
        sources: [list],
      },
      ...register.tables,
    },
  }
}

function ownersOf(registered: readonly { owner: string | null }[]): string {
  if (registered.length === 0) return '未登记'
  const named = registered.flatMap(({ owner }) => owner ?? [])
  return named.length === 0 ? '未明确' : [...new Set(named)].join('、')
}

async function gatherRegister(scope: Scope): Promise<{ facts: FactSet; tables: TableSet }> {
  const { ctx, city, dataset, chain, on } = scope
  const source = sourceOf(scope, { room: 'gaps', what: '短板登记', asOf: on, path: `/gaps?chain=${chain}` })
  if (!may(scope, 'gaps.register_read')) {
    const hidden = { sources: [source], why: withheldWord }
    return {
      facts: { 'gaps.register': { slots: { open: null, overdue: null, unowned: null }, ...hidden } },
      tables: { 'open-gaps': { rows: null, ...hidden } },
    }
  }
  const { items } = await listRegister(ctx, { city, dataset, state: 'open' })
  const own = items.filter((gap) => gap.chain.id === chain)
  return {
    facts: {
      'gaps.register': {
        slots: {
          open: own.length,
          overdue: own.filter(({ isOverdue }) => isOverdue).length,
          unowned: own.filter(({ owner }) => owner === null).length,
        },
        sources: [source],
      },
    },
    tables: {
      'open-gaps': {
        rows: own.map((gap) => ({
          key: gap.id,
          slots: {
            ...{ title: gap.title, node: gap.node?.name ?? gap.segment?.name ?? null, owner: gap.owner },
            ...{ due: gap.dueOn, state: gap.stateName },
          },
        })),
        sources: [source],
      },
    },
  }
}

async function gatherResilience(scope: Scope): Promise<FactSet> {
  const { ctx, city, dataset, chain } = scope
  const told = await getResilience(ctx, { city, dataset })
  const own = told.chains.find(({ id }) => id === chain)
  const index = own?.index ?? null
  return {
    'resilience.index': {
      slots: {
        value: index === null ? null : index.toFixed(1),
        parts: own?.parts.length ?? null,
        partsKnown: own?.parts.filter(({ value }) => value !== null).length ?? null,
      },
      sources: [
        sourceOf(scope, {
          ...{ room: 'gaps', what: `自主可控与稳定畅通综合指数（方法${told.version}）`, asOf: told.asOf },
          path: `/chains/${chain}`,
        }),
      ],
    },
  }
}
