import { type Command, type CommandIo, type ExitCode, UsageError } from './kernel/command.ts'
import { AppError } from './kernel/errors.ts'

// A room's command works in the house: app.ts registers what must stand before it runs.
const inHouse = (load: () => Promise<{ commands: readonly Command[] }>) => async () => {
  await import('./app.ts')
  return load()
}

const houseCommands = async () => {
  const [{ backupCommands }, { backupDoor }] = await Promise.all([
    import('./platform/backup/index.ts'),
    import('./app.ts'),
  ])
  return { commands: backupCommands(backupDoor) }
}

/** Where each group of commands lives; loaded only when asked for, so that an engine starts without the rooms. */
const groups: Record<string, () => Promise<{ commands: readonly Command[] }>> = {
  audit: inHouse(() => import('./modules/access/cli.ts')),
  backup: houseCommands,
  cascade: () => import('./engines/cascade/cli.ts'),
  identity: () => import('./engines/identity/cli.ts'),
  chains: inHouse(() => import('./modules/gaps/cli.ts')),
  demo: inHouse(() => import('./modules/gaps/cli.ts')),
  import: inHouse(() => import('./modules/registry/cli.ts')),
  pack: async () => {
    const [{ packCommands }, { packDoor }] = await Promise.all([
      import('./platform/packs/cli.ts'),
      import('./app.ts'),
    ])
    return { commands: packCommands(packDoor) }
  },
  plan: () => import('./engines/documents/cli.ts'),
  policy: () => import('./engines/rules/cli.ts'),
  restore: houseCommands,
  upgrade: houseCommands,
  user: inHouse(() => import('./modules/access/cli.ts')),
  worker: inHouse(() => import('./worker.ts')),
}

/** Finds the command that `argv` names: its longest leading words. */
function findCommand(commands: readonly Command[], argv: readonly string[]): Command | undefined {
  return [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find((command) => command.name.split(' ').every((word, i) => argv[i] === word))
}

async function allCommands(): Promise<Command[]> {
  const lists = await Promise.all(Object.values(groups).map((load) => load()))
  const commands = lists.flatMap((list) => [...list.commands])
  return [...new Map(commands.map((command) => [command.name, command])).values()]
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(0, ...commands.map((command) => command.name.length))
  const lines = commands.map(
    (command) => `  ${command.name.padEnd(width)}  ${command.summary.zh} · ${command.summary.en}`,
  )
  return ['链枢 Lianshu', '', '用法 usage: lianshu COMMAND [OPTIONS] [--help] [--json]', '', ...lines].join(
    '\n',
  )
}

/** Runs one command line and gives its exit code; never throws. */
export async function runCli(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const [group] = argv
  if (group === undefined || group === '--help' || group === '-h' || group === 'help') {
    io.out(overview(await allCommands()))
    return group === undefined ? 2 : 0
  }
  const load = Object.hasOwn(groups, group) ? groups[group] : undefined
  const commands = load
    ? (await load()).commands.filter(({ name }) => `${name} `.startsWith(`${group} `))
    : []
  const command = findCommand(commands, argv)
  if (!command) {
    const asksHelp = argv.includes('--help') || argv.includes('-h')
    const text = commands.length > 0 ? overview(commands) : `没有这个命令 no such command: ${argv.join(' ')}`
    if (asksHelp && commands.length > 0) io.out(text)
    else io.err(`${text}\n试试 try: lianshu --help`)
    return asksHelp && commands.length > 0 ? 0 : 2
  }
  return runCommand(command, argv.slice(command.name.split(' ').length), io)
}

async function runCommand(command: Command, argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.out(command.help)
    return 0
  }
  try {
    return await command.run(argv, io)
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      io.err(`${(error as Error).message}\n\n${command.help}`)
      return 2
    }
    if (error instanceof AppError) {
      const { translate } = await import('./platform/words.ts')
      io.err(`${translate('zh', error.code, error.params)}\n${translate('en', error.code, error.params)}`)
      return 1
    }
    io.err(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return 1
  }
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
}

const isMain = process.argv[1]?.endsWith('lianshu') || process.argv[1]?.endsWith('cli.ts')
if (isMain) {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  process.exitCode = await runCli(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    signal: stop.signal,
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  })
}
