import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts'
import { runAsOperator } from './operator.ts'
import { verifyAudit } from './service.ts'

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

export const commands: readonly Command[] = [
  {
    name: 'audit verify',
    summary: { zh: '核对审计链', en: 'check the audit chain' },
    help,
    run: runVerify,
  },
]
