/** Invented facts and titles of invented firms, for the data set `demo` only: the same seed gives the same figures. */

type Invented = { readonly name: string; readonly value: string | boolean }

/** Numbers between 0 and 1 from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296
  }
}

const day = (random: () => number, from: number, years: number) =>
  `${from + Math.floor(random() * years)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-15`
const pick = <T>(random: () => number, values: readonly T[]): T =>
  values[Math.floor(random() * values.length)]!
const percent = (x: number) => `${x.toFixed(1)}%`

/** What the rules of the ladder ask for, of one firm; about one fact in thirty is left out (unknown). */
export function inventLadderFacts(firm: number): Invented[] {
  const random = randomFrom(firm * 6151 + 29)
  const good = random()
  const revenue = Math.round(10 ** (7 + 1.6 * random()))
  const main = Math.round(revenue * (0.55 + 0.4 * random()))
  const rd = Math.round(revenue * (0.01 + 0.06 * good * random() + 0.02 * good))
  const yes = (share: number) => random() < share
  const facts: Invented[] = [
    { name: 'revenue', value: String(revenue) },
    { name: 'main_revenue', value: String(main) },
    { name: 'rd', value: String(rd) },
    { name: 'debt_ratio', value: percent(30 + 45 * random()) },
    { name: 'field', value: pick(random, ['战略性新兴产业', '其他']) },
    { name: 'ip_class', value: pick(random, ['无', '二类', '一类', '自主研发一类', '一类高价值']) },
    { name: 'has_science_prize', value: yes(0.03) },
    { name: 'has_lab', value: yes(0.05) },
    { name: 'equity', value: String(yes(0.08) ? 6_000_000 : 0) },
    { name: 'equity_two_years', value: String(yes(0.04) ? 25_000_000 : 0) },
    { name: 'market_since', value: day(random, 2008, 16) },
    { name: 'main_share', value: percent((100 * main) / revenue) },
    { name: 'main_growth', value: percent(-4 + 18 * good) },
    { name: 'has_ranked_prize', value: yes(0.02) },
    { name: 'has_maker500', value: yes(0.01) },
    {
      name: 'chain_effect',
      value: pick(random, ['补短板锻长板填空白', '六基或老字号或重点服务', '其他', '其他']),
    },
    { name: 'digital_score', value: String(Math.round(15 + 70 * random())) },
    { name: 'has_quality_award', value: yes(0.05) },
    { name: 'has_certificate', value: yes(0.7) },
    { name: 'has_brand', value: yes(0.6) },
    { name: 'has_standards', value: yes(0.2 + 0.3 * good) },
    { name: 'net_margin', value: percent(-2 + 14 * good) },
    { name: 'province_points', value: String(Math.round(4 + 10 * good)) },
    { name: 'rd_staff', value: percent(4 + 24 * good) },
    { name: 'lab_level', value: pick(random, ['无', '市级以下', '市级', '市级', '省级']) },
    { name: 'has_system', value: yes(0.8) },
    { name: 'market_share', value: percent(1 + 18 * good * random()) },
    { name: 'has_own_lab', value: yes(0.75) },
    { name: 'patents', value: String(Math.floor(6 * good * random() + good)) },
    { name: 'has_prize', value: yes(0.01) },
    { name: 'has_maker50', value: yes(0.01) },
    { name: 'is_key_link', value: yes(0.5) },
    { name: 'is_key_field', value: yes(0.8) },
  ]
  return facts.filter(() => random() > 0.03)
}

const ladderCodes = [
  { code: 'innovative-sme', share: 0.2, since: 2022 },
  { code: 'srdi-provincial', share: 0.35, since: 2022 },
  { code: 'little-giant-national', share: 0.2, since: 2023 },
  { code: 'single-champion-national', share: 0.2, since: 2024 },
] as const

/** Titles of one firm from the lowest rung up: who has a higher one has the lower ones too, with their years. */
export function inventLadderTitles(firm: number): { title: string; granted: string }[] {
  const random = randomFrom(firm * 3571 + 5)
  const titles: { title: string; granted: string }[] = []
  for (const { code, share, since } of ladderCodes) {
    if (random() > share) break
    titles.push({
      title: code,
      granted: `${since + Math.floor(random() * 3)}-${random() < 0.5 ? '03-01' : '10-20'}`,
    })
  }
  return titles
}
