/**
 * How fast a chain map is laid out, painted and moved: `npx tsx bench/chain-map.ts`.
 *
 * Layout alone in Node; then the built pages in headless Chromium on a house of its own: the demo city's rail-transit map
 * from navigation to the first node painted, and an invented map of 320 nodes (seed 1), handed to the page in place of the
 * server's answer, while it is panned and hovered.
 */
import type { Page } from 'playwright-core'
import { largeChain } from '../src/engines/graph/fixtures.ts'
import { type Chain, layOut } from '../src/engines/graph/index.ts'
import { openRunningHouse, signIn } from '../tests/journeys/running-house.ts'

const NODES = 320
const scope = 'city=320400&dataset=demo'
const chain = largeChain(NODES, 1)
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const at = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

/** The three answers that the page draws a map from, for the invented chain. */
async function answerWith(page: Page, { segments, nodes, needs }: Chain) {
  const pair = (text: string) => ({ zh: text, en: text })
  const map = {
    ...{ chainId: 'rail-transit', mapId: 'rail-transit', mapVersion: 1, name: pair('试验图谱') },
    ...{ asOf: '2026-01-01', source: '假设', note: null },
    segments: segments.map(({ id, name }, ordinal) => ({ id, name: pair(name), ordinal })),
    nodes: nodes.map(({ id, name, segment }) => ({
      ...{ id, segment, name: pair(name), products: [], classes: [], source: '假设', needsNone: null },
      secondReader: null,
    })),
    needs: needs.map(({ from, to, isEssential }) => ({
      ...{ node: to, needs: from, essential: isEssential, source: '假设' },
    })),
  }
  await page.route(/\/api\/chains\/[^/]+\/map\?/, (route) => route.fulfill({ json: map }))
  await page.route(/\/api\/gaps\/chain\?/, async (route) => {
    const held = await (await route.fetch()).json()
    const judged = nodes.map(({ id, status, here, within200Km, elsewhere }) => ({
      ...held.nodes[0],
      ...{ id, status, here, within200Km, elsewhere, unconfirmed: 0 },
    }))
    await route.fulfill({ json: { ...held, nodes: judged } })
  })
}

/** Milliseconds from navigation to the frame after the first node stands in the page. */
async function firstNode(page: Page, address: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(address, { waitUntil: 'commit' })
  return page.evaluate<number>(`new Promise((done) => {
    const look = () => document.querySelector('[data-node]')
      ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look)
    look()
  })`)
}

type TraceEvent = {
  name: string
  ph: string
  pid: number
  tid: number
  tdur?: number
  args?: { name?: string }
}

/**
 * Processor milliseconds of each task of the page's own thread while something is done: unlike the time on the clock they
 * do not grow with what else the machine does.
 */
async function tasks(page: Page, work: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser()
  if (!browser) throw new Error('no browser')
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] })
  await work()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  return traceEvents
    .filter(({ name, pid, tid }) => /RunTask$/.test(name) && main.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000)
}

const tellTasks = (what: string, all: readonly number[]) =>
  console.log(
    `${what}: processor time of the page's thread ${all.reduce((sum, ms) => sum + ms, 0).toFixed(0)} ms in ${all.length} tasks, longest ${Math.max(0, ...all).toFixed(1)} ms, over 50 ms: ${all.filter((ms) => ms > 50).length}`,
  )

/** Milliseconds between frames, and tasks longer than 50 ms, while something is done. */
async function frames(page: Page, work: () => Promise<void>): Promise<{ gaps: number[]; long: number[] }> {
  await page.evaluate(`(() => {
    window.__gaps = []; window.__long = []; window.__on = true
    let last = performance.now()
    const tick = (now) => { window.__gaps.push(now - last); last = now; if (window.__on) requestAnimationFrame(tick) }
    requestAnimationFrame(tick)
    new PerformanceObserver((list) => window.__long.push(...list.getEntries().map((e) => e.duration)))
      .observe({ type: 'longtask' })
  })()`)
  await work()
  return page.evaluate<{ gaps: number[]; long: number[] }>(
    `(() => { window.__on = false; return { gaps: window.__gaps.slice(1), long: window.__long } })()`,
  )
}

function tell(what: string, { gaps, long }: { gaps: number[]; long: number[] }) {
  const shown = [median(gaps), at(gaps, 0.95), Math.max(...gaps)].map((ms) => ms.toFixed(1)).join(' / ')
  const longest = long.length === 0 ? 'none' : `${long.length}, longest ${Math.max(...long).toFixed(0)} ms`
  console.log(`${what}: frame gap ms median / p95 / longest ${shown}; tasks over 50 ms: ${longest}`)
}

async function measurePage(page: Page, address: string) {
  const map = `${address}/chains/rail-transit?${scope}`
  await firstNode(page, map)
  const times = []
  for (let run = 0; run < 5; run += 1) times.push(await firstNode(page, map))
  console.log(`first node painted, warm server, ms: ${times.map((ms) => ms.toFixed(0)).join(', ')}`)
  tellTasks('opening rail transit', await tasks(page, async () => void (await firstNode(page, map))))
  await answerWith(page, chain)
  console.log(`first of ${NODES} nodes painted, ms: ${(await firstNode(page, map)).toFixed(0)}`)
  await page.waitForLoadState('networkidle')
  const box = await page.locator('.ls-chain-scroll').boundingBox()
  if (!box) throw new Error('no map')
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(centre.x, centre.y)
  const pan = async () => {
    for (let step = 0; step < 60; step += 1) await page.mouse.wheel(step < 30 ? 60 : -60, step % 2 ? 40 : -30)
  }
  const hover = async () => {
    for (let step = 0; step < 60; step += 1)
      await page.mouse.move(box.x + ((step * 37) % box.width), box.y + ((step * 53) % box.height))
  }
  tell('panning', await frames(page, pan))
  tell('hovering', await frames(page, hover))
  tellTasks('panning', await tasks(page, pan))
  tellTasks('hovering', await tasks(page, hover))
  tellTasks('opening', await tasks(page, async () => void (await firstNode(page, map))))
}

const layouts = Array.from({ length: 7 }, () => {
  const start = process.cpuUsage()
  layOut(chain)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
})
console.log(
  `layout of ${NODES} nodes, ${chain.needs.length} needs, processor ms: ${layouts.map((ms) => ms.toFixed(0)).join(', ')}`,
)
const house = await openRunningHouse()
try {
  const page = await house.visitor()
  await signIn(page, house.address, house.first)
  await measurePage(page, house.address)
} finally {
  await house.close()
}
