/**
 * Pans a map of 50,000 clustered firms in headless Chromium and reports long tasks: `tsx bench/map-pan.ts [points]`.
 * The map is the one of the pages (web/ui/map), built for this page alone; the renderer is told, since software WebGL draws.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { projectFolder } from '../src/platform/config.ts'

const points = Number(process.argv[2] ?? 50_000)
const mostMs = 100
type Measured = {
  readyMs: number
  frames: number
  spentMs: number
  longTasks: number[]
  /** Of all that, the time in scripts of the page; the rest is the renderer's and waiting. */
  scriptMs: number
  renderer: string
}
type Profile = {
  nodes: { id: number; callFrame: { functionName: string } }[]
  samples?: number[]
  timeDeltas?: number[]
}

/** A page with nothing but the map, as wide as on a page of 1440 px; points scattered around a city by a fixed rule. */
function writePage(folder: string): void {
  const ui = join(projectFolder, 'web', 'ui')
  const from = (path: string) => JSON.stringify(join(ui, path))
  const script = `
    import ${from('styles/index.css')}
    import { createElement as h } from 'react'
    import { createRoot } from 'react-dom/client'
    import { Look } from ${from('Look.tsx')}
    import { MapView } from ${from('map/MapView.tsx')}
    const part = (i, a) => ((i * a) % 104729) / 104729
    const dots = Array.from({ length: ${points} }, (_, i) => ({
      id: String(i), name: null, lng: 117.5 + 5 * part(i, 7919), lat: 29.5 + 4.5 * part(i, 6151) }))
    const square = (w, s, d) => [[[w, s], [w + d, s], [w + d, s + d], [w, s + d], [w, s]]]
    const ground = { centre: { lng: 119.97, lat: 31.79 }, bounds: [117, 29, 123, 34.5], tiles: null, outlineSource: 'bench',
      outlines: Array.from({ length: 30 }, (_, i) => ({ code: null, name: '示例' + i, isOwn: i === 14,
        lines: square(117.2 + (i % 6), 29.2 + Math.floor(i / 6), 0.95) })) }
    performance.mark('start')
    createRoot(document.getElementById('root')).render(h(Look, null, h(MapView, {
      ground, dots, label: 'bench', legend: [], list: null, view: ground.bounds })))`
  writeFileSync(join(folder, 'main.js'), script)
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="zh-CN"><body><div id="root" style="width:705px"></div><script type="module" src="./main.js"></script></body></html>',
  )
}

const types: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.mjs': 'text/javascript' },
}

/** Serves a built folder on a free port of this machine. */
function serve(folder: string): Promise<{ address: string; close(): void }> {
  const server = createServer((request, answer) => {
    const path = (request.url ?? '/').split('?')[0]!
    try {
      const bytes = readFileSync(join(folder, path === '/' ? 'index.html' : path))
      answer.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html' }).end(bytes)
    } catch {
      answer.writeHead(404).end()
    }
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const place = server.address()
      const port = typeof place === 'object' && place ? place.port : 0
      resolve({ address: `http://127.0.0.1:${port}/`, close: () => server.close() })
    }),
  )
}

/** What a profile spent in scripts, ms. */
function scriptTime({ nodes, samples = [], timeDeltas = [] }: Profile): number {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]))
  const isOutside = (id: number) => ['(program)', '(idle)', '(root)'].includes(names.get(id) ?? '')
  return samples.reduce((sum, id, i) => (isOutside(id) ? sum : sum + (timeDeltas[i] ?? 0)), 0) / 1000
}

/** Long tasks of the page's own thread while the map is dragged to and fro by the mouse. */
async function pan(page: Page): Promise<Measured> {
  await page.locator('.ls-map-canvas[data-idle]').waitFor({ timeout: 120_000 })
  const readyMs = await page.evaluate<number>(
    "performance.now() - performance.getEntriesByName('start')[0].startTime",
  )
  await page.waitForTimeout(1_000)
  await page.evaluate(`
    window.longTasks = []; window.frames = 0
    new PerformanceObserver((list) => { for (const one of list.getEntries()) window.longTasks.push(one.duration) })
      .observe({ entryTypes: ['longtask'] })
    const tick = () => { window.frames++; requestAnimationFrame(tick) }
    requestAnimationFrame(tick)`)
  const box = (await page.locator('.ls-map-canvas').boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const profiler = await page.context().newCDPSession(page)
  await profiler.send('Profiler.enable')
  await profiler.send('Profiler.start')
  const began = performance.now()
  for (let turn = 0; turn < 6; turn++) {
    const far = { x: x + (turn % 2 ? 220 : -220), y: y + (turn % 3 ? 90 : -90) }
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(far.x, far.y, { steps: 30 })
    await page.mouse.up()
    await page.waitForTimeout(250)
  }
  const spentMs = performance.now() - began
  const { profile } = await profiler.send('Profiler.stop')
  const [longTasks, frames] = await page.evaluate<[number[], number]>('[window.longTasks, window.frames]')
  const renderer = await page.evaluate<string>(`(() => {
    const gl = document.createElement('canvas').getContext('webgl2')
    const info = gl.getExtension('WEBGL_debug_renderer_info')
    return info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : gl.getParameter(gl.RENDERER)
  })()`)
  return { readyMs, frames, spentMs, longTasks, scriptMs: scriptTime(profile), renderer }
}

// Inside the project, so that the page finds its libraries; nothing of it is left behind.
const folder = mkdtempSync(join(projectFolder, 'bench', '.map-pan-'))
const built = mkdtempSync(join(tmpdir(), 'lianshu-map-pan-'))
const { findChromium }: { findChromium(): Promise<string | null> } = await import(
  pathToFileURL(join(projectFolder, 'scripts', 'chromium.mjs')).href
)
const executablePath = await findChromium()
if (!executablePath) throw new Error('no Chromium: set LIANSHU_CHROMIUM')
try {
  writePage(folder)
  await build({
    root: folder,
    base: '/',
    logLevel: 'error',
    configFile: false,
    build: { outDir: built, emptyOutDir: true },
  })
  const server = await serve(built)
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(server.address)
  const { readyMs, frames, spentMs, longTasks, scriptMs, renderer } = await pan(page)
  await browser.close()
  server.close()
  const longest = Math.max(0, ...longTasks)
  const over = longTasks.filter((ms) => ms > mostMs).length
  console.log(`${points} points, ${renderer}`)
  console.log(`drawn and idle after ${Math.round(readyMs)} ms`)
  console.log(
    `panned ${Math.round(spentMs)} ms: ${frames} frames, ${longTasks.length} tasks over 50 ms, longest ${Math.round(longest)} ms, ${over} over ${mostMs} ms`,
  )
  console.log(
    `scripts ${Math.round(scriptMs)} ms in all, ${(scriptMs / frames).toFixed(1)} ms a frame; the rest is the renderer's and waiting`,
  )
  process.exitCode = over > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
  rmSync(built, { recursive: true, force: true })
}
