/** The real program on an empty data folder, and a browser in front of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { projectFolder } from '../../src/platform/config.ts'
import { stopCluster } from '../../src/platform/database/cluster.ts'
import { testSettings } from '../../src/platform/testing/test-cluster.ts'

// Plain JavaScript without types, because they run before anything is installed.
const script = (name: string) => import(pathToFileURL(join(projectFolder, 'scripts', name)).href)
const { findChromium }: { findChromium(): Promise<string | null> } = await script('chromium.mjs')
const { ensureBuilt }: { ensureBuilt(): Promise<number> } = await script('prepare.mjs')

export type RunningHouse = {
  readonly address: string
  /** The first administrator, as the start prints it once. */
  readonly first: { readonly userName: string; readonly password: string }
  /** Where it keeps its data; a journey that has to wait for days reaches the database by it. */
  readonly folder: string
  /** A browser of its own for one person, in Chinese, 1440 wide unless told. */
  visitor(options?: { width?: number }): Promise<Page>
  close(): Promise<void>
}

/** Path of a Chromium, null when there is none: the journeys are then skipped, and `npm test` says so. */
export const chromiumPath: string | null = await findChromium()

/** Starts the server on an empty folder and a free port, with more settings where told; waits until it prints that it is ready. */
export async function openRunningHouse(
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningHouse> {
  if ((await ensureBuilt()) !== 0) throw new Error('the pages could not be built')
  const folder = mkdtempSync(join(tmpdir(), 'lianshu-journey-'))
  const server = spawn(process.execPath, ['--import', 'tsx', join(projectFolder, 'src/server.ts')], {
    cwd: projectFolder,
    env: {
      ...{ ...process.env, DATABASE_URL: '', DATABASE_APP_URL: '' },
      ...settings,
      ...{ LIANSHU_DATA: folder, LIANSHU_PORT: '0' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = await untilReady(server)
  const browser = await launch()
  return {
    folder,
    address: found(said, /(http:\/\/127\.0\.0\.1:\d+)/),
    first: { userName: found(said, /first sign-in: (\S+)/), password: found(said, /password: (\S+)/) },
    visitor: ({ width = 1440 } = {}) => openVisitor(browser, width),
    close: async () => {
      await browser.close()
      await stop(server)
      // Started as root, the database keeps its files outside the data folder.
      const place = await stopCluster(folder, testSettings())
      rmSync(place.home, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A first start takes half a minute; a machine that does much else gets many times that. */
const patienceMs = 8 * 60_000

function untilReady(server: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      server.kill('SIGKILL')
      reject(new Error(`not ready within ${patienceMs / 60_000} minutes:\n${said}`))
    }, patienceMs)
    const hear = (part: Buffer) => {
      said += part.toString('utf8')
      if (!/Ctrl-C/.test(said)) return
      clearTimeout(timer)
      resolve(said)
    }
    server.stdout?.on('data', hear)
    server.stderr?.on('data', hear)
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
}

function found(text: string, pattern: RegExp): string {
  const match = pattern.exec(text)?.[1]
  if (match === undefined) throw new Error(`the start did not print ${pattern}:\n${text}`)
  return match
}

/** Asks as Ctrl-C does; whoever does not end within 20 s is ended. */
function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve()
    const timer = setTimeout(() => server.kill('SIGKILL'), 20_000)
    server.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    server.kill('SIGINT')
  })
}

function launch(): Promise<Browser> {
  if (!chromiumPath) throw new Error('no Chromium')
  const quiet = ['quic', 'background-networking', 'component-update', 'sync'].map(
    (each) => `--disable-${each}`,
  )
  return chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
  })
}

async function openVisitor(browser: Browser, width: number): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'zh-CN',
  })
  context.setDefaultTimeout(30_000)
  return context.newPage()
}

/** Signs in and, where the account asks for it, chooses a new password and signs in with that. */
export async function signIn(page: Page, address: string, who: { userName: string; password: string }) {
  const own = `${who.password}-own`
  await page.goto(address)
  await fillDoor(page, who.userName, who.password)
  await page.getByText('首次登录，请先换一个自己的密码').waitFor()
  await page.getByLabel('现在的密码').fill(who.password)
  await page.getByLabel('新密码', { exact: true }).fill(own)
  await page.getByLabel('再输一遍新密码').fill(own)
  await page.getByRole('button', { name: '修改密码' }).click()
  await fillDoor(page, who.userName, own)
  await page.getByRole('navigation', { name: '菜单' }).waitFor()
}

async function fillDoor(page: Page, userName: string, password: string) {
  await page.getByLabel('用户名').fill(userName)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Imports one file through the pages and gives the report's counts. */
export async function importFile(page: Page, kind: string, name: string, text: string) {
  await page.getByRole('link', { name: '数据导入' }).click()
  await page.getByRole('heading', { name: '数据导入' }).waitFor()
  await page.getByText(kind, { exact: true }).first().click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') })
  await page.getByRole('button', { name: /确认导入/ }).click()
  await page.getByRole('heading', { name: `导入结果：${name}` }).waitFor()
  const cells = await page.getByTestId('import-report').locator('[data-count]').all()
  const counts = await Promise.all(
    cells.map(async (cell) => [
      await cell.getAttribute('data-count'),
      Number(await cell.locator('dd').textContent()),
    ]),
  )
  return Object.fromEntries(counts) as Record<string, number>
}

/** Invented firms for the register: two makers of traction converters near and one elsewhere. */
export const firmFile = [
  '企业名称,所在地市,地址,主要产品',
  '株洲旅程变流技术有限公司,株洲市,湖南省株洲市石峰区旅程路1号,牵引变流器',
  '株洲旅程整车有限公司,株洲市,湖南省株洲市石峰区旅程路2号,电力机车',
  '常州旅程变流有限公司,常州市,江苏省常州市武进区旅程路3号,牵引变流器',
  ',株洲市,没有名称的一行,轮对',
].join('\n')

/** What the vehicle maker buys: one supplier near, one elsewhere, one that the source does not name. */
export const relationFile = [
  '采购方名称,供应商名称,年度,占比（%）',
  '株洲旅程整车有限公司,株洲旅程变流技术有限公司,2024,30',
  '株洲旅程整车有限公司,常州旅程变流有限公司,2024,20',
  '株洲旅程整车有限公司,第三名,2024,10',
].join('\n')
