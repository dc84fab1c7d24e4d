import { chinaDay } from '../../../kernel/china-day.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, holds, requirePermission } from '../../access/index.ts'
import { listIndicators } from '../../indicators/index.ts'
import type { StructureFigure } from '../domain/structure.ts'
import type { LeadingFirm, Structure, StructureFigureAnswer, StructureFirms } from '../model.ts'
import { type ChainGround, isOpen, type Leading, loadStructure } from './structure-ground.ts'

type Scope = { readonly city: string; readonly dataset: 'held' | 'demo' }
type Definitions = ReadonlyMap<string, Pick<StructureFigureAnswer, 'name' | 'unit' | 'formula'>>

async function loadDefinitions(ctx: Context, city: string): Promise<Definitions> {
  const definitions = await listIndicators(ctx, city)
  return new Map(definitions.map(({ id, name, unit, formula }) => [id, { name, unit, formula }]))
}

const undefinedOf = (id: string) => ({ name: { zh: id, en: id }, unit: '', formula: null })

function sayFigure(ctx: Context, one: StructureFigure, definitions: Definitions): StructureFigureAnswer {
  const isShown = holds(ctx.actor, 'figures.read_all') || isOpen(one)
  const definition = definitions.get(one.indicator) ?? undefinedOf(one.indicator)
  const unknownBecause = one.gap === null ? null : translate(ctx.lang, `network.structure_${one.gap}`)
  if (!isShown)
    return {
      ...{ indicator: one.indicator, ...definition, value: null, coverageRatio: null, isHeldBack: true },
      ...{ inputs: [], firms: null, unknownBecause: null },
    }
  const { indicator, value, coverageRatio, inputs, firmIds } = one
  return {
    ...{ indicator, ...definition, value, coverageRatio, isHeldBack: false, unknownBecause },
    ...{ inputs: [...inputs], firms: value === null ? null : firmIds.length },
  }
}

const textOf = (fen: bigint | null) => (fen === null ? null : String(fen))

const sayLeading = ({ id, name, year, strength, index }: Leading): LeadingFirm => ({
  ...{ id, name, year, localRatio: strength.localRatio, coefficient: strength.coefficient },
  // Without any purchase held, how many suppliers it has nobody knows.
  localSuppliers: year === null ? null : strength.localSuppliers,
  ownerUnknown: year === null ? null : strength.ownerUnknown,
  ...{ purchaseFen: textOf(strength.purchaseFen), localFen: textOf(strength.localFen) },
  ...{ internationalisation: index?.index ?? null, parts: [...(index?.parts ?? [])] },
})

/** Leading firms one by one: all for who reads all figures and relations, its own line for a firm. */
function leadingFor(ctx: Context, { leading }: ChainGround): LeadingFirm[] | null {
  const mayReadAll = holds(ctx.actor, 'figures.read_all') && holds(ctx.actor, 'relations.read_all')
  const own = leading.filter(({ id }) => mayReadAll || id === ctx.actor.organisationId)
  return mayReadAll || own.length > 0 ? own.map(sayLeading) : null
}

/** What the chains of a city are made of, and who leads them. */
export async function getStructure(ctx: Context, { city, dataset }: Scope): Promise<Structure> {
  requirePermission(ctx.actor, 'network.aggregate', city)
  const on = chinaDay(ctx.now)
  const ground = await ctx.asProgram(() => loadStructure(ctx, { city, dataset, on }))
  const definitions = await loadDefinitions(ctx, city)
  const chains = ground.chains.map((chain) => ({
    ...{ id: chain.id, name: chain.name, firms: chain.firms.length, leadingStated: chain.leading.length },
    figures: chain.figures.map((one) => sayFigure(ctx, one, definitions)),
    leading: leadingFor(ctx, chain),
  }))
  if (holds(ctx.actor, 'figures.read_all') && chains.some(({ leading }) => leading && leading.length > 0))
    await audit(ctx, {
      action: 'network.read_structure',
      subject: `city/${city}/${dataset}`,
      confidential: true,
    })
  return { asOf: on, city: [sayFigure(ctx, ground.city, definitions)], chains }
}

const mostFirms = 500

/** The firms that make a figure of a chain; those behind a confidential one only for who reads all figures. */
export async function listStructureFirms(
  ctx: Context,
  { city, dataset, chain, indicator }: Scope & { chain: string; indicator: string },
): Promise<StructureFirms> {
  requirePermission(ctx.actor, 'network.aggregate', city)
  const ground = await ctx.asProgram(() => loadStructure(ctx, { city, dataset, on: chinaDay(ctx.now) }))
  const found = ground.chains
    .find(({ id }) => id === chain)
    ?.figures.find((one) => one.indicator === indicator)
  const isConfidential = found !== undefined && found.cells.length > 0
  if (isConfidential && !holds(ctx.actor, 'figures.read_all')) return { mayRead: false, firms: [] }
  if (isConfidential)
    await audit(ctx, {
      action: 'network.read_structure',
      subject: `city/${city}/chain/${chain}/${indicator}`,
      confidential: true,
    })
  const firms = (found?.firmIds ?? [])
    .slice(0, mostFirms)
    .map((id) => ({ id, name: ground.nameOf.get(id) ?? id }))
  return { mayRead: true, firms }
}
