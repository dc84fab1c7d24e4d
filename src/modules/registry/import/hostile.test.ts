import { expect, test } from 'vitest'
import { buildZip, workbookParts } from '../../../platform/files/fixtures.ts'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces, importOverHttp } from '../fixtures.ts'

const house = signedInApp()
const megabyte = 1024 * 1024

/** A workbook of about 300 KB whose one sheet inflates to more than is ever read. */
function bomb(): Buffer {
  const parts = workbookParts([{ name: 'a', xml: '' }])
  const inside = Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(310 * megabyte, ' ')])
  return buildZip(parts.map((part) => (part.path.includes('tab0') ? { ...part, content: inside } : part)))
}

test('a bomb is refused in words, the memory of the server stays, and a second person does not notice', async () => {
  await holdPlaces(house)
  const [office, other] = [await house.signIn('chain_office'), await house.signIn('bank')]
  const parts = workbookParts([{ name: 'a', xml: '<sheetData/>' }])
  const liar = buildZip([...parts, { path: 'xl/media/a.bin', content: 'x', declaredSize: 3_000_000_000 }])
  const files = [bomb(), liar]
  expect(files[0]!.length).toBeLessThan(megabyte)
  const times: number[] = []
  let isOver = false
  const second = (async () => {
    while (!isOver) {
      const begun = performance.now()
      await bodyOf(house.send('GET', '/api/organisations?dataset=held', undefined, other))
      times.push(performance.now() - begun)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  const before = process.memoryUsage().rss
  for (const bytes of files) {
    const { report } = await importOverHttp(house, office, 'run', { name: 'bomb.xlsx', bytes })
    expect(report!.problems.map(({ code }) => code)).toEqual(['xlsx_too_large'])
    expect(report!.problems[0]!.message.length).toBeGreaterThan(10)
  }
  const grown = process.memoryUsage().rss - before
  isOver = true
  await second
  expect(grown).toBeLessThan(100 * megabyte)
  expect(times.length).toBeGreaterThan(3)
  expect(Math.max(...times)).toBeLessThan(2_000)
}, 120_000)
