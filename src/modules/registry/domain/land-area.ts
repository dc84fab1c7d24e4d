/** Units of area that spreadsheets of land use; hundredths of a square metre in each, as a fraction. */
const units: readonly (readonly [word: RegExp, numerator: bigint, denominator: bigint])[] = [
  [/^(万平方米|万平米|万㎡|万m2)$/, 1_000_000n, 1n],
  [/^(平方公里|平方千米|km2)$/, 100_000_000n, 1n],
  [/^(公顷|ha|hectares?)$/, 1_000_000n, 1n],
  [/^(亩|mu)$/, 200_000n, 3n], // 15 亩 are one hectare
  [/^(平方米|平米|㎡|m2)$/, 100n, 1n],
]
const words = '万平方米|万平米|万㎡|万m2|平方公里|平方千米|km2|公顷|hectares?|ha|亩|mu|平方米|平米|㎡|m2'
const cell = new RegExp(`^(\\d{1,12})(?:\\.(\\d{1,6}))?(${words})?$`, 'i')
const inHeader = new RegExp(`[(,:](?:单位:?)?(${words})[)]?$`, 'i')
const largestHundredths = 10n ** 13n // 100,000 square kilometres: more than any city has

const unitOf = (word: string) => units.find(([pattern]) => pattern.test(word.toLowerCase()))

/** The unit that a header names in brackets at its end, for cells that name none; null where it names none. */
export function areaUnitOf(header: string): string | null {
  // NFKC turns ㎡ into m2 and full-width brackets into plain ones.
  const even = header.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
  return inHeader.exec(even)?.[1] ?? null
}

/**
 * An area as people write it (1,200亩, 3.5平方公里, 80000), in square metres to the hundredth.
 *
 * @param unit of the header, for cells that name none
 * @returns null for an empty cell; 'no_unit' where nobody says the unit; 'bad' where it is no area
 */
export function readAreaM2(text: string, unit: string | null): number | null | 'no_unit' | 'bad' {
  const even = text.normalize('NFKC').replaceAll(/[,\s]/g, '')
  if (even === '' || /^([-/—–]|无|不详|未知)$/.test(even)) return null
  const [, whole, part = '', own] = cell.exec(even) ?? []
  if (whole === undefined) return 'bad'
  const found = unitOf(own ?? unit ?? '')
  if (!found) return own === undefined && unit === null ? 'no_unit' : 'bad'
  const [, numerator, denominator] = found
  const scale = 10n ** BigInt(part.length) * denominator
  const hundredths = (2n * BigInt(whole + part) * numerator + scale) / (2n * scale) // rounded half up
  return hundredths > largestHundredths ? 'bad' : Number(hundredths) / 100
}
