import type { SizeClass } from '../model.ts'

/** One indicator of a group; bounds in stored units (fen for money, heads for employees), each included. */
export type SizeIndicator = {
  readonly figure: string
  readonly large: bigint
  readonly medium: bigint
  readonly small: bigint
}
export type SizeGroup = {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  /** Beginnings of GB/T 4754 codes, or section letters; the longest that fits decides. */
  readonly classes: readonly string[]
  readonly indicators: readonly SizeIndicator[]
}
export type SizeAnswer =
  | {
      readonly kind: 'class'
      readonly class: SizeClass
      readonly group: string
      readonly used: readonly string[]
    }
  /** Figures or the industry are missing, and what is held does not settle it. */
  | { readonly kind: 'unknown'; readonly group: string | null; readonly missing: readonly string[] }
  /** The standard does not class this industry (finance, schools, hospitals, government). */
  | { readonly kind: 'not_classed' }

const order = ['micro', 'small', 'medium', 'large'] as const

/**
 * The size class of an organisation for statistics (国统字〔2017〕213号): large, medium and small need every indicator
 * at its lower bound, else the class is one lower; micro needs only one. So the class is the lowest of those that its
 * indicators reach, and one indicator at micro settles it even where the other is unknown.
 *
 * @param industryCode GB/T 4754-2017 with two digits or more, or a section letter; null where unknown
 * @param sectionOf    the section letter of a two-digit division
 * @param figures      what counts, in stored units; null or missing where unknown
 */
export function sizeClass(
  groups: readonly SizeGroup[],
  industryCode: string | null,
  sectionOf: (division: string) => string | null,
  figures: Readonly<Record<string, bigint | null>>,
): SizeAnswer {
  if (industryCode === null) return { kind: 'unknown', group: null, missing: ['industryCode'] }
  const group = groupOf(groups, industryCode, sectionOf)
  if (group === 'unknown') return { kind: 'unknown', group: null, missing: ['industryCode'] }
  if (!group) return { kind: 'not_classed' }
  const missing: string[] = []
  let lowest = order.length - 1
  for (const indicator of group.indicators) {
    const value = figures[indicator.figure] ?? null
    if (value === null) missing.push(indicator.figure)
    else lowest = Math.min(lowest, stepOf(value, indicator))
  }
  if (missing.length > 0 && lowest > 0) return { kind: 'unknown', group: group.code, missing }
  const used = group.indicators.map(({ figure }) => figure).filter((name) => !missing.includes(name))
  return { kind: 'class', class: order[lowest]!, group: group.code, used }
}

const stepOf = (value: bigint, { large, medium, small }: SizeIndicator) =>
  value >= large ? 3 : value >= medium ? 2 : value >= small ? 1 : 0

/** The group whose longest beginning fits; `unknown` where the code is too short to tell two groups apart. */
function groupOf(
  groups: readonly SizeGroup[],
  code: string,
  sectionOf: (division: string) => string | null,
): SizeGroup | undefined | 'unknown' {
  const section = /^\d{2}/.test(code) ? sectionOf(code.slice(0, 2)) : code
  let best: { length: number; group: SizeGroup } | undefined
  for (const group of groups) {
    for (const beginning of group.classes) {
      const fits = /^\d/.test(beginning) ? code.startsWith(beginning) : beginning === section
      const length = /^\d/.test(beginning) ? beginning.length : 0
      if (fits && (best === undefined || length > best.length)) best = { length, group }
    }
  }
  const isFiner = groups.some(({ classes }) =>
    classes.some((beginning) => beginning.length > code.length && beginning.startsWith(code)),
  )
  return isFiner && /^\d/.test(code) ? 'unknown' : best?.group
}
