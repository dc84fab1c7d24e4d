/**
 * Takes the pictures of docs/pictures: every page of the real program, on the invented demo city and the packs, at the
 * widths of a desk and a phone. `tsx scripts/take-pictures.ts [part of a page's name]…` takes only those.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { projectFolder } from '../src/platform/config.ts'
import { findStops, openPage, prefer, settle, type TourStop } from '../tests/journeys/page-tour.ts'
import {
  firmFile,
  importFile,
  openRunningHouse,
  relationFile,
  signIn,
} from '../tests/journeys/running-house.ts'

const folder = join(projectFolder, 'docs', 'pictures')
/** A picture in a document is read at a glance; a larger file costs every clone. */
const MOST_BYTES = 150 * 1024
const demo = 'city=320400&dataset=demo'

/** `/firms/$firmId` → `firms-firmId`. */
const nameOf = (pattern: string) => pattern.slice(1).replaceAll('$', '').replaceAll('/', '-') || 'home'

async function take(page: Page, name: string) {
  await settle(page)
  await page.evaluate('document.fonts.ready')
  await page.mouse.move(0, 0)
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  const picture = await asWebp(page, shot)
  if (picture.length > MOST_BYTES) throw new Error(`${name} is larger than ${MOST_BYTES / 1024} KB`)
  writeFileSync(join(folder, `${name}.webp`), picture)
}

/** The browser writes its own screenshot anew, so that no picture library is needed. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate<string>(
    `(async () => {
      const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (c) => c.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(image.width, image.height)
      canvas.getContext('2d').drawImage(image, 0, 0)
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.75 })
      const url = await new Promise((done) => {
        const reader = new FileReader()
        reader.onload = () => done(reader.result)
        reader.readAsDataURL(blob)
      })
      return url.slice(url.indexOf(',') + 1)
    })()`,
  )
  return Buffer.from(base64, 'base64')
}

const widths = [
  { width: 1440, height: 900, mark: '' },
  { width: 390, height: 844, mark: '.phone' },
]

async function takeStop(page: Page, { pattern, address }: TourStop) {
  for (const { width, height, mark } of widths) {
    await page.setViewportSize({ width, height })
    const faults = await openPage(page, address)
    if (faults.length > 0) console.log(`${pattern}: ${faults.join('; ')}`)
    await take(page, `${nameOf(pattern)}${mark}`)
  }
}

/** States that have no address of their own among the pages: a drawer, the other language, the other theme. */
async function takeStates(page: Page, at: string) {
  await page.setViewportSize({ width: 1440, height: 900 })
  await openPage(page, `${at}/chains/rail-transit?${demo}&node=traction-converter`)
  await page.locator('.ls-node-drawer .ls-lines a').first().waitFor()
  await take(page, 'chain-node')
  await prefer(page, 'en', 'dark')
  await openPage(page, `${at}/overview?${demo}`)
  await take(page, 'overview.en.dark')
  await openPage(page, `${at}/chains/rail-transit?${demo}`)
  await take(page, 'chain-map.en.dark')
  await prefer(page, 'zh', 'light')
  await openPage(page, `${at}/proposals?city=430200`)
  await take(page, 'empty')
  await openPage(page, `${at}/firms/999999999?${demo}`)
  await take(page, 'error')
}

async function takeAll(page: Page, at: string, only: readonly string[]) {
  await page.goto(`${at}/?city=430200`)
  await importFile(page, '企业名录', '企业名录示例.csv', firmFile)
  await importFile(page, '供应关系', '供应关系示例.csv', relationFile)
  await prefer(page, 'zh', 'light')
  const { stops, missing } = await findStops(page, at)
  for (const stop of stops) {
    if (only.length === 0 || only.some((part) => nameOf(stop.pattern).includes(part)))
      await takeStop(page, stop)
  }
  if (only.length === 0) await takeStates(page, at)
  console.log(`without an example: ${missing.join(', ') || 'none'}`)
}

const only = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
if (only.length === 0) for (const name of readdirSync(folder)) rmSync(join(folder, name))
const house = await openRunningHouse()
try {
  const page = await house.visitor()
  await signIn(page, house.address, house.first)
  await takeAll(page, house.address, only)
} finally {
  await house.close()
}
