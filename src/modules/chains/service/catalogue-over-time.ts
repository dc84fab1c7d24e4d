import { type Context, requirePermission } from '../../access/index.ts'
import { firstDayOf, listSourceDocuments } from '../../indicators/index.ts'
import type { CatalogueEntry, Edition } from '../model.ts'
import { listCatalogue } from '../queries.ts'

/**
 * Every entry of every edition of a city, oldest first, with what it came from and what it became. An edition whose
 * entries the source does not name stands as one line without a name. Permission `chains.read`.
 */
export async function listCatalogueOverTime(ctx: Context, city: string): Promise<CatalogueEntry[]> {
  requirePermission(ctx.actor, 'chains.read', city)
  const editions = await listCatalogue(ctx.db, 'edition', city)
  const lineages = await listCatalogue(ctx.db, 'lineage', city)
  const titles = await listSourceDocuments(ctx)
  const nameOf = (edition: string, chain: string) =>
    editions.find(({ id }) => id === edition)?.chains.find(({ id }) => id === chain)?.name ?? {
      zh: chain,
      en: chain,
    }
  const links = lineages.flatMap(({ fromEdition, toEdition, links: steps }) =>
    steps.map(({ from, to, kind, source }) => ({
      ...{ fromEdition, toEdition, from, to, kind },
      source: source === '假设' ? source : (titles.get(source.document)?.title ?? source.document),
    })),
  )
  const kinOf = (edition: string, chain: string) => ({
    cameFrom: links
      .filter(({ toEdition, to }) => toEdition === edition && to === chain)
      .map(({ fromEdition, from, kind, source }) => ({
        ...{ edition: fromEdition, chainId: from, name: nameOf(fromEdition, from), kind, source },
      })),
    became: links
      .filter(({ fromEdition, from }) => fromEdition === edition && from === chain)
      .map(({ toEdition, to, kind, source }) => ({
        ...{ edition: toEdition, chainId: to, name: nameOf(toEdition, to), kind, source },
      })),
  })
  return [...editions]
    .sort((a, b) => (firstDayOf(a.validFrom) < firstDayOf(b.validFrom) ? -1 : 1))
    .flatMap((edition): CatalogueEntry[] =>
      edition.chains.length === 0
        ? [{ ...headOf(edition), chainId: null, name: null, cameFrom: [], became: [] }]
        : edition.chains.map(({ id, name }) => ({
            ...headOf(edition),
            chainId: id,
            name,
            ...kinOf(edition.id, id),
          })),
    )
}

const headOf = ({ id, name, kind, validFrom, validTo, statedCount, chains }: Edition) => ({
  edition: id,
  editionName: name,
  editionKind: kind,
  validFrom,
  validTo,
  statedCount,
  namedCount: chains.length,
})
