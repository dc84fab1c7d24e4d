import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts'
import { type Config, readConfig } from '../config.ts'
import { claimDataFolder } from '../data-folder.ts'
import { readMigrations } from '../database/migrate.ts'
import { type BackupReport, makeBackup } from './make-backup.ts'
import { connectAsOwner } from './owner-connection.ts'
import { type RestoreReport, restoreBackup } from './restore-backup.ts'
import { type UpgradeReport, upgrade } from './upgrade.ts'

/** What the front door hands in: who may, and the entry in the audit chain, which this house's rooms write. */
export type BackupDoor = {
  /** Asks whether the operator may, and writes the entry; throws where not. */
  record(
    io: CommandIo,
    operator: string | undefined,
    entry: { action: string; subject: string; detail: Record<string, unknown> },
  ): Promise<void>
}

const backupHelp = `lianshu backup FILE|FOLDER [--as USER] [--json]

把整个库（全部表、序列、审计链）存成一个文件，服务运行中也可以。文件和数据库一样机密，权限为 0600。
Saves the whole house (all tables, sequences, the audit chain) in one file, also while it is open. The file is as
confidential as the database; its mode is 0600.

退出码 exit: 0 完成 done, 1 没有备份 no backup was made, 2 用法错误 wrong use
例 example: lianshu backup /backups/`

const restoreHelp = `lianshu restore FILE [--as USER] [--json]

把备份恢复到一个空的数据目录（LIANSHU_DATA）或空的数据库（DATABASE_URL）。先整个检查，再写入，再核对每张表的摘要和审计链；
目标里已有数据，或备份损坏、不完整时，不写入任何内容。
Brings a backup back into an empty data folder (LIANSHU_DATA) or an empty database (DATABASE_URL). It is checked whole,
written, and every table's digest and the audit chain are checked again. Nothing is written into a target that holds
data, or from a file that is damaged or cut off.

退出码 exit: 0 完成 done, 1 拒绝 refused, 2 用法错误 wrong use`

const upgradeHelp = `lianshu upgrade [--backup FILE|FOLDER] [--as USER] [--json]

更新程序之后运行一次：检查，先备份（默认到数据目录的 backups/），再一次执行全部数据库变更，核对审计链，说明改了什么。
任何一步失败则全部撤回，原来的程序和数据照常可用。请先停止服务。
Run once after the program was updated: checks, backs up first (into backups/ of the data folder), applies all changes of
the schema at once, verifies the audit chain and says what changed. Where a step fails all is taken back and the old
program works on. Stop the server first.

退出码 exit: 0 完成或无需变更 done or nothing to do, 1 没有升级 not upgraded, 2 用法错误 wrong use`

const options = { as: { type: 'string' }, json: { type: 'boolean' }, backup: { type: 'string' } } as const

async function runBackup(door: BackupDoor, argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { backup: _, ...own } = options
  const { values, positionals } = parseArgs({ args: [...argv], options: own, allowPositionals: true })
  const [target] = positionals
  if (!target || positionals.length > 1)
    throw new UsageError('请给出一个文件或文件夹 · give one file or folder')
  const path = resolve(io.cwd, target) + (/[\\/]$/.test(target) ? '/' : '')
  const entry = { action: 'house.backup', subject: 'house', detail: { to: path } }
  await door.record(io, values.as, entry)
  const saved = await asOwner(io, ({ client }) => makeBackup(client, path, new Date(), io.err))
  io.out(values.json ? JSON.stringify(saved, null, 2) : tellBackup(saved))
  return 0
}

const tellBackup = ({ file, bytes, tables, rows, audit }: BackupReport): string =>
  [
    `已备份 backed up: ${file}`,
    `${tables.length} 张表 tables, ${rows} 行 rows, ${bytes} 字节 bytes`,
    `审计链 audit chain: ${audit.entries}:${audit.head}`,
  ].join('\n')

async function runRestore(door: BackupDoor, argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { backup: _, ...own } = options
  const { values, positionals } = parseArgs({ args: [...argv], options: own, allowPositionals: true })
  const [target] = positionals
  if (!target || positionals.length > 1) throw new UsageError('请给出备份文件 · give the backup file')
  const file = resolve(io.cwd, target)
  const restored = await alone(io, (config) =>
    asOwner(io, ({ client }) => restoreBackup(client, file, migrationsOf(config), io.err)),
  )
  const { appliedAfter, audit, createdAt } = restored
  const detail = { file, createdAt, audit, appliedAfter }
  await door.record(io, values.as, { action: 'house.restore', subject: 'house', detail })
  io.out(values.json ? JSON.stringify(restored, null, 2) : tellRestore(restored))
  return 0
}

const tellRestore = ({ createdAt, tables, rows, audit, appliedAfter }: RestoreReport): string =>
  [
    `已恢复 restored: ${createdAt} 的备份 backup`,
    `${tables} 张表的摘要全部相符 digests of all tables agree, ${rows} 行 rows`,
    `审计链完整 audit chain whole: ${audit.entries}:${audit.head}`,
    ...appliedAfter.map((name) => `此后的数据库变更 applied on top: ${name}`),
  ].join('\n')

async function runUpgrade(door: BackupDoor, argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values } = parseArgs({ args: [...argv], options })
  const report = await alone(io, (config) => {
    const target = values.backup
      ? resolve(io.cwd, values.backup) + (/[\\/]$/.test(values.backup) ? '/' : '')
      : join(config.dataFolder, 'backups/')
    return asOwner(io, ({ client }) => upgrade(client, migrationsOf(config), target, new Date(), io.err))
  })
  if (report.backup) {
    const detail = { backup: report.backup.file, applied: report.applied, auditBefore: report.backup.audit }
    await door.record(io, values.as, { action: 'house.upgrade', subject: 'house', detail })
  }
  io.out(values.json ? JSON.stringify(report, null, 2) : tellUpgrade(report))
  return 0
}

function tellUpgrade({ backup, applied, changed, audit }: UpgradeReport): string {
  if (!backup) return `无需变更，审计链完整 nothing to do, audit chain whole: ${audit.entries}:${audit.head}`
  return [
    `升级前的备份 backup made before: ${backup.file}`,
    ...applied.map((name) => `已执行 applied: ${name}`),
    ...changed.map(({ table, before, after }) =>
      before === null
        ? `新表 new table ${table}: ${after} 行 rows`
        : `${table}: ${before} → ${after} 行 rows`,
    ),
    `审计链完整 audit chain whole: ${audit.entries}:${audit.head}`,
  ].join('\n')
}

const migrationsOf = ({ projectFolder }: Config) => readMigrations(join(projectFolder, 'migrations'))

/** No server may work on the data folder meanwhile. */
async function alone<T>(io: CommandIo, work: (config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(io.env)
  const claim = claimDataFolder(config.dataFolder)
  try {
    return await work(config)
  } finally {
    claim.release()
  }
}

async function asOwner<T>(
  io: CommandIo,
  work: (owner: Awaited<ReturnType<typeof connectAsOwner>>) => Promise<T>,
): Promise<T> {
  const owner = await connectAsOwner(readConfig(io.env), io.err)
  try {
    return await work(owner)
  } finally {
    await owner.close()
  }
}

/** `lianshu backup`, `restore` and `upgrade`. */
export const backupCommands = (door: BackupDoor): readonly Command[] => [
  {
    name: 'backup',
    summary: { zh: '备份整个库', en: 'back up the whole house' },
    help: backupHelp,
    run: (argv, io) => runBackup(door, argv, io),
  },
  {
    name: 'restore',
    summary: { zh: '恢复到空的数据目录', en: 'restore into an empty data folder' },
    help: restoreHelp,
    run: (argv, io) => runRestore(door, argv, io),
  },
  {
    name: 'upgrade',
    summary: { zh: '升级：先备份再变更', en: 'upgrade: back up, then change' },
    help: upgradeHelp,
    run: (argv, io) => runUpgrade(door, argv, io),
  },
]
