// The HTTP front door: opens the data folder, the database and the port, and closes them in order.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildApp, prepare, uploadSpool } from './app.ts'
import { AppError } from './kernel/errors.ts'
import { clearLeftImports, type ImportOrder, importsInOwnProcess } from './modules/registry/index.ts'
import { BackgroundProcess } from './platform/background-process.ts'
import { type Config, readConfig } from './platform/config.ts'
import { claimDataFolder } from './platform/data-folder.ts'
import { openDatabase } from './platform/database/index.ts'
import { listen, serveWeb } from './platform/http.ts'
import { keepProcess } from './platform/kept-process.ts'
import { log } from './platform/log.ts'
import { withProgress } from './platform/progress.ts'
import { translate } from './platform/words.ts'

const importProcess = fileURLToPath(new URL('./import-process.ts', import.meta.url))
const workerProcess = fileURLToPath(new URL('./worker-process.ts', import.meta.url))

type Closer = () => Promise<void> | void

const say = (line: string): void => void process.stdout.write(`${line}\n`)

// The port is taken first, so that a taken one is told at once; until all is ready it says so.
const notReady = (): Response =>
  new Response('链枢正在启动，请稍候。 Lianshu is starting, one moment.\n', {
    status: 503,
    headers: { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' },
  })

/** Starts everything; whatever was opened is in `closers`, to be closed last first. */
async function start(config: Config, closers: Closer[]): Promise<void> {
  const claim = claimDataFolder(config.dataFolder)
  closers.push(claim.release)
  let answer: (request: Request, env?: object) => Response | Promise<Response> = notReady
  const server = await listen({ fetch: (request, env) => answer(request, env) }, config)
  closers.push(server.close)
  claim.announce(server.address)
  const database = await withProgress('启动数据库 starting the database', say, () =>
    openDatabase(config, { report: say }),
  )
  closers.push(database.close)
  const { signInHint } = await withProgress('装入数据 loading packs and data', say, () =>
    prepare(database, say),
  )
  if (config.hasWorker) closers.push(keepProcess(workerProcess, { graceMs: 20_000 }).close)
  const imports = new BackgroundProcess<ImportOrder>(importProcess, { maxMemoryMb: 1_500, idleMs: 600_000 })
  closers.push(() => imports.close())
  await clearLeftImports(database, uploadSpool(config), new Date())
  const app = buildApp(database, config, undefined, importsInOwnProcess(database, imports))
  serveWeb(app, join(config.projectFolder, 'dist'))
  answer = app.fetch
  say(`\n链枢已就绪 Lianshu is ready: ${server.address}`)
  say(
    signInHint ??
      '请用已有账号登录；管理员可重设密码。 Sign in with your account; an administrator can renew passwords.',
  )
  say('按 Ctrl-C 停止。 Ctrl-C stops it.')
}

async function closeAll(closers: Closer[]): Promise<void> {
  for (const close of closers.splice(0).reverse()) {
    await Promise.resolve(close()).catch((error: unknown) => log.error('server.close_failed', { error }))
  }
}

function tell(error: unknown): void {
  if (!(error instanceof AppError)) {
    log.error('server.start_failed', { error })
    return
  }
  for (const lang of ['zh', 'en'] as const)
    process.stderr.write(`${translate(lang, error.code, error.params)}\n`)
}

const stillStopping =
  '还在等手上的事做完；再按一次 Ctrl-C 立即停止，未写完的会撤回。 Waiting for work under way; Ctrl-C again stops at once, what is half-written is rolled back.'

const closers: Closer[] = []
let isStopping = false
async function stop(exitCode: number): Promise<void> {
  if (isStopping) process.exit(1) // asked twice: at once
  isStopping = true
  setTimeout(() => say(stillStopping), 5_000).unref()
  await closeAll(closers)
  process.exit(exitCode)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    say('\n正在停止… stopping…')
    void stop(0)
  })
}
process.on('uncaughtException', (error) => {
  log.error('server.fault', { error })
  void stop(1)
})

try {
  await start(readConfig(process.env), closers)
} catch (error) {
  tell(error)
  await stop(1)
}
