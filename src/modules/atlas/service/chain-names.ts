import type { Context } from '../../access/index.ts'
import { getChainMap, listChains, type MapAnswer } from '../../chains/index.ts'
import { listMappedChains } from '../queries/chains.ts'

type Named = { id: string; name: string }

/** Names of chains, segments and nodes of a city, in the reader's language. */
export type ChainNames = {
  readonly chains: readonly Named[]
  /** The maps that are drawn, by chain. */
  readonly maps: ReadonlyMap<string, MapAnswer>
  /** What a chain and a node are called; an id that the catalogue does not hold stands for itself. */
  of(
    chainId: string | null,
    nodeId: string | null,
  ): { chain: Named | null; segment: Named | null; node: Named | null }
}

/** Reads the catalogue of a city with the maps that are drawn: its present chains, then those of older editions with a map. */
export async function loadChainNames(ctx: Context, city: string): Promise<ChainNames> {
  const { chains } = await listChains(ctx, { city })
  const { lang } = ctx
  const named = chains.map(({ id, name }) => ({ id, name: name[lang] }))
  const maps = new Map<string, MapAnswer>()
  for (const { id, nameZh, nameEn } of await listMappedChains(ctx.db, city)) {
    maps.set(id, await getChainMap(ctx, { chainId: id, city }))
    if (!named.some((chain) => chain.id === id)) named.push({ id, name: lang === 'en' ? nameEn : nameZh })
  }
  return {
    chains: named,
    maps,
    of(chainId, nodeId) {
      const map = chainId === null ? undefined : maps.get(chainId)
      const node = map?.nodes.find(({ id }) => id === nodeId)
      const segment = map?.segments.find(({ id }) => id === node?.segment)
      return {
        chain:
          chainId === null
            ? null
            : (named.find(({ id }) => id === chainId) ?? { id: chainId, name: chainId }),
        segment: segment ? { id: segment.id, name: segment.name[lang] } : null,
        node: nodeId === null ? null : { id: nodeId, name: node?.name[lang] ?? nodeId },
      }
    },
  }
}
