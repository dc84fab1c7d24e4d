import type { Context } from '../access/index.ts'
import { disclosable } from '../access/index.ts'
import type { ComputedValue, ComputeScope, IndicatorSource } from '../indicators/index.ts'
import { countDefinitions } from './domain/count-definitions.ts'
import { strengthOfAll } from './domain/driving-strength.ts'
import type { StructureFigure } from './domain/structure.ts'
import { loadGround } from './service/sourcing-ground.ts'
import { type ChainGround, isOpen, loadStructure, type StructureGround } from './service/structure-ground.ts'
import { structureUnknown } from './structure-words.ts'

const indicators = [
  ...['high-tech-firm-share', 'service-manufacturing-firms', 'large-firm-share', 'ten-billion-reserve'],
  ...[
    'consumer-goods-share',
    'whole-machine-share',
    'emerging-industry-share',
    'rd-intensity-gap',
    'driving-strength',
  ],
  ...['internationalisation-index', 'local-sourcing-ratio'],
]

type Value = Omit<ComputedValue, 'asOf' | 'definitionVersion' | 'openPath'>
const decimal = (value: number | null, places = 2) => (value === null ? null : value.toFixed(places))
const heldBack = structureUnknown('held_back')

function ofFigure(one: StructureFigure, dimension: Value['dimension']): Value {
  const isShown = isOpen(one)
  return {
    ...{ indicator: one.indicator, dimension, value: isShown ? decimal(one.value) : null },
    coverageRatio: isShown ? one.coverageRatio : null,
    inputs: isShown ? one.inputs.map(({ name, value, unit }) => ({ name, unit, value: decimal(value) })) : [],
    unknownBecause:
      !isShown && one.value !== null ? heldBack : one.gap === null ? null : structureUnknown(one.gap),
  }
}

/** One leading firm's own value: read by itself and by who reads all figures. */
const ofFirm = (
  indicator: string,
  id: string,
  value: number | null,
  inputs: Value['inputs'],
  gap: Value['unknownBecause'],
): Value => ({
  ...{
    indicator,
    dimension: { kind: 'firm' as const, id },
    value: decimal(value, 4),
    coverageRatio: null,
    inputs: [...inputs],
  },
  unknownBecause: value === null ? gap : null,
})

function drivingOf({ id, leading }: ChainGround): Value[] {
  const known = leading.filter(({ strength }) => strength.purchaseFen !== null)
  const contributors = new Map(known.map((one) => [one.id, Number(one.strength.purchaseFen)]))
  const isShown = disclosable([{ id, contributors }]).size === 1
  const all = strengthOfAll(known.map(({ bought }) => bought))
  const chain: Value = {
    ...{
      indicator: 'driving-strength',
      dimension: { kind: 'chain', id },
      value: isShown ? decimal(all.coefficient, 4) : null,
    },
    coverageRatio: leading.length === 0 ? null : known.length / leading.length,
    inputs: isShown
      ? [
          { name: '本地供应商 local suppliers', value: String(all.localSuppliers), unit: '家' },
          {
            name: '采购额 purchases',
            value: all.purchaseFen === null ? null : decimal(Number(all.purchaseFen) / 1e10, 4),
            unit: '亿元',
          },
        ]
      : [],
    unknownBecause: isShown
      ? null
      : known.length > 0
        ? heldBack
        : structureUnknown(leading.length === 0 ? 'no_leading' : 'no_purchases'),
  }
  const firms = leading.map((one) =>
    ofFirm(
      'driving-strength',
      one.id,
      one.strength.coefficient,
      [{ name: '本地供应商 local suppliers', value: String(one.strength.localSuppliers), unit: '家' }],
      structureUnknown('no_purchases'),
    ),
  )
  return [chain, ...firms]
}

/** The mean over the main-engine firms of a city whose index is known, each counted alike. */
function internationalOf({ chains }: StructureGround, city: string): Value[] {
  const firms = [
    ...new Map(chains.flatMap(({ leading }) => leading.map((one) => [one.id, one] as const))).values(),
  ]
  const known = firms.filter(({ index }) => index !== null && index.index !== null)
  const contributors = new Map(known.map(({ id }) => [id, 1]))
  const isShown = disclosable([{ id: city, contributors }]).size === 1
  const mean = known.reduce((sum, { index }) => sum + index!.index!, 0) / known.length
  return [
    {
      ...{ indicator: 'internationalisation-index', dimension: { kind: 'city', id: city } },
      ...{
        value: isShown ? decimal(100 * mean) : null,
        coverageRatio: firms.length === 0 ? null : known.length / firms.length,
      },
      inputs: [{ name: '主机企业 main-engine firms', value: String(firms.length), unit: '家' }],
      unknownBecause: isShown ? null : known.length === 0 ? structureUnknown('no_index') : heldBack,
    },
    ...firms.map(({ id, index }) =>
      ofFirm(
        'internationalisation-index',
        id,
        index?.index == null ? null : 100 * index.index,
        (index?.parts ?? []).map(({ name, ratio }) => ({
          name,
          unit: '%',
          value: decimal(ratio === null ? null : 100 * ratio),
        })),
        structureUnknown('no_index'),
      ),
    ),
  ]
}

/** The ratio of core components, devices and software from within the city, as the target of the plan speaks of them. */
async function localSourcingOf(ctx: Context, { cityCode, dataset }: ComputeScope): Promise<Value> {
  const ground = await loadGround(ctx, cityCode, dataset)
  const [core] = countDefinitions([{ kind: 'city', cityCode }], ['core'], ground.latest)
  const isShown = disclosable([{ id: 'core', contributors: core!.placedByBuyer }]).size === 1
  const { ratio, coverageRatio, between } = core!.figure
  const inputs =
    between === null
      ? []
      : [
          { name: '含区间：不低于 with bands, at least', value: decimal(100 * between.low), unit: '%' },
          { name: '不高于 at most', value: decimal(100 * between.high), unit: '%' },
        ]
  return {
    ...{ indicator: 'local-sourcing-ratio', dimension: { kind: 'city', id: cityCode } },
    ...{
      value: isShown && ratio !== null ? decimal(100 * ratio) : null,
      coverageRatio: isShown ? coverageRatio : null,
    },
    inputs: isShown ? inputs : [],
    unknownBecause:
      isShown && ratio !== null
        ? null
        : core!.placedByBuyer.size === 0
          ? structureUnknown('no_purchases')
          : heldBack,
  }
}

/** Rows M01 to M04, D03 and D04 as dated indicators. */
export const networkIndicatorSource: IndicatorSource = {
  room: 'network',
  indicators,
  async compute(ctx, scope) {
    const ground = await loadStructure(ctx, {
      city: scope.cityCode,
      dataset: scope.dataset,
      on: scope.onDate,
    })
    const values = [
      ...ground.chains.flatMap((chain) => [
        ...chain.figures.map((one) => ofFigure(one, { kind: 'chain', id: chain.id })),
        ...drivingOf(chain),
      ]),
      ofFigure(ground.city, { kind: 'city', id: scope.cityCode }),
      ...internationalOf(ground, scope.cityCode),
      await localSourcingOf(ctx, scope),
    ]
    const search = `?city=${scope.cityCode}${scope.dataset === 'demo' ? '&dataset=demo' : ''}`
    // A firm that leads two chains has one value.
    const once = new Map(
      values.map((one) => [`${one.indicator} ${one.dimension.kind} ${one.dimension.id}`, one]),
    )
    return [...once.values()].map((one) => ({
      ...one,
      ...{ definitionVersion: 1, asOf: scope.onDate },
      openPath:
        one.indicator === 'local-sourcing-ratio'
          ? `/local-sourcing${search}`
          : `/structure${search}${one.dimension.kind === 'chain' ? `&chain=${one.dimension.id}` : ''}`,
    }))
  },
}
