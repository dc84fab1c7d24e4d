import type { Formula, Operator, SeriesRef } from './tree.ts'

const shown: Readonly<Record<Operator, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷' }
const rank = { '+': 1, '-': 1, '*': 2, '/': 2 } as const

/** A formula as people read it, each series by the words that `wordOf` gives; `before`: of the year before. */
export function sayFormula(
  formula: Formula,
  wordOf: (series: SeriesRef, isBefore: boolean) => string,
): string {
  const say = (part: Formula): string => sayFormula(part, wordOf)
  // A bracket wherever the part binds less tightly than what it stands in, or stands right of − or ÷.
  const within = (part: Formula, operator: Operator, isRight: boolean): string => {
    if (part.kind !== 'operation' && part.kind !== 'sum') return say(part)
    const own = part.kind === 'sum' ? 1 : rank[part.operator]
    const isLoose = own < rank[operator] || (own === rank[operator] && isRight)
    return isLoose ? `(${say(part)})` : say(part)
  }
  switch (formula.kind) {
    case 'number':
      return formula.text
    case 'series':
      return wordOf(formula, false)
    case 'before':
      return wordOf(formula.of, true)
    case 'sum':
      return formula.parts.map(say).join(' + ')
    case 'share':
      return `${within(formula.part, '/', false)} ÷ ${within(formula.whole, '/', true)} × 100%`
    case 'growth':
      return `(${wordOf(formula.of, false)} − ${wordOf(formula.of, true)}) ÷ ${wordOf(formula.of, true)} × 100%`
    default: {
      const { operator, left, right } = formula
      return `${within(left, operator, false)} ${shown[operator]} ${within(right, operator, true)}`
    }
  }
}
