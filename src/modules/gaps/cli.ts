import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts'
import { runAsOperator } from '../access/index.ts'
import { type ChainGaps, chainGapsQuerySchema } from './model.ts'
import { getChainGaps } from './service/chain-gaps.ts'
import { findDemoCity, generateDemoCity, mostDemoFirms, mostDemoLinks } from './service/demo-city.ts'
import './words.ts'

const gapsHelp = `lianshu chains gaps --city CODE --chain ID [--dataset held|demo] [--on DATE] [--json]

逐个环节判断一条产业链在一座城市的状态：强、弱、缺、未知，并说明依据和数字。
Judges every node of a chain for a city: strong, weak, missing or unknown, with reasons and figures.

--city     六位行政区划代码，如 430200 · six-digit code of the city
--chain    产业链编号，如 rail-transit · id of the chain
--dataset  held（在库，默认 default）或 or demo（演示数据 invented firms）
--on       判断日期 YYYY-MM-DD：门槛和声明以这一天为准，默认今天
           the day whose thresholds and statements hold, by default today
--as       以哪位用户的名义 · as whom
--lang     zh|en
--json     机器可读，未知为 null，环节按编号排列 · for machines; unknown is null, nodes by id

例 example: lianshu chains gaps --city 430200 --chain rail-transit --json

退出码 exit: 0 完成 done, 1 被拒 refused, 2 用法错误 wrong use`

const demoHelp = `lianshu demo generate --firms N --links M --seed S [--city CODE] [--json]

重新生成演示城市：虚构的企业、集团、位置和供应关系，名称都带“（演示）”，与在库数据分开存放。
原有的演示数据会被替换；在库数据不受影响。种子相同，结果相同。
Makes the demo city anew: invented firms, owners, places and relations, every name marked 演示, kept apart from what is
held. It takes the place of the demo city before it. The same seed gives the same city.

--firms  企业数 firms, 1 … ${mostDemoFirms}
--links  关系数 relations, 0 … ${mostDemoLinks}
--seed   种子 seed, 0 … 4294967295
--city   城市代码，默认第一座有图谱的城市 · default: the first city whose pack draws a map
--as     以哪位用户的名义 · as whom
--json   机器可读 · for machines

退出码 exit: 0 完成 done, 1 被拒 refused, 2 用法错误 wrong use`

const words = {
  strong: { zh: '强 ●', en: 'strong ●' },
  weak: { zh: '弱 ▲', en: 'weak ▲' },
  missing: { zh: '缺 ◇', en: 'missing ◇' },
  unknown: { zh: '未知 ▨', en: 'unknown ▨' },
} as const

function percent(ratio: number | null, lang: 'zh' | 'en'): string {
  if (ratio === null) return lang === 'zh' ? '未知' : 'unknown'
  return `${Math.round(ratio * 1000) / 10}%`
}

/** What `--json` prints; the order of the keys is part of the interface. */
function printed({ city, chain, dataset, mapVersion, asOf, localSourcing, nodes }: ChainGaps) {
  return { city, chain, dataset, mapVersion, asOf, localSourcing, nodes }
}

function inWords({ city, chain, dataset, asOf, localSourcing, nodes }: ChainGaps, lang: 'zh' | 'en'): string {
  const mark = dataset === 'demo' ? (lang === 'zh' ? '【演示数据】' : '[demo data] ') : ''
  const ratio =
    lang === 'zh'
      ? `本地配套率 ${percent(localSourcing.ratio, lang)}，覆盖率 ${percent(localSourcing.coverageRatio, lang)}`
      : `local sourcing ${percent(localSourcing.ratio, lang)}, coverage ${percent(localSourcing.coverageRatio, lang)}`
  return [
    `${mark}${city} ${chain} ${asOf}`,
    ratio,
    ...nodes.flatMap((node) => [
      `${words[node.status][lang]}  ${node.name} (${node.id})`,
      ...node.reasons.map(({ text }) => `      ${text}`),
    ]),
  ].join('\n')
}

function languageOf(text: string | undefined): 'zh' | 'en' {
  if (text === undefined || text === 'zh' || text === 'en') return text ?? 'zh'
  throw new UsageError('--lang: zh | en')
}

async function runGaps(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const options = {
    city: { type: 'string' },
    chain: { type: 'string' },
    dataset: { type: 'string' },
    on: { type: 'string' },
    as: { type: 'string' },
    lang: { type: 'string' },
    json: { type: 'boolean' },
  } as const
  const { values } = parseArgs({ args: [...argv], options })
  const { as, lang: asked, json, ...query } = values
  const lang = languageOf(asked)
  const input = chainGapsQuerySchema.safeParse(query)
  if (!input.success) {
    const fields = input.error.issues.map(({ path }) => `--${path.join('.')}`)
    throw new UsageError(`缺少或写法不对 missing or not valid: ${[...new Set(fields)].join(', ')}`)
  }
  const gaps = await runAsOperator(io, { as, lang }, (ctx) => getChainGaps(ctx, input.data))
  io.out(json ? JSON.stringify(printed(gaps), null, 2) : inWords(gaps, lang))
  return 0
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number {
  const value = Number(text)
  if (text !== undefined && /^\d{1,10}$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(`--${name}: ${least} … ${most}`)
}

async function runDemo(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const options = {
    firms: { type: 'string' },
    links: { type: 'string' },
    seed: { type: 'string' },
    city: { type: 'string' },
    as: { type: 'string' },
    lang: { type: 'string' },
    json: { type: 'boolean' },
  } as const
  const { values } = parseArgs({ args: [...argv], options })
  if (values.city !== undefined && !/^\d{6}$/.test(values.city))
    throw new UsageError('--city: 六位代码 six digits')
  const input = {
    firms: wholeNumber('firms', values.firms, 1, mostDemoFirms),
    links: wholeNumber('links', values.links, 0, mostDemoLinks),
    seed: wholeNumber('seed', values.seed, 0, 4_294_967_295),
  }
  const report = await runAsOperator(io, { as: values.as, lang: languageOf(values.lang) }, async (ctx) => {
    const city = values.city ?? (await findDemoCity(ctx))
    if (city === undefined)
      throw new UsageError('没有画了图谱的城市，请用 --city · no pack draws a map: name --city')
    return generateDemoCity(ctx, { ...input, city }, io.err)
  })
  io.out(
    values.json
      ? JSON.stringify(report, null, 2)
      : `演示城市 demo city ${report.city}：${report.firms} 家企业 firms，${report.links} 条关系 relations，种子 seed ${report.seed}`,
  )
  return 0
}

export const commands: readonly Command[] = [
  {
    name: 'chains gaps',
    summary: {
      zh: '判断一条产业链的强、弱、缺、未知',
      en: 'judge the nodes of a chain: strong, weak, missing, unknown',
    },
    help: gapsHelp,
    run: runGaps,
  },
  {
    name: 'demo generate',
    summary: { zh: '生成演示城市（虚构数据）', en: 'make the demo city of invented firms' },
    help: demoHelp,
    run: runDemo,
  },
]
