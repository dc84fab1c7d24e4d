import { rename, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts'
import { checkCreditCode, creditCodeWords } from '../../kernel/credit-code.ts'
import { AppError } from '../../kernel/errors.ts'
import { Matcher, NEW_BELOW } from './match.ts'
import type { Match } from './organisation.ts'
import { readOrganisationFile } from './organisation-file.ts'
import { say } from './words.ts'

const checkCode: Command = {
  name: 'identity check-code',
  summary: { zh: '核对统一社会信用代码（GB 32100-2015）', en: 'check unified social credit codes' },
  help: `用法 usage: lianshu identity check-code CODE… [--json]

逐个核对统一社会信用代码：字符、位数、登记部门、行政区划、校验位。
全角、小写和首尾空格会先改正；其他一概不猜。
Checks each code: characters, length, department, division, check character.
Width, case and spaces at the ends are made even first; nothing else is guessed.

退出码 exit code: 0 全部有效 all valid, 1 有无效的 some are not, 2 用法错误 wrong use

例 example: lianshu identity check-code 91320505Y4CL12TH81`,
  async run(argv, io) {
    const { positionals, values } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    if (positionals.length === 0) throw new UsageError('请给出至少一个代码 · give at least one code')
    const results = positionals.map((text) => ({ text, ...checkCreditCode(text) }))
    if (values.json) io.out(JSON.stringify(results))
    else for (const { text, ...result } of results) io.out(describeCode(text, result))
    return results.every(({ ok }) => ok) ? 0 : 1
  },
}

function describeCode(text: string, result: ReturnType<typeof checkCreditCode>): string {
  if (result.ok) return `${result.code}\t有效 valid`
  const { zh, en } = creditCodeWords[result.reason]
  const place = (words: string) => words.replaceAll('{position}', String(result.position ?? ''))
  return `${text}\t无效 not valid [${result.reason}]\t${place(zh)} · ${place(en)}`
}

const match: Command = {
  name: 'identity match',
  summary: { zh: '在已知企业中查找名单上的企业', en: 'find the organisations of a list among known ones' },
  help: `用法 usage: lianshu identity match --candidates c.csv --queries q.csv --out o.csv [--json]

两个输入文件都是 CSV（UTF-8 或 GB18030），列 id,name 必有；
uscc,address,industry,division_code 可有。
Both inputs are CSV (UTF-8 or GB18030) with the columns id,name, and
uscc,address,industry,division_code where known.

输出 output: query_id,candidate_id,rank,score,band
每个查询至多五行，最可能的在前；首行的 band 是查询的去向：auto 可自动并入，
review 交人工，new 是新企业；其余各行按本行得分给 review 或 new。
没有候选的查询写一行，其候选为空。
At most five lines a query, the likeliest first. The band of the first line is
where the query goes: auto joined, review to a person, new not met before; the
other lines have review or new by their own score. A query without any
candidate has one line with none. Nothing is written when a row cannot be used.

退出码 exit code: 0 已写出 written, 1 输入有问题 problems in the input, 2 用法错误 wrong use

例 example: lianshu identity match --candidates firms.csv --queries list.csv --out found.csv`,
  async run(argv, io) {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        candidates: { type: 'string' },
        queries: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { candidates, queries, out } = values
    if (!candidates || !queries || !out)
      throw new UsageError(
        '缺少 --candidates、--queries 或 --out · --candidates, --queries and --out are needed',
      )
    try {
      return await runMatch({ candidates, queries, out, isJson: values.json }, io)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      io.err(say(error.code, error.params))
      return 1
    }
  },
}

type MatchRun = { candidates: string; queries: string; out: string; isJson: boolean }

async function runMatch({ candidates, queries, out, isJson }: MatchRun, io: CommandIo): Promise<ExitCode> {
  const known = await readOrganisationFile(resolve(io.cwd, candidates), candidates)
  const asked = await readOrganisationFile(resolve(io.cwd, queries), queries)
  for (const { code, params } of [...known.notes, ...asked.notes]) io.err(say(code, params))
  for (const [file, { refused }] of [[candidates, known] as const, [queries, asked] as const]) {
    for (const { code, params } of refused) io.err(say(code, params))
    if (refused.length > 0)
      throw new AppError('invalid', 'identity.rows_refused', { file, count: refused.length })
  }
  const matches = new Matcher(known.organisations).matchList(asked.organisations)
  await writeWhole(resolve(io.cwd, out), out, matchesCsv(matches))
  const count = (band: string) => matches.filter((found) => found.band === band).length
  const counts = { queries: matches.length, auto: count('auto'), review: count('review'), new: count('new') }
  if (isJson) io.out(JSON.stringify({ out, ...counts }))
  else
    io.out(
      `${counts.queries} 个查询 queries: auto ${counts.auto}, review ${counts.review}, new ${counts.new} → ${out}`,
    )
  return 0
}

/** Quotes a cell where CSV needs it. */
const csvCell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** What a candidate behind the first is by its own score: worth a look, or not the one. */
const bandOfOther = (score: number) => (score < NEW_BELOW ? 'new' : 'review')

function matchesCsv(matches: readonly Match[]): string {
  const lines = matches.flatMap(({ id, band, candidates }) =>
    candidates.length === 0
      ? [`${csvCell(id)},,,,${band}`]
      : candidates.map(({ id: found, score }, i) =>
          [csvCell(id), csvCell(found), i + 1, score.toFixed(4), i === 0 ? band : bandOfOther(score)].join(
            ',',
          ),
        ),
  )
  return ['query_id,candidate_id,rank,score,band', ...lines, ''].join('\n')
}

/** Writes a file whole or not at all. */
async function writeWhole(path: string, file: string, text: string): Promise<void> {
  const part = `${path}.${process.pid}.part`
  try {
    await writeFile(part, text)
    await rename(part, path)
  } catch (cause) {
    await rm(part, { force: true }).catch(() => {})
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new AppError('unavailable', 'identity.cannot_write', { file, reason }, [], { cause })
  }
}

export const commands: readonly Command[] = [checkCode, match]
