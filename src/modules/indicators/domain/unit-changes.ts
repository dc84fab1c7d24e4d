import { type Fraction, fraction, multiplyFractions } from '../../../engines/rules/index.ts'
import type { Definition } from '../model/definitions.ts'
import { readDecimal, writeDecimal } from './decimal.ts'

type Versioned = { readonly definition: Pick<Definition, 'id' | 'version' | 'unit' | 'unitChange'> }
/** A figure as it was written, before its indicator was counted in another unit. */
export type AsWritten = { readonly value: string | null; readonly unit: string }

/** More decimals than a formula gives, so that 元 to 亿元 loses nothing. */
const decimals = 12

/** Brings figures of one city into the units in which its indicators are counted now. */
export type UnitChanges = {
  /** The unit of a version of an indicator; undefined where no such version is held. */
  unitOf(indicator: string, version: number | null): string | undefined
  /** The unit in which packs write an indicator's figures: that of the highest version of a pack, else of the first. */
  unitOfPack(indicator: string): string | undefined
  /** The unit in which figures were written before units were kept beside them: that of the first version. */
  firstUnit(indicator: string): string | undefined
  /** The unit in which an indicator is counted now. */
  unitNow(indicator: string): string | undefined
  /** Whether an indicator was ever counted in a unit. */
  had(indicator: string, unit: string): boolean
  /** By what a figure in `unit` is multiplied to stand in the unit of now; null where there is a break between them. */
  factor(indicator: string, unit: string): Fraction | null
}

/**
 * Reads the changes of units out of the versions of definitions. A version in another unit that states no factor, also one
 * that a pack brings, is a break: figures before and after it are never put into one series.
 */
export function unitChangesOf(
  versions: readonly (Versioned & { readonly writtenAt: Date | null })[],
): UnitChanges {
  const byIndicator = new Map<string, (typeof versions)[number][]>()
  for (const version of versions) {
    const { id } = version.definition
    byIndicator.set(id, [...(byIndicator.get(id) ?? []), version])
  }
  for (const list of byIndicator.values()) list.sort((a, b) => a.definition.version - b.definition.version)
  const of = (indicator: string) => byIndicator.get(indicator) ?? []
  return {
    unitOf: (indicator, number) =>
      of(indicator).findLast(({ definition }) => definition.version === number)?.definition.unit,
    unitOfPack: (indicator) =>
      (of(indicator).findLast(({ writtenAt }) => writtenAt === null) ?? of(indicator)[0])?.definition.unit,
    firstUnit: (indicator) => of(indicator)[0]?.definition.unit,
    unitNow: (indicator) => of(indicator).at(-1)?.definition.unit,
    had: (indicator, unit) => of(indicator).some(({ definition }) => definition.unit === unit),
    factor: (indicator, unit) => factorOf(of(indicator), unit),
  }
}

function factorOf(versions: readonly Versioned[], unit: string): Fraction | null {
  const last = versions.at(-1)
  if (last === undefined || last.definition.unit === unit) return fraction(1n, 1n)
  const from = versions.findLastIndex(({ definition }) => definition.unit === unit)
  if (from < 0) return null
  let factor = fraction(1n, 1n)
  for (let i = from + 1; i < versions.length; i++) {
    const [before, { unit: after, unitChange }] = [versions[i - 1]!.definition.unit, versions[i]!.definition]
    if (after === before) continue
    if (unitChange?.before !== before || unitChange.factor === null) return null
    factor = multiplyFractions(factor, readDecimal(unitChange.factor))
  }
  return factor
}

/** A decimal figure times a factor, exact to twelve decimals. */
export const convert = (value: string, factor: Fraction): string =>
  writeDecimal(multiplyFractions(readDecimal(value), factor), decimals)

export const isOne = ({ n, d }: Fraction): boolean => n === d
