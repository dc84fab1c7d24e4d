import { chinaDay } from '../../../kernel/china-day.ts'
import type { Context, Dataset } from '../../access/index.ts'
import { listChains } from '../../chains/index.ts'
import { centreOf } from '../../network/index.ts'
import { listLibrary } from '../../policy/index.ts'
import { loadPlaces } from '../../registry/index.ts'
import type { PublicView } from '../model.ts'
import { type HeldRelease, listHoldingReleases, listOpenCities } from '../queries/releases.ts'
import { tilesOf } from './base.ts'
import { loadChainNames } from './chain-names.ts'
import { listParkProfiles } from './parks.ts'

type City = NonNullable<PublicView['city']>

const wordsOf = (ctx: Context, { textZh, textEn }: HeldRelease) =>
  ctx.lang === 'en' ? (textEn ?? textZh) : textZh

async function parksOf(ctx: Context, scope: { city: string; dataset: Dataset }): Promise<City['parks']> {
  const parks = await listParkProfiles(ctx, scope)
  return parks.map(({ name, partnerCountry, titles, land, factories, strengths, place }) => ({
    ...{ name, partnerCountry },
    titles: titles.filter(({ ended }) => ended === null).map(({ title }) => title),
    ...{ availableM2: land.availableM2, freeFactoryM2: factories.freeM2 },
    strengths: strengths.map(({ industry }) => industry),
    place: place === null ? null : { lng: place.lng, lat: place.lat },
  }))
}

/** Policies of the city itself, published and in force on a day; examples and what is not verified stay inside. */
async function policiesOf(
  ctx: Context,
  scope: { city: string; dataset: Dataset },
  today: string,
): Promise<City['policies']> {
  const { documents } = await listLibrary(ctx, scope)
  return documents
    .filter(
      ({ isExample, retired, areaCode, published, validTo, needsVerification }) =>
        !isExample &&
        !retired &&
        !needsVerification &&
        areaCode === scope.city &&
        published !== null &&
        (validTo === null || validTo >= today),
    )
    .map(({ title, documentNo, issuer, validFrom, validTo }) => ({
      ...{ title, number: documentNo, issuer: issuer ?? '', from: validFrom, to: validTo },
    }))
}

async function describeCity(
  ctx: Context,
  scope: { city: string; dataset: Dataset },
  releases: readonly HeldRelease[],
): Promise<City> {
  const opening = releases.find(({ kind }) => kind === 'city')!
  const places = await loadPlaces(ctx)
  const names = await loadChainNames(ctx, scope.city)
  const { chains } = await listChains(ctx, { city: scope.city })
  const tiles = tilesOf(process.env)
  const { lng, lat } = centreOf(places, scope.city)
  return {
    ...{ code: scope.city, name: places.find(scope.city)!.name, isDemo: scope.dataset === 'demo' },
    ...{ text: wordsOf(ctx, opening), contact: opening.contact, releasedOn: chinaDay(opening.releasedAt) },
    chains: chains.map(({ id, name }) => ({ id, name: name[ctx.lang] })),
    gaps: releases.flatMap((row) => {
      if (row.kind !== 'gap') return []
      const { chain, node } = names.of(row.chainId, row.nodeId)
      return [{ chainName: chain!.name, nodeName: node!.name, text: wordsOf(ctx, row), contact: row.contact }]
    }),
    parks: await parksOf(ctx, scope),
    policies: await policiesOf(ctx, scope, chinaDay(ctx.now)),
    map: tiles?.approvalNumber ? { centre: { lng, lat }, tiles } : null,
  }
}

/**
 * What everybody may see of the cities that opened their page: parks with what is free, chains, gaps that the office
 * released in its own words, policies in force. Runs as the program, since nobody is signed in: so each field is named
 * here, and nothing is read of relations, figures, leads or the status of a node. Decision 0030.
 */
export async function getPublicView(
  ctx: Context,
  { city, dataset }: { city?: string | undefined; dataset: Dataset },
): Promise<PublicView> {
  const places = await loadPlaces(ctx)
  const codes = await listOpenCities(ctx.db, dataset)
  const cities = codes.map((code) => ({ code, name: places.find(code)?.name ?? code }))
  const asked = city ?? (codes.length === 1 ? codes[0] : undefined)
  if (asked === undefined || !codes.includes(asked)) return { cities, city: null }
  const releases = await listHoldingReleases(ctx.db, { dataset, cityCode: asked })
  return { cities, city: await describeCity(ctx, { city: asked, dataset }, releases) }
}
