// The worker's door: takes pieces of long work from the database until stopped. Any number may run, on any machine.
import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from './kernel/command.ts'
import { asSystem } from './modules/access/index.ts'
import { readConfig } from './platform/config.ts'
import { type Database, openDatabase } from './platform/database/index.ts'
import { startWorker, type Worker } from './platform/jobs/index.ts'
import { log } from './platform/log.ts'

const help = `lianshu worker [--slots N]

做后台任务：级联推演的分块、定时提醒、报告等。服务自带一个；可以在任意多台机器上再开任意多个，结果不变。
Does the work behind the pages: pieces of cascade runs, timed work, reports. The server brings one; run any number more,
on any number of machines: the results are the same to the last bit.

--slots  同时做几块，默认 1（一块会用满所有核）· pieces at a time, 1 by default since a piece uses every core

连接 connection: DATABASE_URL（任意 PostgreSQL），否则用 LIANSHU_DATA 数据目录里正在运行的内置数据库
                 DATABASE_URL, else the embedded database of the data folder LIANSHU_DATA
停止 stop: Ctrl-C；手上的块做完或交还 · pieces under way are finished or given back

退出码 exit: 0 完成 done, 1 被拒 refused, 2 用法错误 wrong use`

/** Starts taking pieces as the program itself; the server keeps a process that does so, unless LIANSHU_WORKER=off. */
export function startHouseWorker(database: Database, slots = 1): Promise<Worker> {
  return startWorker(database, { asProgram: (work) => asSystem(database, work), slots })
}

async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values } = parseArgs({ args: [...argv], options: { slots: { type: 'string', default: '1' } } })
  const slots = Number(values.slots)
  if (!Number.isInteger(slots) || slots < 1 || slots > 64)
    throw new UsageError(`--slots ${values.slots}：请填 1 到 64 的整数 · a whole number from 1 to 64`)
  const database = await openDatabase(readConfig(io.env), { migrate: false, report: io.err })
  try {
    const worker = await startHouseWorker(database, slots)
    io.err(`后台程序已开始 worker started (${process.pid})`)
    if (!io.signal.aborted)
      await new Promise<void>((resolve) => io.signal.addEventListener('abort', () => resolve()))
    await worker.stop()
    io.err('后台程序已停止 worker stopped')
  } catch (error) {
    log.error('worker.fault', { error })
    throw error
  } finally {
    await database.close()
  }
  return 0
}

export const commands: readonly Command[] = [
  {
    name: 'worker',
    summary: { zh: '做后台任务，可同时开任意多个', en: 'does the work behind the pages; run any number' },
    help,
    run,
  },
]
