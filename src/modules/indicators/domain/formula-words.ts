import type { IndicatorPageAnswer } from '../model/changes.ts'
import type { Definition } from '../model.ts'
import { parseFormula } from './formula/parse.ts'
import { sayFormula } from './formula/say.ts'
import { seriesIn } from './formula/tree.ts'

/** A definition's formula with the names of the indicators in it; null where there is none that can be read. */
export function formulaWords(
  definition: Pick<Definition, 'expression'>,
  definitions: readonly Definition[],
): IndicatorPageAnswer['formula'] {
  const parsed = definition.expression === undefined ? null : parseFormula(definition.expression)
  if (!parsed?.ok) return null
  const nameOf = (id: string) => definitions.find((each) => each.id === id)?.name ?? { zh: id, en: id }
  const words = (lang: 'zh' | 'en') =>
    sayFormula(parsed.formula, ({ indicator, scope }, isBefore) => {
      const scoped = scope === null ? '' : lang === 'zh' ? `〔${scope}〕` : ` [${scope}]`
      const before = isBefore ? (lang === 'zh' ? '（上年同期）' : ' (a year before)') : ''
      return `${nameOf(indicator)[lang]}${scoped}${before}`
    })
  const ids = [...new Set(seriesIn(parsed.formula).map(({ indicator }) => indicator))]
  const indicators = ids.map((id) => ({ id, name: nameOf(id) }))
  return { words: { zh: words('zh'), en: words('en') }, indicators }
}
