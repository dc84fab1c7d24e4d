/**
 * How the board of tasks behaves with 5,000 of them, in a headless Chromium 1440 wide in front of the real program: time
 * until it can be read, bytes, time to change the view, and frames while it is scrolled.
 * `npx tsx bench/task-board.ts [count]`; prints one line of JSON.
 */
import { loadavg } from 'node:os'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase } from '../src/platform/database/index.ts'
import { openRunningHouse, type RunningHouse, signIn } from '../tests/journeys/running-house.ts'

const count = Number(process.argv[2] ?? 5000)
const city = 'city=430200'

/** Invented tasks of twenty units, due over three years around today, a third of them reached. */
async function fillTasks({ folder }: RunningHouse): Promise<void> {
  const config = readConfig({ ...process.env, LIANSHU_DATA: folder, DATABASE_URL: '' })
  const database = await openDatabase(config, { migrate: false })
  try {
    await sql`
      with made as (
        insert into programmes.task (dataset, city_code, kind, title, due_date, created_by, created_at, completed_on, is_open)
        select 'held', '430200', 'own', '测速任务 ' || n, current_date - 550 + (n % 1100), 'bench',
          now() - interval '60 days', case when n % 3 = 0 then current_date - 10 end, n % 3 <> 0
        from generate_series(1, ${count}::int) n
        returning id
      )
      insert into programmes.task_unit (task_id, part, position, name_as_written)
      select id, 'lead', 0, '测速单位' || (id % 20) from made
      union all
      select id, 'responsible', 0, '测速单位' || ((id + 7) % 20) from made`.execute(database.owner)
  } finally {
    await database.close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return Math.round(performance.now() - from)
}

/** Chooses a view and gives the time until it stands, in ms. */
const change = (page: Page, name: string, ready: string) =>
  timed(async () => {
    await page.getByRole('combobox', { name: '排列方式' }).click()
    await page.locator('.ant-select-item-option').getByText(name, { exact: true }).click()
    await page.locator(ready).first().waitFor()
  })

/** Scrolls what scrolls for three seconds; gives the frames' length in ms, sorted. */
const scroll = (page: Page) =>
  page.evaluate<number[]>(`new Promise((done) => {
    const scrolls = (one) => one.scrollHeight > one.clientHeight + 50 && getComputedStyle(one).overflowY !== 'visible'
    const box = [...document.querySelectorAll('*')].filter(scrolls).sort((a, b) => b.clientHeight - a.clientHeight)[0]
      ?? document.scrollingElement
    const frames = []
    const from = performance.now()
    let last = from
    const step = (now) => {
      frames.push(now - last)
      last = now
      box.scrollTop += 60
      if (now - from < 3000) requestAnimationFrame(step)
      else done(frames.slice(1).sort((a, b) => a - b))
    }
    requestAnimationFrame(step)
  })`)

const quantile = (sorted: readonly number[], q: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0) * 10) / 10

const house = await openRunningHouse()
try {
  await fillTasks(house)
  const page = await house.visitor()
  await signIn(page, house.address, house.first)
  let bytes = 0
  page.on('response', (response) => {
    if (response.url().includes('/api/programmes/tasks?'))
      response.body().then(
        (body) => {
          bytes = body.length
        },
        () => {}, // the page was left before the body had come
      )
  })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' })
  await devtools.send('Performance.enable')
  // Processor time of the page's own thread, which other programs on the machine do not lengthen as they do a frame.
  const workedMs = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const openMs = await timed(async () => {
    await page.goto(`${house.address}/tasks?${city}&as=board`)
    await page.locator('.ls-board-card').first().waitFor()
  })
  const before = await workedMs()
  const frames = await scroll(page)
  const workMsPerFrame = Math.round((((await workedMs()) - before) / frames.length) * 10) / 10
  const views = {
    timeline: await change(page, '时间轴', '.ls-line-grid li'),
    unit: await change(page, '按单位', '.ls-board-groups .ls-board-card'),
    rollup: await change(page, '汇总', '.ls-table'),
    list: await change(page, '列表', '.ls-table'),
    board: await change(page, '看板', '.ls-board-card'),
  }
  const api = await page.evaluate<number[]>(`(async () => {
    const took = []
    for (let i = 0; i < 5; i++) {
      const from = performance.now()
      await (await fetch('/api/programmes/tasks?${city}&dataset=held')).text()
      took.push(performance.now() - from)
    }
    return took.sort((a, b) => a - b)
  })()`)
  console.log(
    JSON.stringify({
      tasks: count,
      load: loadavg().map((one) => Math.round(one * 10) / 10),
      openMs,
      answerMb: Math.round(bytes / 1e4) / 100,
      apiMs: { median: quantile(api, 0.5), worst: quantile(api, 1) },
      frameMs: { median: quantile(frames, 0.5), p95: quantile(frames, 0.95), worst: quantile(frames, 1) },
      workMsPerFrame,
      changeViewMs: views,
    }),
  )
} finally {
  await house.close()
}
