const national = '000000'

/**
 * Whether a document of an area (GB/T 2260) holds for a place: the nation everywhere, a province in its cities, a city in
 * its districts, a district in itself alone.
 */
export function holdsIn(areaCode: string, placeCode: string): boolean {
  if (areaCode === national) return true
  if (areaCode.endsWith('0000')) return placeCode.startsWith(areaCode.slice(0, 2))
  if (areaCode.endsWith('00')) return placeCode.startsWith(areaCode.slice(0, 4))
  return placeCode === areaCode
}

/** Whether a document matters to a city: it holds there, or in one of its districts. */
export const concernsCity = (areaCode: string, cityCode: string): boolean =>
  holdsIn(areaCode, cityCode) || holdsIn(cityCode, areaCode)
