import type { Definition } from '../model/definitions.ts'
import type { Bilingual } from '../model/shared.ts'
import { parseFormula } from './formula/parse.ts'
import { seriesIn } from './formula/tree.ts'
import { isFault, unitOf } from './formula/units.ts'

/** What is wrong with the formula of a definition among those that it may name; null where nothing is, or there is none. */
export function formulaFault(
  definition: Pick<Definition, 'id' | 'unit' | 'expression'>,
  definitions: ReadonlyMap<string, Pick<Definition, 'unit' | 'expression'>>,
): Bilingual | null {
  if (definition.expression === undefined) return null
  const parsed = parseFormula(definition.expression)
  if (!parsed.ok) {
    const { at, zh, en } = parsed.fault
    return {
      zh: `算式第 ${at + 1} 个字符处读不出来：${zh}。`,
      en: `The formula cannot be read at character ${at + 1}: ${en}.`,
    }
  }
  const unit = unitOf(parsed.formula, ({ indicator }) => definitions.get(indicator)?.unit)
  if (isFault(unit)) return { zh: `算式不成立：${unit.zh}。`, en: `The formula does not fit: ${unit.en}.` }
  if (unit !== '' && unit !== definition.unit)
    return {
      zh: `算式得出的单位是 ${unit}，指标的单位是 ${definition.unit}，两者须一致。`,
      en: `The formula comes out in ${unit}, the definition is in ${definition.unit}; they must agree.`,
    }
  return leadsTo(definition.id, definition.expression, definitions)
    ? { zh: '算式绕回了自己。', en: 'The formula leads back to itself.' }
    : null
}

function leadsTo(
  goal: string,
  expression: string,
  definitions: ReadonlyMap<string, Pick<Definition, 'expression'>>,
): boolean {
  const seen = new Set<string>()
  const waiting = [expression]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const parsed = parseFormula(next)
    if (!parsed.ok) continue
    for (const { indicator } of seriesIn(parsed.formula)) {
      if (indicator === goal) return true
      const further = definitions.get(indicator)?.expression
      if (further === undefined || seen.has(indicator)) continue
      seen.add(indicator)
      waiting.push(further)
    }
  }
  return false
}
