import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts'
import { type Dataset, runAsOperator } from '../access/index.ts'
import { importKinds } from './import/registry-of-importers.ts'
import type { ImportReport } from './model.ts'
import { checkImport, type ImportInput, runImport } from './service/import-file.ts'

const help = `lianshu import check FILE --kind KIND [OPTIONS]
lianshu import run   FILE --kind KIND [OPTIONS]

读入企业、供应关系、项目、园区等表格（CSV、XLSX）。check 只预演、不写入；run 写入。每一行都有去处，合计对得上。
Reads a spreadsheet of firms, supply relations, projects, parks … (CSV, XLSX). check foretells and writes nothing; run writes.
Every row ends somewhere, and the report adds up.

--kind KIND                   firms 企业, relations 供应关系, projects 项目, parks 园区, library 库条目,
                              indicator_values 指标数值, monitoring_reports 监测报送, leads 招商线索
--partner supplier|customer   关系表里“对方”是供应商还是客户（文件看不出谁卖给谁时必填）
                              what the partner is, where the file does not show who sells
--dataset held|demo           写入哪套数据，默认 held · which data set, default held
--as USER                     以哪位用户的名义，默认本机管理员 · as whom, default the local administrator
--lang zh|en                  提示语言 · language of the messages
--json                        机器可读 · for machines

退出码 exit: 0 全部接受 all accepted, 1 有被拒的行或需要回答的问题 refused rows or an open question, 2 用法错误 wrong use`

const options = {
  kind: { type: 'string' },
  partner: { type: 'string' },
  dataset: { type: 'string', default: 'held' },
  as: { type: 'string' },
  lang: { type: 'string', default: 'zh' },
  json: { type: 'boolean', default: false },
} as const

function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly T[]): T | null {
  if (value === undefined) return null
  if ((allowed as readonly string[]).includes(value)) return value as T
  throw new UsageError(`--${name} 只能是 must be one of: ${allowed.join(', ')}`)
}

async function runImportCommand(argv: readonly string[], io: CommandIo, writes: boolean): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
  const [file] = positionals
  if (!file || positionals.length > 1) throw new UsageError('请给出一个文件 · give one file')
  const kind = oneOf('kind', values.kind, importKinds())
  if (!kind) throw new UsageError(`请用 --kind 指明 · name --kind: ${importKinds().join(', ')}`)
  const lang = oneOf('lang', values.lang, ['zh', 'en']) ?? 'zh'
  const path = resolve(io.cwd, file)
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new UsageError(`找不到文件 no such file: ${path}`)
  const input: ImportInput = {
    file: path,
    kind,
    options: {
      dataset: oneOf('dataset', values.dataset, ['held', 'demo'] satisfies Dataset[]) ?? 'held',
      fileName: basename(path),
      partner: oneOf('partner', values.partner, ['supplier', 'customer']),
    },
  }
  const report = await runAsOperator(io, { as: values.as, lang }, (ctx) =>
    writes ? runImport(ctx, input) : checkImport(ctx, input),
  )
  io.out(values.json ? JSON.stringify(printed(report), null, 2) : inWords(report, writes))
  return report.refused > 0 || isStopped(report) ? 1 : 0
}

/** Whether the file as a whole was refused or a question about it is open. */
function isStopped({ rows, accepted, problems }: ImportReport): boolean {
  return (rows > 0 && accepted === 0) || problems.some((problem) => isQuestion(problem.code)) || rows === 0
}

const isQuestion = (code: string) => code.endsWith('.partner_unknown')

function printed(report: ImportReport) {
  const { importId, file, kind, dataset, rows, accepted, refused, created, joined, unchanged, waiting } =
    report
  const { mapping, problems, problemCount, encoding, sheet } = report
  const counts = { rows, accepted, refused, created, joined, unchanged, waiting }
  return { ...counts, mapping, problems, problemCount, importId, file, kind, dataset, encoding, sheet }
}

function inWords(report: ImportReport, writes: boolean): string {
  const { rows, accepted, refused, created, joined, unchanged, waiting } = report
  const shown = report.problems.slice(0, 20).map(({ line, column, message }) => {
    const place = [line === null ? '' : `第 ${line} 行`, column ?? '']
      .filter((part) => part !== '')
      .join(' · ')
    return `  ${place === '' ? '' : `${place}：`}${message}`
  })
  const more = report.problemCount - shown.length
  return [
    `${report.file}：${rows} 行 rows = 接受 accepted ${accepted} + 拒绝 refused ${refused}`,
    `接受 accepted = 新建 created ${created} + 并入 joined ${joined} + 无变化 unchanged ${unchanged} + 等待 waiting ${waiting}`,
    ...report.mapping
      .filter(({ field }) => field !== null)
      .map(({ header, field, how }) => `  ${header} → ${field} (${how})`),
    ...shown,
    ...(more > 0 ? [`  …… 另有 ${more} 条 more`] : []),
    writes
      ? report.importId
        ? `已写入 written: ${report.importId}`
        : '没有改动 nothing changed'
      : '只是预演，没有写入 foretold only, nothing written',
  ].join('\n')
}

export const commands: readonly Command[] = [
  {
    name: 'import check',
    summary: { zh: '预演导入，不写入', en: 'foretell an import, write nothing' },
    help,
    run: (argv, io) => runImportCommand(argv, io, false),
  },
  {
    name: 'import run',
    summary: { zh: '导入企业或关系表格', en: 'import a spreadsheet of firms or relations' },
    help,
    run: (argv, io) => runImportCommand(argv, io, true),
  },
]
