import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawLifeCycles, pictureFolder } from './draw-life-cycles.ts'

test('the pictures of life cycles are those of the packs; `npx tsx scripts/draw-life-cycles.ts` draws them', () => {
  const drawn = drawLifeCycles()
  expect(drawn.size).toBeGreaterThan(0)
  expect(readdirSync(pictureFolder).sort()).toEqual([...drawn.keys()].sort())
  for (const [name, svg] of drawn) expect(readFileSync(join(pictureFolder, name), 'utf8'), name).toBe(svg)
})
