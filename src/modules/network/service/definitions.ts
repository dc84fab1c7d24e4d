import { audit, type Cell, type Context, disclosable, holds, requirePermission } from '../../access/index.ts'
import { listSourceDocuments } from '../../indicators/index.ts'
import {
  type Bought,
  type CountedDefinition,
  countDefinitions,
  sumBySupplier,
} from '../domain/count-definitions.ts'
import { type OfferedRing, ringCells } from '../domain/rings-shown.ts'
import { type Reach, type Scope, scopes } from '../domain/sourcing-definitions.ts'
import { type Definitions, type DefinitionsQuery, type RangedFigure, radiiKm } from '../model.ts'
import { type ChosenCentre, chooseCentre, type OfferedCentre, offeredCentres } from './ring-centres.ts'
import { type Ground, loadGround } from './sourcing-ground.ts'

/** Version stamped on the figures; docs/methods/local-sourcing.md, "definitions side by side". */
const definitionsVersion = '2'

const trendScopes: readonly Scope[] = ['all', 'core']

const reachesOf = (city: string, centre: ChosenCentre, radiusKm: number): Reach[] => [
  { kind: 'city', cityCode: city },
  { kind: 'radius', centre: { cityCode: city, lng: centre.lng, lat: centre.lat }, radiusKm },
  { kind: 'province', provincePrefix: city.slice(0, 2) },
]

const ringId = (reach: Reach, scope: Scope, centre: string): string =>
  reach.kind === 'radius' ? `${centre} ${reach.radiusKm} ${scope}` : `${reach.kind} ${scope}`

/**
 * Every ring that is offered to a reader of aggregates: all scopes around the city's own middle, all goods around its
 * parks. Weighed together, so that what is shown does not depend on what is asked for.
 */
function offeredRings(city: string, centres: readonly OfferedCentre[]): OfferedRing[] {
  return centres.flatMap((centre, i) =>
    radiiKm.flatMap((km) =>
      reachesOf(city, centre, km)
        .filter(({ kind }) => kind === 'radius' || (i === 0 && km === radiiKm[0]))
        .flatMap((reach) =>
          (i === 0 ? scopes : (['all'] as const)).map((scope) => ({
            ...{ id: ringId(reach, scope, centre.id), reach, scope },
          })),
        ),
    ),
  )
}

type Shown = (id: string) => boolean

/** Which rings leave: by the suppliers inside them. */
function openRings(
  ground: Ground,
  city: string,
  centres: readonly OfferedCentre[],
  bought: readonly Bought[],
): Shown {
  const known = rememberedRings.get(bought)
  if (known) return (id) => known.has(id)
  const open = disclosable(ringCells(offeredRings(city, centres), sumBySupplier(bought)))
  if (bought === ground.latest) rememberedRings.set(bought, open)
  return (id) => open.has(id)
}
/** By the kept ground itself: a changed row makes another one. */
const rememberedRings = new WeakMap<readonly Bought[], ReadonlySet<string>>()

/** Which figures leave by the buyers behind them: on what is placed, and on all that is in scope. */
function openByBuyers(
  counted: readonly CountedDefinition[],
  idOf: (one: CountedDefinition) => string,
): Shown {
  const cells = (weigh: (one: CountedDefinition) => ReadonlyMap<string, number>): Cell[] =>
    counted.map((one) => ({ id: idOf(one), contributors: weigh(one) }))
  const placed = disclosable(cells(({ placedByBuyer }) => placedByBuyer))
  const scoped = disclosable(cells(({ scopedByBuyer }) => scopedByBuyer))
  return (id) => placed.has(id) && scoped.has(id)
}

const nothing = { ratio: null, between: null, low: null, high: null, coverageRatio: null } as const

/** A figure as its reader gets it; what too few stand behind looks like any other held back. */
function say({ reach, scope, figure, scopedByBuyer }: CountedDefinition, isShown: boolean): RangedFigure {
  if (isShown || scopedByBuyer.size === 0) return { reach: reach.kind, scope, ...figure, isHeldBack: false }
  return { reach: reach.kind, scope, ...nothing, isHeldBack: true }
}

type Asked = {
  readonly ground: Ground
  readonly input: DefinitionsQuery
  readonly centre: ChosenCentre
  readonly centres: readonly OfferedCentre[]
  readonly mayReadAll: boolean
}

function sayNow({ ground, input, centre, centres, mayReadAll }: Asked): RangedFigure[] {
  const counted = countDefinitions(reachesOf(input.city, centre, input.radiusKm), scopes, ground.latest)
  if (mayReadAll) return counted.map((one) => say(one, true))
  const idOf = ({ reach, scope }: CountedDefinition) => ringId(reach, scope, centre.id)
  const byRing = openRings(ground, input.city, centres, ground.latest)
  const byBuyer = openByBuyers(counted, idOf)
  return counted.map((one) => say(one, byRing(idOf(one)) && byBuyer(idOf(one))))
}

/** Over the years around the city's own middle, 200 km: fixed cells, whatever centre is asked for. */
function sayTrend({ ground, input, centres, mayReadAll }: Asked): Definitions['trend'] {
  const home = mayReadAll ? null : centres.slice(0, 1)
  return [...ground.years]
    .sort(([a], [b]) => a - b)
    .flatMap(([year, bought]) => {
      const reaches = reachesOf(input.city, centres[0]!, 200)
      const counted = countDefinitions(reaches, trendScopes, bought)
      const idOf = ({ reach, scope }: CountedDefinition) => ringId(reach, scope, centres[0]!.id)
      const byRing = home ? openRings(ground, input.city, home, bought) : () => true
      const byBuyer = home ? openByBuyers(counted, idOf) : () => true
      return counted.map((one) => ({ year, ...say(one, byRing(idOf(one)) && byBuyer(idOf(one))) }))
    })
}

/**
 * The ratios with what firms confided privately, around the city's own middle. The rule is asked of the private part
 * alone, for everybody: who reads all other rows could otherwise subtract them.
 */
async function sayPrivate({
  ground,
  input,
  centres,
  mayReadAll,
}: Asked): Promise<Definitions['withPrivate']> {
  const { merged, confided } = await ground.loadPrivate()
  if (confided.length === 0) return { firms: null, now: [] }
  const home = centres.slice(0, 1)
  const reaches = reachesOf(input.city, home[0]!, 200)
  const idOf = ({ reach, scope }: CountedDefinition) => ringId(reach, scope, home[0]!.id)
  const alone = countDefinitions(reaches, trendScopes, confided)
  const whole = countDefinitions(reaches, trendScopes, merged)
  const rules = [openRings(ground, input.city, home, confided), openByBuyers(alone, idOf)]
  if (!mayReadAll) rules.push(openRings(ground, input.city, home, merged), openByBuyers(whole, idOf))
  const isShown = (one: CountedDefinition) => rules.every((rule) => rule(idOf(one)))
  const now = whole.map((one, i) => ({ ...say(one, isShown(one)), isHeldBack: !isShown(alone[i]!) }))
  const firms = now.some(({ isHeldBack }) => !isHeldBack)
    ? new Set(confided.map(({ buyerId }) => buyerId)).size
    : null
  return { firms, now: now.map((one) => (one.isHeldBack ? { ...one, ...nothing } : one)) }
}

async function tellClaims(ctx: Context, { rules }: Ground): Promise<Definitions['claims']> {
  if (!rules || rules.claims.length === 0) return []
  const documents = await listSourceDocuments(ctx)
  return rules.claims.map((claim) => {
    const document = claim.source === '假设' ? undefined : documents.get(claim.source.document)
    return { ...claim, documentTitle: document?.title ?? null, documentDate: document?.date ?? null }
  })
}

/**
 * The local-sourcing ratio of a city's buyers under every scope and reach side by side, and over the years: which choice
 * makes which figure, beside what was published. For those who may not read relations by the rule of aggregates, over
 * all cells at once, by buyers and by suppliers.
 */
export async function getSourcingDefinitions(ctx: Context, input: DefinitionsQuery): Promise<Definitions> {
  requirePermission(ctx.actor, 'network.aggregate', input.city)
  const mayReadAll = holds(ctx.actor, 'relations.read_all')
  const ground = await loadGround(ctx, input.city, input.dataset)
  const centres = await offeredCentres(ctx, ground.picture, input)
  const centre = chooseCentre(ground.picture, centres, input, mayReadAll)
  const asked = { ground, input, centre, centres, mayReadAll }
  if (mayReadAll && ground.latest.length > 0)
    await audit(ctx, {
      action: 'network.read_definitions',
      subject: `city/${input.city}/${input.dataset}`,
      confidential: true,
    })
  const claims = await tellClaims(ctx, ground)
  return {
    ...{ city: input.city, dataset: input.dataset, radiusKm: input.radiusKm, version: definitionsVersion },
    ...{ centre: { id: centre.id, kind: centre.kind, name: centre.name }, centrePrecision: centre.precision },
    centres: centres.map(({ id, kind, name }) => ({ id, kind, name })),
    ...{ mayChooseFreely: mayReadAll, rulesVersion: ground.rules?.version ?? null },
    now: sayNow(asked),
    trend: sayTrend(asked),
    withPrivate: await sayPrivate(asked),
    claims,
    targetRatio: claims.find(({ kind, scope }) => kind === 'target' && scope === 'core')?.ratio ?? null,
  }
}
