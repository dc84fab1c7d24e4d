/**
 * `tsx bench/identity.ts`          quality on both halves of the gold, and the clock; writes bench/results/identity.json
 * `tsx bench/identity.ts --tune`   makes src/engines/identity/weights.ts anew from the tuning half
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { type Gold, type GoldQuery, hasGold, loadGold, measure } from '../src/engines/identity/gold.ts'
import type { Organisation } from '../src/engines/identity/organisation.ts'
import { tuneWeights, weightsModule } from '../src/engines/identity/tune.ts'

const WEIGHTS = 'src/engines/identity/weights.ts'
const RESULTS = 'bench/results/identity.json'
const [CANDIDATES, QUERIES] = [17_000, 5_000]

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const PLACES = '株洲 常州 苏州 深圳市 湖南 江苏 浙江 广东省 上海 武汉 成都 昆山 义乌 合肥 青岛 西安'.split(
  ' ',
)
const SIGNS = '天华中新科正泰恒盛源通达安信远宏博瑞龙海东方金鼎锐杰凯乐和美嘉利丰江山光明联合创立德维佳友力'
const TRADES =
  '机械 电子 科技 新材料 精密制造 生物医药 汽车零部件 轨道交通设备 环保工程 商贸 化工 纺织'.split(' ')

function generatedNames(count: number): string[] {
  const chance = seeded(20_241_122)
  const pick = (from: ArrayLike<string>) => from[Math.floor(chance() * from.length)] ?? ''
  return Array.from({ length: count }, () => {
    const form = chance() < 0.2 ? '股份有限公司' : '有限公司'
    return `${pick(PLACES)}${pick(SIGNS)}${pick(SIGNS)}${chance() < 0.3 ? pick(SIGNS) : ''}${pick(TRADES)}${form}`
  })
}

/** Names of people's lists: a generated legal name without its place and form. */
const shortened = (name: string, i: number) => (i % 2 === 0 ? name.replace(/(股份)?有限公司$/, '') : name)

const asQueries = (queries: readonly GoldQuery[]) =>
  queries.map(({ shortName }, i) => ({ id: `q${i}`, name: shortName }))

async function quality(gold: Gold) {
  const { Matcher } = await import('../src/engines/identity/match.ts')
  const matcher = new Matcher(gold.candidates)
  const report = (queries: readonly GoldQuery[], isAlone: boolean) => {
    const list = asQueries(queries)
    const matches = isAlone ? list.map((query) => matcher.match(query)) : matcher.matchList(list)
    return {
      organisation: measure(queries, matches, gold.isRight),
      anyListed: measure(queries, matches, gold.isAnyRight),
      letter: measure(queries, matches, gold.isExactlyRight),
    }
  }
  const all = [...gold.tuning, ...gold.held]
  const together = matcher.matchList(asQueries(all))
  const held = together.slice(gold.tuning.length)
  return {
    queries: { tuning: gold.tuning.length, held: gold.held.length },
    candidates: gold.candidates.length,
    tuning: report(gold.tuning, false),
    held: report(gold.held, false),
    heldOneByOne: report(gold.held, true),
    heldInWholeList: {
      organisation: measure(gold.held, held, gold.isRight),
      anyListed: measure(gold.held, held, gold.isAnyRight),
      letter: measure(gold.held, held, gold.isExactlyRight),
    },
  }
}

async function clock(gold: Gold | null) {
  const { Matcher } = await import('../src/engines/identity/match.ts')
  const own = gold?.candidates ?? []
  const made = generatedNames(CANDIDATES - own.length)
  const candidates: Organisation[] = [...own, ...made.map((name, i) => ({ id: `g${i}`, name }))]
  const real = gold ? asQueries([...gold.tuning, ...gold.held]) : []
  const filler = generatedNames(QUERIES - real.length).map((name, i) => ({
    id: `p${i}`,
    name: shortened(name, i),
  }))
  const cpuStart = process.cpuUsage()
  const start = performance.now()
  const matcher = new Matcher(candidates)
  const built = performance.now()
  const matches = matcher.matchList([...real, ...filler])
  const end = performance.now()
  const cpu = process.cpuUsage(cpuStart)
  const seconds = (from: number, to: number) => Math.round(to - from) / 1000
  return {
    candidates: candidates.length,
    queries: matches.length,
    indexSeconds: seconds(start, built),
    matchSeconds: seconds(built, end),
    totalSeconds: seconds(start, end),
    // what the process itself used: other work on the machine makes the clock longer, not this
    cpuSeconds: seconds(0, (cpu.user + cpu.system) / 1000),
  }
}

const gold = hasGold ? await loadGold() : null
if (process.argv.includes('--tune')) {
  if (!gold) throw new Error('the gold is not beside the project: ../shared/data')
  const solved = gold.tuning.map((query) => ({
    name: query.shortName,
    isRight: (id: string) => gold.isRight(query, id),
  }))
  writeFileSync(WEIGHTS, weightsModule(tuneWeights(gold.candidates, solved)))
  console.log(`written: ${WEIGHTS}`)
} else {
  const result = {
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version },
    clock: await clock(gold),
    quality: gold ? await quality(gold) : null,
  }
  mkdirSync('bench/results', { recursive: true })
  writeFileSync(RESULTS, `${JSON.stringify(result, null, 2)}\n`)
  console.log(JSON.stringify(result, null, 2))
}
