/** What a chain is made of, from held facts: rows M01 to M03. Every figure says on how many firms it rests. */
import type { Cell } from '../../access/index.ts'
import type { CityRules } from '../model.ts'

export type StructureFirm = {
  readonly id: string
  readonly name: string
  readonly sizeClass: 'large' | 'medium' | 'small' | 'micro' | null
  readonly industryCode: string | null
  /** Segments at which it stands by more than product words. */
  readonly segments: readonly string[]
  /** Codes of titles in force. */
  readonly titles: ReadonlySet<string>
  /** Fen of the latest year; null unknown. */
  readonly revenueFen: number | null
  readonly rdFen: number | null
}

/** Why a figure is unknown, in the code of its words. */
export type StructureGap =
  | 'no_firms'
  | 'no_list'
  | 'no_size'
  | 'no_revenue'
  | 'no_industry'
  | 'no_rules'
  | 'no_rd'
  | 'no_peers'
export type StructureFigure = {
  readonly indicator: string
  readonly value: number | null
  /** Known firms over all firms of the chain; null where that says nothing. */
  readonly coverageRatio: number | null
  readonly inputs: readonly { readonly name: string; readonly value: number | null; readonly unit: string }[]
  /** The firms that make it. */
  readonly firmIds: readonly string[]
  readonly gap: StructureGap | null
  /** Made from confidential facts: leaves by the rule of aggregates, on each of these bases; empty: public. */
  readonly cells: readonly Cell[]
}

const figure = (indicator: string, rest: Partial<StructureFigure>): StructureFigure => ({
  ...{ indicator, value: null, coverageRatio: null, inputs: [], firmIds: [], gap: null, cells: [] },
  ...rest,
})
const idsOf = (firms: readonly StructureFirm[]) => firms.map(({ id }) => id)
const percent = (part: number, whole: number) => (100 * part) / whole
const each = (id: string, firms: readonly StructureFirm[]): Cell => ({
  id,
  contributors: new Map(firms.map((firm) => [firm.id, 1])),
})
const fenOfYi = 10_000_000_000

type Asked = {
  readonly firms: readonly StructureFirm[]
  readonly rules: CityRules['structure'] | undefined
  /** Titles whose holders of the city are all held. */
  readonly isListComplete: (titles: readonly string[]) => boolean
}

/** A count of title holders: none found, and no list that says it holds all, is unknown and not 0. */
function holders({ firms, isListComplete }: Asked, titles: readonly string[]) {
  const found = firms.filter((firm) => titles.some((title) => firm.titles.has(title)))
  return { found, isKnown: firms.length > 0 && (found.length > 0 || isListComplete(titles)) }
}

function highTech(asked: Asked): StructureFigure {
  const { firms, rules } = asked
  if (!rules) return figure('high-tech-firm-share', { gap: 'no_rules' })
  const { found, isKnown } = holders(asked, rules.highTechTitles)
  const inputs = [
    { name: '高新技术企业 high-tech firms', value: isKnown ? found.length : null, unit: '家' },
    { name: '链上企业 firms on the chain', value: firms.length, unit: '家' },
  ]
  if (!isKnown)
    return figure('high-tech-firm-share', { inputs, gap: firms.length === 0 ? 'no_firms' : 'no_list' })
  const value = percent(found.length, firms.length)
  return figure('high-tech-firm-share', {
    inputs,
    value,
    coverageRatio: asked.isListComplete(rules.highTechTitles) ? 1 : null,
    firmIds: idsOf(found),
  })
}

function servicing(asked: Asked): StructureFigure {
  if (!asked.rules) return figure('service-manufacturing-firms', { gap: 'no_rules' })
  const { found, isKnown } = holders(asked, asked.rules.serviceTitles)
  const gap = asked.firms.length === 0 ? 'no_firms' : 'no_list'
  return figure(
    'service-manufacturing-firms',
    isKnown ? { value: found.length, firmIds: idsOf(found) } : { gap },
  )
}

function largeShare({ firms }: Asked): StructureFigure {
  const known = firms.filter(({ sizeClass }) => sizeClass !== null)
  const count = (size: string) => known.filter(({ sizeClass }) => sizeClass === size)
  const inputs = (['large', 'medium', 'small', 'micro'] as const).map((size) => ({
    ...{ name: sizeNames[size], value: known.length === 0 ? null : count(size).length, unit: '家' },
  }))
  if (known.length === 0)
    return figure('large-firm-share', { inputs, gap: firms.length === 0 ? 'no_firms' : 'no_size' })
  const value = percent(count('large').length, known.length)
  const coverageRatio = known.length / firms.length
  // A size class may be computed from confidential figures.
  return figure('large-firm-share', {
    inputs,
    value,
    coverageRatio,
    firmIds: idsOf(count('large')),
    cells: [each('known', known)],
  })
}
const sizeNames = {
  large: '大型 large',
  medium: '中型 medium',
  small: '小型 small',
  micro: '微型 micro',
} as const

function reserve({ firms, rules }: Asked): StructureFigure {
  if (!rules) return figure('ten-billion-reserve', { gap: 'no_rules' })
  const known = firms.filter(({ revenueFen }) => revenueFen !== null)
  const between = (from: number, to: number) =>
    known.filter(({ revenueFen }) => revenueFen! >= from * fenOfYi && revenueFen! < to * fenOfYi)
  const found = between(rules.reserveFrom, rules.leadingAbove)
  const leading = between(rules.leadingAbove, Number.POSITIVE_INFINITY)
  if (known.length === 0)
    return figure('ten-billion-reserve', { gap: firms.length === 0 ? 'no_firms' : 'no_revenue' })
  const inputs = [
    { name: `${rules.leadingAbove} 亿元以上 above`, value: leading.length, unit: '家' },
    { name: '营业收入已知 revenue known', value: known.length, unit: '家' },
  ]
  const coverageRatio = known.length / firms.length
  return figure('ten-billion-reserve', {
    inputs,
    value: found.length,
    coverageRatio,
    firmIds: idsOf(found),
    cells: [each('known', known)],
  })
}

function consumer({ firms, rules }: Asked): StructureFigure {
  if (!rules || rules.consumerIndustries.length === 0)
    return figure('consumer-goods-share', { gap: 'no_rules' })
  const known = firms.filter(({ industryCode }) => industryCode !== null)
  if (known.length === 0)
    return figure('consumer-goods-share', { gap: firms.length === 0 ? 'no_firms' : 'no_industry' })
  const found = known.filter(({ industryCode }) =>
    rules.consumerIndustries.some((code) => industryCode!.replace(/^[A-T]/, '').startsWith(code)),
  )
  const inputs = [
    { name: '消费品 consumer goods', value: found.length, unit: '家' },
    { name: '其余（投资品等） others', value: known.length - found.length, unit: '家' },
  ]
  return figure('consumer-goods-share', {
    inputs,
    value: percent(found.length, known.length),
    coverageRatio: known.length / firms.length,
    firmIds: idsOf(found),
  })
}

function whole({ firms, rules }: Asked): StructureFigure {
  if (!rules) return figure('whole-machine-share', { gap: 'no_rules' })
  if (firms.length === 0) return figure('whole-machine-share', { gap: 'no_firms' })
  const standsAt = (segments: readonly string[]) =>
    firms.filter((firm) => firm.segments.some((one) => segments.includes(one)))
  const found = standsAt(rules.wholeSegments)
  const inputs = [
    { name: '整机 whole machines', value: found.length, unit: '家' },
    { name: '配套 parts', value: standsAt(rules.partSegments).length, unit: '家' },
  ]
  return figure('whole-machine-share', {
    inputs,
    value: percent(found.length, firms.length),
    coverageRatio: 1,
    firmIds: idsOf(found),
  })
}

/** R&D over revenue of the firms of which both are known; null where nobody's are. */
export function rdIntensity(firms: readonly StructureFirm[]) {
  const known = firms.filter(
    ({ revenueFen, rdFen }) => revenueFen !== null && revenueFen > 0 && rdFen !== null,
  )
  const sum = (of: (firm: StructureFirm) => number) => known.reduce((all, firm) => all + of(firm), 0)
  const revenue = sum(({ revenueFen }) => revenueFen!)
  return { known, ratio: revenue === 0 ? null : sum(({ rdFen }) => rdFen!) / revenue }
}

/** In percentage points, against the other firms of the city of which both figures are known. */
function rdGap({ firms }: Asked, city: readonly StructureFirm[]): StructureFigure {
  const own = new Set(idsOf(firms))
  const chain = rdIntensity(firms)
  const peers = rdIntensity(city.filter(({ id }) => !own.has(id)))
  const inputs = [
    {
      name: '链上研发投入强度 R&D intensity on the chain',
      value: chain.ratio === null ? null : 100 * chain.ratio,
      unit: '%',
    },
    {
      name: '同行（本市其他企业） peers, other firms of the city',
      value: peers.ratio === null ? null : 100 * peers.ratio,
      unit: '%',
    },
  ]
  if (chain.ratio === null || peers.ratio === null)
    return figure('rd-intensity-gap', { gap: chain.ratio === null ? 'no_rd' : 'no_peers' })
  const weigh = (id: string, known: readonly StructureFirm[], of: (firm: StructureFirm) => number): Cell => ({
    id,
    contributors: new Map(known.map((firm) => [firm.id, of(firm)])),
  })
  const cells = [chain, peers].flatMap(({ known }, i) => [
    weigh(`revenue ${i}`, known, ({ revenueFen }) => revenueFen!),
    weigh(`rd ${i}`, known, ({ rdFen }) => rdFen!),
  ])
  const coverageRatio = chain.known.length / firms.length
  return figure('rd-intensity-gap', {
    inputs,
    value: 100 * (chain.ratio - peers.ratio),
    coverageRatio,
    firmIds: idsOf(chain.known),
    cells,
  })
}

/** The figures of one chain: M01 (high-tech, services), M02 (size, reserve, consumer goods, whole machines), M03 (R&D). */
export function chainStructure(asked: Asked, city: readonly StructureFirm[]): StructureFigure[] {
  return [
    ...[highTech, servicing, largeShare, reserve, consumer, whole].map((of) => of(asked)),
    rdGap(asked, city),
  ]
}

/** The share of firms that stand on chains of emerging industries, over firms that stand on any; for a whole city. */
export function emergingShare(
  byChain: ReadonlyMap<string, readonly StructureFirm[]>,
  chains: readonly string[] | undefined,
): StructureFigure {
  if (!chains || chains.length === 0) return figure('emerging-industry-share', { gap: 'no_rules' })
  const all = new Set([...byChain.values()].flat().map(({ id }) => id))
  const found = new Set(
    [...byChain].flatMap(([chain, firms]) => (chains.includes(chain) ? idsOf(firms) : [])),
  )
  if (all.size === 0) return figure('emerging-industry-share', { gap: 'no_firms' })
  return figure('emerging-industry-share', { value: percent(found.size, all.size), firmIds: [...found] })
}
