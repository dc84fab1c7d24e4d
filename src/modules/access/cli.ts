import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts'
import { runAsOperator } from './operator.ts'
import { renewPassword, verifyAudit } from './service.ts'

const help = `lianshu audit verify [--anchor SEQ:DIGEST] [--as USER] [--json]

核对审计链：每条记录的摘要都含上一条的摘要；改过、删过、截断都会被发现。
Checks the audit chain: each entry's digest covers the one before; a changed, removed or cut-off entry is found.

--anchor  以前记下的“序号:摘要”，可发现整条链被重写
          "seq:digest" noted earlier; also finds a chain rewritten as a whole

退出码 exit: 0 完整 whole, 1 不完整 not whole, 2 用法错误 wrong use`

function anchorOf(text: string | undefined): { seq: number; digest: string } | undefined {
  if (text === undefined) return undefined
  const [, seq, digest] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (!seq || !digest)
    throw new UsageError('--anchor 应为 序号:64 位十六进制摘要 · must be seq:64 hex digits')
  return { seq: Number(seq), digest }
}

async function runVerify(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: { anchor: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' } },
  })
  const anchor = anchorOf(values.anchor)
  const verdict = await runAsOperator(io, { as: values.as }, (ctx) => verifyAudit(ctx, anchor))
  if (values.json) io.out(JSON.stringify(verdict, null, 2))
  else if (verdict.ok)
    io.out(`审计链完整 whole: ${verdict.entries} 条 entries, ${verdict.entries}:${verdict.head}`)
  else io.out(`审计链不完整 not whole: ${verdict.firstBad?.kind} @ ${verdict.firstBad?.seq}`)
  return verdict.ok ? 0 : 1
}

const userHelp = `lianshu user password USER [--as USER] [--json]

给账号换一个新密码（只显示一次），并结束它的全部登录。忘记管理员密码时在服务器上运行。
Gives an account a new password (shown once) and ends its sessions. For a forgotten administrator's password, run it
on the server.

退出码 exit: 0 完成 done, 1 没有此账号 no such account, 2 用法错误 wrong use`

async function runPassword(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { as: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [userName] = positionals
  if (!userName || positionals.length > 1) throw new UsageError('请给出一个用户名 · give one user name')
  const renewed = await runAsOperator(io, { as: values.as }, (ctx) => renewPassword(ctx, { userName }))
  io.out(values.json ? JSON.stringify(renewed) : `${renewed.userName}  ${renewed.oneTimePassword}`)
  return 0
}

export const commands: readonly Command[] = [
  {
    name: 'audit verify',
    summary: { zh: '核对审计链', en: 'check the audit chain' },
    help,
    run: runVerify,
  },
  {
    name: 'user password',
    summary: { zh: '给账号换新密码', en: 'give an account a new password' },
    help: userHelp,
    run: runPassword,
  },
]
