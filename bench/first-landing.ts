// What a city office waits for: gaps of all chains (cold, and after one import), a firm's page, a filtered list and the
// search box, on the demo city, over HTTP with row security on. `npx tsx bench/first-landing.ts [--firms 50000] [--links 500000] [--seconds 10]`
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'

const { values } = parseArgs({
  options: {
    firms: { type: 'string', default: '50000' },
    links: { type: 'string', default: '500000' },
    seconds: { type: 'string', default: '10' },
  },
})
const seconds = Number(values.seconds)
const project = join(import.meta.dirname, '..')
const port = 4200 + Math.floor(Math.random() * 700)
const url = `http://127.0.0.1:${port}`
const city = '320400'

/** Runs a command line of the project on the bench's data folder and gives its output and its milliseconds. */
async function lianshu(folder: string, args: readonly string[]): Promise<{ out: string; ms: number }> {
  const begun = performance.now()
  const child = spawn(join(project, 'bin/lianshu'), args, {
    env: { ...process.env, LIANSHU_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`lianshu ${args.join(' ')} ended with ${code}\n${err}`)
  return { out, ms: performance.now() - begun }
}

type Server = { readonly child: ChildProcess; readonly output: () => string; readonly readyMs: number }

async function startServer(folder: string): Promise<Server> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    cwd: project,
    env: { ...process.env, LIANSHU_DATA: folder, LIANSHU_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  // The first start invents figures, policies and a ladder for every firm: minutes at 50,000 firms.
  for (let tries = 0; tries < 6_000; tries++) {
    if (/password: \S+/.test(output))
      return { child, output: () => output, readyMs: performance.now() - begun }
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  child.kill('SIGTERM')
  throw new Error(`the server did not become ready\n${output}`)
}

async function post(path: string, body: object, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-lianshu-csrf': '1', cookie }
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer
}

const cookieOf = (answer: Response) => answer.headers.get('set-cookie')!.split(';')[0]!

/** Signs in with the password of the first start, changes it as a person must, and signs in with the new one. */
async function signIn(output: string): Promise<string> {
  const [, userName, password] = /first sign-in: (\S+)\s+密码 password: (\S+)/.exec(output) ?? []
  if (!userName || !password) throw new Error(`no first sign-in in the output\n${output}`)
  const first = cookieOf(await post('/api/session', { userName, password }))
  const next = 'a password for the bench'
  await post('/api/session/password', { current: password, next }, first)
  return cookieOf(await post('/api/session', { userName, password: next }))
}

type Figures = {
  p50Ms: number
  p95Ms: number
  p99Ms: number
  perSecond: number
  requests: number
  failed: number
}

/** Sends the paths in turn for some seconds; percentiles over every answer. Failed: errors, time-outs, not 2xx. */
async function fire(cookie: string, connections: number, paths: readonly string[]): Promise<Figures> {
  const times: number[] = []
  const run = autocannon({
    url,
    connections,
    duration: seconds,
    headers: { cookie },
    requests: paths.map((path) => ({ method: 'GET', path })),
  })
  run.on('response', (_client, _status, _bytes, ms) => times.push(ms))
  const result = await run
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 10) / 10
  const failed = result.errors + result.timeouts + result.non2xx
  return {
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    perSecond: Math.round(result.requests.average),
    requests: times.length,
    failed,
  }
}

async function timed(path: string, cookie: string): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(url + path, { headers: { cookie } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
  return Math.round(performance.now() - begun)
}

/** Pages that a person opens: a hundred firms spread over the register, and lists under three filters. */
async function listPaths(cookie: string): Promise<{ firms: string[]; lists: string[]; search: string[] }> {
  const answer = await fetch(`${url}/api/organisations?dataset=demo&city=${city}&limit=100`, {
    headers: { cookie },
  })
  const { items } = (await answer.json()) as { items: { id: string }[] }
  const firms = items.map(({ id }) => `/api/organisations/${id}`)
  const words = ['转向架', '轴承', '车钩', '变流', '钢', '电机', '空调', '制动']
  const lists = words.map(
    (q) => `/api/organisations?dataset=demo&city=${city}&precision=given&limit=50&q=${encodeURIComponent(q)}`,
  )
  const search = ['转向', '轴承', 'zhou', 'czg', '变流器', '91320', 'jinggong', '电机'].map(
    (q) => `/api/organisations?dataset=demo&limit=8&q=${encodeURIComponent(q)}`,
  )
  return { firms, lists, search }
}

/** Imports twenty firms into the demo city while the server runs, and times the first reading of the gaps after it. */
async function gapsAfterImport(folder: string, cookie: string, gaps: string, round: number): Promise<number> {
  const rows = Array.from({ length: 20 }, (_, i) => `测速${round}号${i}轴承有限公司,常州市,滚动轴承`)
  const file = join(folder, `bench-${round}.csv`)
  writeFileSync(file, `企业名称,所在地市,主要产品\n${rows.join('\n')}\n`)
  await lianshu(folder, ['import', 'run', file, '--kind', 'firms', '--dataset', 'demo'])
  return timed(gaps, cookie)
}

async function measure(cookie: string, folder: string) {
  const gaps = `/api/gaps?city=${city}&dataset=demo`
  const gapsColdMs = await timed(gaps, cookie)
  const { firms, lists, search } = await listPaths(cookie)
  return {
    gapsColdMs,
    gapsAfterImportMs: [
      await gapsAfterImport(folder, cookie, gaps, 1),
      await gapsAfterImport(folder, cookie, gaps, 2),
      await gapsAfterImport(folder, cookie, gaps, 3),
    ],
    gapsOfAllChains: await fire(cookie, 10, [gaps]),
    firmPage: await fire(cookie, 10, firms),
    filteredList: await fire(cookie, 10, lists),
    searchBox: await fire(cookie, 10, search),
    throughputAt200: await fire(cookie, 200, [...firms, ...lists, gaps]),
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lianshu-bench-'))
  let server: Server | undefined
  try {
    const counts = ['--city', city, '--firms', values.firms, '--links', values.links, '--seed', '1']
    const made = await lianshu(folder, ['demo', 'generate', ...counts])
    const loadBefore = loadavg()[0]
    server = await startServer(folder)
    const cookie = await signIn(server.output())
    const figures = await measure(cookie, folder)
    const result = {
      measuredAt: new Date().toISOString(),
      machine: {
        cpu: cpus()[0]?.model,
        cores: cpus().length,
        memoryGb: Math.round(totalmem() / 1e9),
        node: process.version,
      },
      // A machine that does other work too gives slower figures: its load before and after, per minute.
      load: { before: loadBefore, after: loadavg()[0] },
      demo: { firms: Number(values.firms), links: Number(values.links), generateMs: Math.round(made.ms) },
      serverReadyMs: Math.round(server.readyMs),
      secondsEach: seconds,
      ...figures,
    }
    const text = JSON.stringify(result, null, 2)
    writeFileSync(join(project, 'bench/results/first-landing.json'), `${text}\n`)
    process.stdout.write(`${text}\n`)
  } finally {
    if (server) {
      const ended = new Promise((resolve) => server!.child.once('close', resolve))
      server.child.kill('SIGTERM')
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
