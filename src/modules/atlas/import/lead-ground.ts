/** What lines of leads are read against: cities, chains and nodes by their words, and the leads that stand. */
import type { Context, Dataset } from '../../access/index.ts'
import { loadPlaces } from '../../registry/index.ts'
import type { TargetReason } from '../domain/target-ranking.ts'
import { listAllLeads } from '../queries/leads.ts'
import { loadChainNames } from '../service/chain-names.ts'
import { reasonsAtNode } from '../service/targets.ts'
import type { SheetLead } from './lead-row.ts'

export type LeadPlace = {
  readonly city: string
  readonly chain: string | null
  readonly segment: string | null
  readonly node: string | null
}
type Refusal = { readonly code: string; readonly params: Readonly<Record<string, unknown>> }
type Held = Pick<
  Awaited<ReturnType<typeof listAllLeads>>[number],
  'id' | 'cityCode' | 'organisationId' | 'firmName' | 'chainId' | 'nodeId' | 'title' | 'state'
>
export type LeadGround = {
  /** Leads of the data set; those that the file brings are added. */
  readonly held: Held[]
  placeOf(row: SheetLead): LeadPlace | Refusal
  reasonsOf(place: LeadPlace, organisationId: string): Promise<readonly TargetReason[]>
}

const even = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()
/** 轨道交通装备产业链, 轨道交通装备产业 and 轨道交通装备 are one chain. */
const bare = (text: string) => even(text).replace(/(?:产业链|产业|链)$/, '')

type Chain = {
  readonly id: string
  readonly words: ReadonlySet<string>
  readonly nodes: readonly {
    readonly id: string
    readonly segment: string
    readonly words: ReadonlySet<string>
  }[]
}

async function chainsOf(ctx: Context, city: string): Promise<Chain[]> {
  const [zh, en] = [
    await loadChainNames({ ...ctx, lang: 'zh' }, city),
    await loadChainNames({ ...ctx, lang: 'en' }, city),
  ]
  return zh.chains.map(({ id, name }) => {
    const english = en.chains.find((chain) => chain.id === id)?.name ?? name
    const nodes = zh.maps.get(id)?.nodes ?? []
    return {
      id,
      words: new Set([even(id), bare(name), bare(english)]),
      nodes: nodes.map((node) => ({
        ...{ id: node.id, segment: node.segment },
        words: new Set([node.id, node.name.zh, node.name.en].map(even)),
      })),
    }
  })
}

/** Cities by code, full name and name without 市. */
async function citiesByWord(ctx: Context): Promise<(text: string) => string | undefined> {
  const places = await loadPlaces(ctx)
  return (text) => {
    const { cityCode } = places.cityInName(text)
    return places.find(text)?.code ?? cityCode ?? places.cityInName(`${text}市`).cityCode ?? undefined
  }
}

function placeIn(row: SheetLead, city: string, chains: readonly Chain[]): LeadPlace | Refusal {
  if (row.chain === null) return { city, chain: null, segment: null, node: null }
  const wanted = row.chain
  const chain = chains.find(({ words }) => words.has(even(wanted)) || words.has(bare(wanted)))
  if (!chain) return { code: 'atlas.no_chain', params: { chain: row.chain } }
  if (row.node === null) return { city, chain: chain.id, segment: null, node: null }
  const told = even(row.node)
  const node = chain.nodes.find(({ words }) => words.has(told))
  if (!node) return { code: 'atlas.no_node', params: { chain: row.chain, node: row.node } }
  return { city, chain: chain.id, segment: node.segment, node: node.id }
}

/** Loads what a file of leads is read against; chains are read once a city. */
export async function loadLeadGround(
  ctx: Context,
  dataset: Dataset,
  cities: readonly string[],
): Promise<LeadGround> {
  const cityOf = await citiesByWord(ctx)
  const own = ctx.actor.cityCode
  const known = [...new Set([own, ...cities.map(cityOf)])].filter((code) => code != null)
  const chains = new Map<string, Chain[]>()
  for (const code of known) if (own === null || own === code) chains.set(code, await chainsOf(ctx, code))
  const reasons = new Map<string, Promise<ReadonlyMap<string, readonly TargetReason[]>>>()
  return {
    held: await listAllLeads(ctx.db, dataset),
    placeOf(row) {
      const city = row.city === null ? own : cityOf(row.city)
      if (!city) return { code: 'atlas.import_no_city', params: { text: row.city ?? '' } }
      const found = chains.get(city)
      if (!found) return { code: 'atlas.import_other_city', params: { city: row.city ?? city } }
      return placeIn(row, city, found)
    },
    async reasonsOf({ city, chain, node }, organisationId) {
      if (chain === null || node === null) return []
      const key = `${city} ${chain} ${node}`
      const found = reasons.get(key) ?? reasonsAtNode(ctx, { city, dataset, chain, node })
      reasons.set(key, found)
      return (await found).get(organisationId) ?? []
    },
  }
}
