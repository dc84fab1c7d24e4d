/** A figure as sheets write it. */
export type WrittenFigure = {
  readonly comparator: '=' | '>=' | '>' | '<=' | '<' | '~'
  readonly value: string
}

const before: readonly (readonly [RegExp, WrittenFigure['comparator']])[] = [
  [/^(?:>=|≥|不少于|不低于|至少)/, '>='],
  [/^(?:<=|≤|不超过|至多)/, '<='],
  [/^(?:>|超过|超)/, '>'],
  [/^(?:<|少于|低于|不足)/, '<'],
  [/^(?:~|≈|约|大约|近)/, '~'],
]
const after: readonly (readonly [RegExp, WrittenFigure['comparator']])[] = [
  [/(?:以上)$/, '>='],
  [/(?:以内|以下)$/, '<='],
  [/(?:余|多)$/, '>'],
  [/(?:左右|上下)$/, '~'],
]
const number = /^-?(?:\d{1,30}|\d{1,3}(?:,\d{3})+)(?:\.\d{1,12})?$/

/** Reads 1,507, 约11, 9000余, 3万以上 is not read: figures stand in the definition's unit. undefined: not a figure. */
export function readFigure(text: string): WrittenFigure | undefined {
  let rest = text.normalize('NFKC').replaceAll(/\s/g, '')
  let comparator: WrittenFigure['comparator'] = '='
  for (const [pattern, meaning] of [...before, ...after])
    if (comparator === '=' && pattern.test(rest)) {
      comparator = meaning
      rest = rest.replace(pattern, '')
    }
  return number.test(rest) ? { comparator, value: rest.replaceAll(',', '') } : undefined
}

/** 2024, 2024年, 2024-06, 2024.6, 2024年6月, 2024/6/30 as documents' dates; undefined: no date. */
export function readPeriod(text: string): string | undefined {
  const even = text.normalize('NFKC').replaceAll(/\s/g, '')
  const found = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月?)|年?)$/.exec(even)
  if (!found) return undefined
  const [, year, month, day] = found
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-')
}
