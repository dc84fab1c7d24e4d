// npm test: every check there is, from a fresh clone. The last line is the sum: "N passed, N failed".
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'
import { checkNode, root, run, step } from './steps.mjs'

checkNode()
await ensureInstalled()

const sum = { passed: 0, failed: 0, notes: [] }
const reports = mkdtempSync(join(tmpdir(), 'lianshu-reports-'))
const node = (script, ...args) => [process.execPath, [join(root, 'node_modules', script), ...args]]

/** A step that counts as one; its output is shown only when it fails. */
async function check(title, [command, args]) {
  const said = []
  const code = await step(title, () => run(command, args, { onOutput: (part) => said.push(part) }))
  if (code !== 0) process.stdout.write(Buffer.concat(said))
  count(code === 0 ? 1 : 0, code === 0 ? 0 : 1)
}

function count(passed, failed) {
  sum.passed += passed
  sum.failed += failed
}

/** A run of vitest; counts its tests, and a file that could not even be loaded as one failure. */
async function vitest(title, args, { env = {}, noSkips = false } = {}) {
  const file = join(reports, `${title.replace(/\W+/g, '-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await step(title, () =>
    run(...node('vitest/vitest.mjs', 'run', ...args, ...reporters), { env }),
  )
  if (!existsSync(file)) return count(0, 1)
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length
  const skipped = noSkips ? report.numPendingTests + report.numTodoTests : 0
  if (skipped > 0)
    console.error(
      `${skipped} 个测试被跳过，这里不允许跳过。 ${skipped} tests were skipped where none may be.`,
    )
  const failed = report.numFailedTests + unloaded + skipped
  count(report.numPassedTests, failed === 0 && code !== 0 ? 1 : failed)
}

async function journeys() {
  const chromium = await findChromium()
  if (chromium) {
    const options = { env: { LIANSHU_CHROMIUM: chromium }, noSkips: Boolean(process.env.CI) }
    return vitest('浏览器旅程 browser journeys', ['--config', 'vitest.journeys.config.ts'], options)
  }
  sum.notes.push(
    '！！浏览器旅程没有运行：找不到 Chromium。请安装 chromium，或用 LIANSHU_CHROMIUM 指定，然后再运行 npm test。',
    '!! The browser journeys were NOT RUN: no Chromium was found. Install chromium, or name one by LIANSHU_CHROMIUM, and run npm test again.',
  )
  if (process.env.CI) count(0, 1)
}

await check('格式与写法 format and lint (biome)', node('@biomejs/biome/bin/biome', 'check', '.'))
await check(
  '类型（服务端）types of the server (tsc)',
  node('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
)
await check(
  '类型（页面）types of the pages (tsc)',
  node('typescript/bin/tsc', '--noEmit', '-p', 'web/tsconfig.json'),
)
await check('边界 boundaries (dependency-cruiser)', node('tsx/dist/cli.mjs', 'scripts/check-boundaries.ts'))
const built = await ensureBuilt()
count(built === 0 ? 1 : 0, built === 0 ? 0 : 1)
await vitest('测试 tests (PostgreSQL 18)', [])
await vitest(
  '数据库测试 database tests (PostgreSQL 15)',
  [
    'routes.test.ts',
    'tests/database/',
    'src/platform/database/database.test.ts',
    'src/platform/database/external.test.ts',
  ],
  { env: { LIANSHU_TEST_PG: '15' } },
)
if (!process.argv.includes('--no-journeys')) await journeys()

rmSync(reports, { recursive: true, force: true })
for (const note of sum.notes) console.error(note)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0
