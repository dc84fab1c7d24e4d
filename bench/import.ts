// The clock of an import: 50,000 rows (80 % with code, 15 % exact name, 5 % fuzzy) against a held register of 50,000, end to
// end over HTTP as a person does it: file sent, run ordered, report there. Meanwhile a second person's requests are timed and
// the server's memory is watched. `npx tsx bench/import.ts [--rows 50000]`
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { creditCodeCheckCharacter } from '../src/kernel/credit-code.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '50000' } } })
const rowCount = Number(values.rows)
const project = join(import.meta.dirname, '..')

// Names by syllables from a fixed seed: place, brand, trade, form. No real firm is meant.
const places = ['株洲', '常州', '长沙', '无锡', '苏州', '宁波', '合肥', '武汉', '成都', '青岛']
const syllables = [...'安邦诚达鼎恒宏华辉嘉金精科力联隆明能普启瑞森盛泰腾通威祥新兴旭亚益永宇元振正中卓']
const trades = ['机械', '电子', '材料', '轴承', '电气', '精密制造', '新能源', '轨道装备', '传动', '自动化']
const nameOf = (i: number) => {
  const at = (by: number, list: readonly string[]) => list[Math.floor(i / by) % list.length]!
  const brand = at(1, syllables) + at(syllables.length, syllables) + at(syllables.length ** 2, syllables)
  return `${at(7, places)}${brand}${at(13, trades)}有限公司`
}
const codeOf = (i: number) => {
  const body = `91999999${String(i).padStart(9, '0')}`
  return body + creditCodeCheckCharacter(body)
}
const header = '企业名称,统一社会信用代码,注册地址,主营产品'
const line = (name: string, code: string, i: number) =>
  `${name},${code},湖南省株洲市石峰区${i % 900}号,产品${i % 500}`

/** The held register: every firm with a code but each twentieth, whose row will have nothing but a name. */
const held = Array.from({ length: rowCount }, (_, i) => line(nameOf(i), i % 20 === 19 ? '' : codeOf(i), i))
/** The file: 16 of 20 rows with the code, 3 with the exact name alone, 1 with a name that only resembles a held one. */
const asked = Array.from({ length: rowCount }, (_, i) => {
  const kind = i % 20
  if (kind < 16) return line(nameOf(i), codeOf(i), i + 1)
  if (kind < 19) return line(nameOf(i), '', i + 1)
  return line(nameOf(i).replace(/^../, '').replace('有限公司', ''), '', i + 1)
})

type Server = { child: ChildProcess; url: string; password: string }

async function startServer(folder: string): Promise<Server> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    cwd: project,
    env: { ...process.env, LIANSHU_DATA: folder, LIANSHU_PORT: '0', DATABASE_URL: '', DATABASE_APP_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  for (let tries = 0; tries < 900; tries++) {
    const password = /password: (\S+)/.exec(output)?.[1]
    const url = /(http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1]
    if (password && url && /Ctrl-C/.test(output)) return { child, url, password }
    if (child.exitCode !== null) break
    await pause(100)
  }
  throw new Error(`the server did not start\n${output}`)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One person's requests, with the cookie of the sign-in. */
async function signIn({ url, password }: Server) {
  const headers = { 'content-type': 'application/json', 'x-lianshu-csrf': '1' }
  const userName = 'admin'
  const open = async (word: string) => {
    const body = JSON.stringify({ userName, password: word })
    const answer = await fetch(`${url}/api/session`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(await answer.text())
    return answer.headers.get('set-cookie')!.split(';')[0]!
  }
  const first = await open(password)
  const own = `${password}-own`
  await fetch(`${url}/api/session/password`, {
    method: 'POST',
    headers: { ...headers, cookie: first },
    body: JSON.stringify({ current: password, next: own }),
  })
  const cookie = await open(own)
  return async (method: string, path: string, body?: Buffer | object) => {
    const isFile = Buffer.isBuffer(body)
    const answer = await fetch(url + path, {
      method,
      headers: {
        'x-lianshu-csrf': '1',
        cookie,
        'content-type': isFile ? 'application/octet-stream' : 'application/json',
      },
      ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
    // biome-ignore lint/suspicious/noExplicitAny: a bench reads whatever came
    return answer.json() as Promise<any>
  }
}
type Ask = Awaited<ReturnType<typeof signIn>>

/** From the first byte sent to the report; the counts of it. */
async function importRows(ask: Ask, name: string, lines: readonly string[]) {
  const bytes = Buffer.from(`${[header, ...lines].join('\n')}\n`)
  const begun = performance.now()
  const { id } = await ask('POST', `/api/imports/files?name=${name}`, bytes)
  await ask('POST', `/api/imports/files/${id}/run`, { kind: 'firms', dataset: 'held' })
  for (;;) {
    const job = await ask('GET', `/api/imports/files/${id}`)
    if (job.state === 'failed') throw new Error(JSON.stringify(job.problem))
    if (job.state === 'done') {
      const { rows, created, joined, unchanged, waiting, refused } = job.report
      return {
        seconds: seconds(begun),
        bytes: bytes.length,
        importId: job.importId,
        counts: { rows, created, joined, unchanged, waiting, refused },
      }
    }
    await pause(200)
  }
}
const seconds = (begun: number) => Math.round((performance.now() - begun) / 10) / 100

/** Times a light request again and again until told to stop. */
function watchSecondPerson(ask: Ask, pid: number) {
  const times: number[] = []
  let rssMb = 0
  let isOver = false
  const ended = (async () => {
    while (!isOver) {
      const begun = performance.now()
      await ask('GET', '/api/organisations?dataset=held&limit=20')
      times.push(performance.now() - begun)
      rssMb = Math.max(rssMb, rssOf(pid))
      await pause(50)
    }
  })()
  return async () => {
    isOver = true
    await ended
    times.sort((a, b) => a - b)
    const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)]!)
    return {
      requests: times.length,
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      maxMs: at(1),
      serverRssMb: Math.round(rssMb),
    }
  }
}
const rssOf = (pid: number) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) / 256

const folder = mkdtempSync(join(tmpdir(), 'lianshu-bench-import-'))
let server: Server | undefined
try {
  server = await startServer(folder)
  const ask = await signIn(server)
  const before = await importRows(ask, 'held.csv', held)
  const stop = watchSecondPerson(ask, server.child.pid!)
  const load = loadavg()[0]
  const run = await importRows(ask, 'asked.csv', asked)
  const secondPerson = await stop()
  const begun = performance.now()
  const undo = await ask('POST', `/api/imports/${run.importId}/undo`)
  const { deletedCount, keptCount, restored } = undo
  const result = {
    rows: rowCount,
    seconds: run.seconds,
    boundSeconds: 60,
    counts: run.counts,
    fileBytes: run.bytes,
    firstFileSeconds: before.seconds,
    undo: { seconds: seconds(begun), deletedCount, keptCount, restored },
    secondPerson,
    machine: {
      cores: cpus().length,
      model: cpus()[0]?.model,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      load,
    },
    measuredAt: new Date().toISOString(),
  }
  console.log(JSON.stringify(result, null, 2))
  writeFileSync(join(project, 'bench/results/import.json'), `${JSON.stringify(result, null, 2)}\n`)
} finally {
  server?.child.kill('SIGINT')
  await new Promise((resolve) => (server ? server.child.once('exit', resolve) : resolve(null)))
  rmSync(folder, { recursive: true, force: true })
}
