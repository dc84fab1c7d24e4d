import type { Context, Dataset } from '../../access/index.ts'
import type { YearPurchase } from '../domain/buyer-years.ts'
import { type Bought, mergePrivate } from '../domain/count-definitions.ts'
import { defaultScopes, scopeOfNode } from '../domain/default-rules.ts'
import { type PrivatePurchase, unpackPrivate } from '../domain/packed-purchases.ts'
import type { CityRules } from '../model.ts'
import { readPackedPrivate, readRevision } from '../queries/picture.ts'
import { findRules, listNodesOfOrganisations } from '../queries/rules.ts'
import { loadPicture, type Picture, placeOfSupplier } from './picture.ts'

/** What the buyers of a city bought, with place and kind of goods: all that the definitions are counted from. */
export type Ground = {
  readonly picture: Picture
  readonly rules: CityRules | undefined
  /** The latest year of every buyer. */
  readonly latest: readonly Bought[]
  readonly years: ReadonlyMap<number, readonly Bought[]>
  /** Made by hand from what firms confided; never kept. */
  loadPrivate(): Promise<{ readonly merged: Bought[]; readonly confided: Bought[] }>
}

type Kept = { readonly key: string; readonly picture: Picture; readonly ground: Omit<Ground, 'loadPrivate'> }
const kept = new Map<string, Kept>()

type Goods = ReadonlyMap<string, ReadonlySet<string>>

async function loadGoods(ctx: Context, dataset: Dataset, rules: CityRules | undefined): Promise<Goods> {
  const nodes = await listNodesOfOrganisations(ctx.db, dataset)
  const scopes = rules?.scopes ?? defaultScopes
  return new Map([...nodes].map(([id, own]) => [id, new Set(own.map((node) => scopeOfNode(scopes, node)))]))
}

function describer(picture: Picture, goods: Goods) {
  const places = new Map<string, Bought['place']>()
  const placeOf = (key: string) => {
    if (!places.has(key)) places.set(key, placeOfSupplier(picture, key))
    return places.get(key)!
  }
  return ({ buyerId, supplierId, amountFen, bandFen }: YearPurchase): Bought => ({
    ...{ buyerId, amountFen, bandFen, supplierId: supplierId ?? 'unknown' },
    place: supplierId === null ? null : placeOf(supplierId),
    goods: supplierId === null ? undefined : goods.get(supplierId),
  })
}

/** The ground of a city; kept until a row behind it changes. */
export async function loadGround(ctx: Context, city: string, dataset: Dataset): Promise<Ground> {
  const picture = await loadPicture(ctx, dataset)
  const rules = await findRules(ctx.db, city)
  const { placements, isWriting } = await readRevision(ctx.db, dataset)
  const key = `${picture.version} ${placements} ${rules?.version} ${JSON.stringify(rules?.scopes)}`
  const known = kept.get(`${city} ${dataset}`)
  const loadPrivate = () => confided(ctx, city, picture, rules)
  if (known?.key === key && known.picture === picture) return { ...known.ground, loadPrivate }
  const describe = describer(picture, await loadGoods(ctx, dataset, rules))
  const isHere = (id: string) => picture.organisations.get(id)?.cityCode === city
  const latest = [...picture.years].filter(([id]) => isHere(id)).flatMap(([, own]) => own.map(describe))
  const years = new Map(
    [...picture.purchasesByYear].flatMap(([year, all]) => {
      const own = all.filter(({ buyerId }) => isHere(buyerId))
      return own.length === 0 ? [] : [[year, own.map(describe)] as const]
    }),
  )
  const ground = { picture, rules, latest, years }
  if (!isWriting) kept.set(`${city} ${dataset}`, { key, picture, ground })
  return { ...ground, loadPrivate }
}

async function confided(ctx: Context, city: string, picture: Picture, rules: CityRules | undefined) {
  const packed = await ctx.asProgram(() => readPackedPrivate(ctx.db, picture.dataset))
  const isHere = (id: string) => picture.organisations.get(id)?.cityCode === city
  const own = packed === null ? [] : unpackPrivate(packed).filter(({ buyerId }) => isHere(buyerId))
  if (own.length === 0) return { merged: [], confided: [] }
  const describe = describer(picture, await loadGoods(ctx, picture.dataset, rules))
  const withGoods = (one: YearPurchase & Partial<PrivatePurchase>): Bought => {
    const described = describe(one)
    const supplierId = one.supplierMark ?? described.supplierId
    return { ...described, supplierId, goods: one.goods ? new Set([one.goods]) : described.goods }
  }
  const held: (YearPurchase & Partial<PrivatePurchase>)[] = [...picture.years]
    .filter(([id]) => isHere(id))
    .flatMap(([, year]) => year)
  return { merged: mergePrivate(held, own).map(withGoods), confided: own.map(withGoods) }
}
