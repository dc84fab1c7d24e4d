/** A place of GB/T 2260 with its centre in WGS84 degrees; null where no pack gives one. */
export type Division = {
  readonly code: string
  readonly name: string
  readonly level: 'province' | 'city' | 'county'
  readonly parentCode: string | null
  readonly lng: number | null
  readonly lat: number | null
}

/** How far down a place is known; a code is null below that. */
export type Place = {
  readonly provinceCode: string | null
  readonly cityCode: string | null
  readonly districtCode: string | null
}

export type Written = {
  readonly province?: string
  readonly city?: string
  readonly district?: string
  readonly address?: string
}

const nowhere: Place = { provinceCode: null, cityCode: null, districtCode: null }
// Endings that everyday writing leaves out. Longest first, since one contains the other.
const endings = /(维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|自治州|地区|省|市|盟)$/
const municipalities = new Set(['110000', '120000', '310000', '500000'])

function shortName(name: string): string {
  const short = name.replace(endings, '')
  return short.length >= 2 ? short : name
}

/** Finds the division that an address or a legal name stands in. Pure; made once from the list of divisions. */
export class PlaceIndex {
  readonly #byCode = new Map<string, Division>()
  readonly #provinces: Division[] = []
  readonly #cities = new Map<string, Division[]>()
  readonly #counties = new Map<string, Division[]>()
  readonly #allCities: Division[] = []
  readonly #countyByName = new Map<string, Division[]>()

  constructor(divisions: readonly Division[]) {
    for (const division of divisions) {
      this.#byCode.set(division.code, division)
      if (division.level === 'province') this.#provinces.push(division)
      if (division.level === 'city') this.#addChild(this.#cities, division, this.#allCities)
      if (division.level === 'county') this.#addCounty(division)
    }
  }

  #addChild(map: Map<string, Division[]>, division: Division, all?: Division[]): void {
    const parent = division.parentCode ?? ''
    map.set(parent, [...(map.get(parent) ?? []), division])
    all?.push(division)
  }

  #addCounty(division: Division): void {
    this.#addChild(this.#counties, division)
    this.#countyByName.set(division.name, [...(this.#countyByName.get(division.name) ?? []), division])
  }

  find(code: string): Division | undefined {
    return this.#byCode.get(code)
  }

  /** The centre of a place: its own, else null. A municipality's city shares the municipality's centre. */
  centre(code: string): { lng: number; lat: number } | null {
    const division = this.#byCode.get(code)
    if (!division) return null
    if (division.lng !== null && division.lat !== null) return { lng: division.lng, lat: division.lat }
    const isMunicipalCity = division.level === 'city' && municipalities.has(division.parentCode ?? '')
    return isMunicipalCity && division.parentCode ? this.centre(division.parentCode) : null
  }

  /** The place that columns and an address name together; a column that names no known place is passed over. */
  locate(written: Written): Place {
    const address = (written.address ?? '').replaceAll(/\s/g, '')
    const province = this.#findProvince(written.province ?? '') ?? this.#provinceAtStart(address)
    const city = this.#findCity(written.city ?? '', province) ?? this.#cityIn(address, province)
    const county = this.#findCounty(written.district ?? '', address, province, city)
    const cityCode = city?.code ?? this.#cityOf(county)
    const provinceCode = province?.code ?? this.#byCode.get(cityCode ?? '')?.parentCode ?? null
    return { provinceCode, cityCode: cityCode ?? null, districtCode: county?.code ?? null }
  }

  /** The city with which a legal name begins (常州市…, 江苏常州…), by the rule that firms' names start with their place. */
  cityInName(name: string): Place {
    const whole = this.#allCities.find((city) => name.startsWith(city.name))
    if (whole) return { provinceCode: whole.parentCode, cityCode: whole.code, districtCode: null }
    const province = this.#provinceAtStart(name)
    const rest = province ? this.#afterPlace(name, province) : name
    const cities = province && rest !== name ? (this.#cities.get(province.code) ?? []) : this.#allCities
    const city =
      this.#atStart(cities, rest) ??
      (province && municipalities.has(province.code) ? this.#onlyCity(province) : undefined)
    if (!city) return province ? { ...nowhere, provinceCode: province.code } : nowhere
    return { provinceCode: city.parentCode, cityCode: city.code, districtCode: null }
  }

  #afterPlace(text: string, place: Division): string {
    if (text.startsWith(place.name)) return text.slice(place.name.length)
    return text.slice(shortName(place.name).length).replace(/^省/, '')
  }

  #atStart(places: readonly Division[], text: string): Division | undefined {
    return (
      places.find((place) => text.startsWith(place.name)) ??
      places.find((place) => text.startsWith(shortName(place.name)))
    )
  }

  #provinceAtStart(text: string): Division | undefined {
    return this.#atStart(this.#provinces, text)
  }

  #findProvince(text: string): Division | undefined {
    const given = text.trim()
    return this.#provinces.find((place) => place.name === given || shortName(place.name) === shortName(given))
  }

  #onlyCity(province: Division): Division | undefined {
    return this.#cities.get(province.code)?.[0]
  }

  #findCity(text: string, province: Division | undefined): Division | undefined {
    const given = text.trim()
    if (given === '')
      return province && municipalities.has(province.code) ? this.#onlyCity(province) : undefined
    const cities = province ? (this.#cities.get(province.code) ?? []) : this.#allCities
    const city = cities.find((place) => place.name === given || shortName(place.name) === shortName(given))
    return city ?? (province && municipalities.has(province.code) ? this.#onlyCity(province) : undefined)
  }

  #cityIn(address: string, province: Division | undefined): Division | undefined {
    const rest = province ? this.#afterPlace(address, province) : address
    return this.#atStart(province ? (this.#cities.get(province.code) ?? []) : this.#allCities, rest)
  }

  #findCounty(district: string, address: string, province?: Division, city?: Division): Division | undefined {
    const inCity = city ? (this.#counties.get(city.code) ?? []) : []
    const named = inCity.find((place) => place.name === district.trim())
    if (named) return named
    if (city) return this.#earliest(inCity, address)
    const everywhere = [...this.#countyByName.values()].filter((places) => places.length === 1).flat()
    const inProvince = province
      ? (this.#cities.get(province.code) ?? []).flatMap((place) => this.#counties.get(place.code) ?? [])
      : everywhere.filter((place) => address.startsWith(place.name))
    return this.#earliest(inProvince, address)
  }

  #earliest(places: readonly Division[], address: string): Division | undefined {
    let found: Division | undefined
    let at = Number.POSITIVE_INFINITY
    for (const place of places) {
      const index = address.indexOf(place.name)
      if (index >= 0 && index < at) [found, at] = [place, index]
    }
    return found
  }

  #cityOf(county: Division | undefined): string | undefined {
    const parent = this.#byCode.get(county?.parentCode ?? '')
    return parent?.level === 'city' ? parent.code : undefined
  }
}
