// 市科技局 in a paper of Zhuzhou is 株洲市科技局, in full 株洲市科学技术局: which names of the register a short one can mean.

export type ShortName = { short: string; full: string }
/** Where a paper comes from: its city and province as the register of places names them; null where not known. */
export type Surroundings = { city: string | null; province: string | null; district?: string | null }

const places = ['市', '省', '区', '县'] as const

function withPlace(name: string, { city, province }: Surroundings): string[] {
  const rest = name.slice(1)
  if (name.startsWith('市') && city !== null) return [city + rest, `中共${city}${rest}`]
  if (name.startsWith('省') && province !== null) return [province + rest, `中共${province}${rest}`]
  // 石峰区政府: a district of the city stands behind its name in the register.
  if (city !== null && !places.some((place) => name.startsWith(place)) && !name.startsWith(city))
    return [name, city + name]
  return [name]
}

/**
 * Every whole name that a unit's short name can mean in a city, the name itself first. A short form of the vocabulary
 * is put out in full at the end of the name only (市科技局, not 科技局大楼). Pure; nothing is guessed beyond the vocabulary.
 */
export function expansionsOf(name: string, around: Surroundings, shorts: readonly ShortName[]): string[] {
  const bases = [name, ...withPlace(name, around)]
  const full = bases.flatMap((base) =>
    shorts
      .filter(({ short }) => base.endsWith(short))
      .map(({ short, full: long }) => base.slice(0, base.length - short.length) + long),
  )
  return [...new Set([...bases, ...full])]
}
