// The formula language of indicators: closed, typed, exact. docs/methods/indicator-formula.md.

/** One series: an indicator, or of it only the values of these scope words. */
export type SeriesRef = { readonly kind: 'series'; readonly indicator: string; readonly scope: string | null }
export type Operator = '+' | '-' | '*' | '/'
export type Formula =
  | { readonly kind: 'number'; readonly text: string }
  | SeriesRef
  | {
      readonly kind: 'operation'
      readonly operator: Operator
      readonly left: Formula
      readonly right: Formula
    }
  /** Sum of its parts. */
  | { readonly kind: 'sum'; readonly parts: readonly Formula[] }
  /** Part over whole, in per cent. */
  | { readonly kind: 'share'; readonly part: Formula; readonly whole: Formula }
  /** Against the value a year before, in per cent. */
  | { readonly kind: 'growth'; readonly of: SeriesRef }
  /** The value a year before. */
  | { readonly kind: 'before'; readonly of: SeriesRef }

/** What is wrong with a written formula and where, counted in characters from 0. */
export type FormulaFault = { readonly at: number; readonly zh: string; readonly en: string }

/** Every series that a formula names. */
export function seriesIn(formula: Formula): SeriesRef[] {
  switch (formula.kind) {
    case 'number':
      return []
    case 'series':
      return [formula]
    case 'operation':
      return [...seriesIn(formula.left), ...seriesIn(formula.right)]
    case 'sum':
      return formula.parts.flatMap(seriesIn)
    case 'share':
      return [...seriesIn(formula.part), ...seriesIn(formula.whole)]
    default:
      return [formula.of]
  }
}
