import {
  type Chain,
  type Change,
  type DrawingWords,
  drawChain,
  type NodeStatus,
} from '../../../engines/graph/index.ts'
import type { MapAnswer } from '../model.ts'

/** What later rooms know of a node; a count that nobody held is not drawn as 0, so leave the node out instead. */
export type DrawnStatus = {
  readonly status: NodeStatus
  /** Firms in the city, within 200 km of it, elsewhere. */
  readonly here: number
  readonly within200Km: number
  readonly elsewhere: number
  readonly leadingFirm?: string | null
}

/** Which language, and what only the caller knows. */
export type MapDrawingWords = {
  readonly lang: 'zh' | 'en'
  /** The city or other scope the figures are for; empty leaves it out. */
  readonly scope?: string
  /** ISO day of the judgement; the map's own date stands beside it. */
  readonly judgedOn?: string
  /** Demo data is said on the picture. */
  readonly isDemo?: boolean
}

const texts = {
  zh: {
    status: { strong: '强', weak: '弱', missing: '缺', unknown: '未知' },
    essential: '关键投入',
    other: '一般投入',
    counts: '企业数：本地 / 200 公里内 / 其他',
    demo: '演示数据',
    title: (name: string, scope: string) => [scope, `${name}产业链图谱`].filter(Boolean).join(' '),
    plain: (nodes: number, needs: number) => `${nodes} 个环节，${needs} 条需求关系；未作判断。`,
    judged: (nodes: number, n: Record<NodeStatus, number>) =>
      `${nodes} 个环节：强 ${n.strong}，弱 ${n.weak}，缺 ${n.missing}，未知 ${n.unknown}。`,
    foot: (version: number, asOf: string, source: string, judged: string) =>
      [`图谱第 ${version} 版（${asOf}）`, judged && `判断日期 ${judged}`, `来源：${source}`]
        .filter(Boolean)
        .join('；'),
    assumed: '假设',
  },
  en: {
    status: { strong: 'strong', weak: 'weak', missing: 'missing', unknown: 'unknown' },
    essential: 'essential input',
    other: 'other input',
    counts: 'firms here / within 200 km / elsewhere',
    demo: 'Demo data',
    title: (name: string, scope: string) => [name, scope].filter(Boolean).join(', '),
    plain: (nodes: number, needs: number) => `${nodes} nodes, ${needs} needs; not judged.`,
    judged: (nodes: number, n: Record<NodeStatus, number>) =>
      `${nodes} nodes: ${n.strong} strong, ${n.weak} weak, ${n.missing} missing, ${n.unknown} unknown.`,
    foot: (version: number, asOf: string, source: string, judged: string) =>
      [`Map version ${version} (${asOf})`, judged && `judged on ${judged}`, `source: ${source}`]
        .filter(Boolean)
        .join('; '),
    assumed: 'assumption',
  },
} as const

/** A map with what is known of its nodes, as the drawing takes it; a node that `statuses` leaves out is unknown. */
export function toChain(
  map: Pick<MapAnswer, 'segments' | 'nodes' | 'needs'>,
  statuses: ReadonlyMap<string, DrawnStatus> | null,
  lang: 'zh' | 'en',
): Chain {
  const none = { here: 0, within200Km: 0, elsewhere: 0 }
  return {
    segments: map.segments.map(({ id, name }) => ({ id, name: name[lang] })),
    nodes: map.nodes.map(({ id, name, segment }) => ({
      id,
      segment,
      name: name[lang],
      unconfirmed: 0,
      ...{ status: 'unknown' as const, ...none, ...statuses?.get(id) },
      leadingFirm: statuses?.get(id)?.leadingFirm ?? null,
    })),
    needs: map.needs.map(({ node, needs, essential }) => ({ from: needs, to: node, isEssential: essential })),
  }
}

function wordsOf(
  map: MapAnswer,
  chain: Chain,
  isPlain: boolean,
  { lang, scope = '', judgedOn = '', isDemo = false }: MapDrawingWords,
): DrawingWords {
  const text = texts[lang]
  const counted: Record<NodeStatus, number> = { strong: 0, weak: 0, missing: 0, unknown: 0 }
  for (const { status } of chain.nodes) counted[status] += 1
  const { source } = map
  const said = source === '假设' ? text.assumed : [source.document, source.place].filter(Boolean).join(' ')
  return {
    title: text.title(map.name[lang], scope),
    sentence: isPlain
      ? text.plain(chain.nodes.length, chain.needs.length)
      : text.judged(chain.nodes.length, counted),
    foot: text.foot(map.mapVersion, map.asOf, said, judgedOn),
    demo: isDemo ? text.demo : null,
    status: text.status,
    essential: text.essential,
    other: text.other,
    counts: text.counts,
  }
}

/**
 * A chain map as a self-contained SVG with title, legend, date and source line, readable in grey; pure, the same input
 * gives the same bytes. `drawPicture` of the engine `documents` makes it a PNG.
 *
 * @param statuses what a judging room knows of each node; null draws the map without any judgement
 */
export function drawChainMap(
  map: MapAnswer,
  statuses: ReadonlyMap<string, DrawnStatus> | null,
  words: MapDrawingWords,
  changes?: ReadonlyMap<string, Change>,
): string {
  const chain = toChain(map, statuses, words.lang)
  const isPlain = statuses === null
  return drawChain(chain, wordsOf(map, chain, isPlain, words), { isPlain, ...(changes ? { changes } : {}) })
}
