import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts'
import { runCases } from './cases.ts'
import { loadPolicies } from './load-policies.ts'
import type { Problem } from './read-policy.ts'
import { staticProblems } from './static-checks.ts'

const help = `用法 usage: lianshu policy check PATH… [--json]

读政策文件（或文件夹里的政策文件），检查写法，做发布前的静态检查，并逐个运行条款旁的案例。
Reads policy files (or the policies in folders), checks how they are written, makes the static checks
of publication and runs every worked case beside the clauses.

  --json   输出 print {clauses, cases, failed, problems: [{file, line, clause, case, expected, actual, message}]}

写法见 how to write them: docs/methods/writing-rules.md
退出码 exit: 0 全部通过 all good, 1 有问题 problems found, 2 用法不对 wrong use`

export const checkCommand: Command = {
  name: 'policy check',
  summary: { zh: '检查政策文件并运行其中的案例', en: 'check policy files and run their worked cases' },
  help,
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    if (positionals.length === 0)
      throw new UsageError('请给出政策文件或文件夹 · name policy files or folders')
    return check(positionals, values.json === true, io)
  },
}

function check(paths: readonly string[], asJson: boolean, io: CommandIo): ExitCode {
  const { texts, library, problems: reading } = loadPolicies(paths, io.cwd)
  const reports = texts.map(runCases)
  const failing = reports.flatMap((report) => report.problems)
  const checked = texts.flatMap((text, i) => staticProblems(text, reports[i]!))
  const problems: Problem[] = [...reading, ...failing, ...checked]
  const failed = new Set(failing.map((p) => `${p.file}\u0000${p.clause}\u0000${p.case}`)).size
  const cases = reports.reduce((sum, report) => sum + report.count, 0)
  const clauses = library.clauses.length
  const hasErrors = problems.some((p) => p.severity === 'error')
  if (texts.length === 0) io.err(`在 ${paths.join('、')} 下没有找到政策文件 · no policy found there`)
  if (asJson) io.out(JSON.stringify({ clauses, cases, failed, problems }, null, 2))
  else {
    for (const problem of problems) io.out(problemLine(problem))
    io.out(
      `${texts.length} 个政策文件，${clauses} 条条款，${cases} 个案例，${failed} 个不符，${problems.length} 个问题 · ${texts.length} policies, ${clauses} clauses, ${cases} cases, ${failed} failed, ${problems.length} problems`,
    )
  }
  return hasErrors || texts.length === 0 ? 1 : 0
}

/** One problem as compilers print them: file:line, where, what. */
export function problemLine(problem: Problem): string {
  const where = [problem.clause, problem.case].filter((x) => x !== null).join(' › ')
  const kind = problem.severity === 'warning' ? '提醒 warning' : '错误 error'
  return `${problem.file}${problem.line === null ? '' : `:${problem.line}`}: ${kind}: ${where ? `[${where}] ` : ''}${problem.message}`
}
