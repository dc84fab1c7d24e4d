import { mkdirSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '../../platform/files/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { loadProjectPacks } from './fixtures.ts'
import { generateDemoCity } from './service/demo-city.ts'

const place = 'city=430200&dataset=demo&chain=rail-transit'

describe('who could close a gap', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let office = ''
  let node = ''
  beforeAll(async () => {
    await loadProjectPacks(house.database)
    await house.asSystem((ctx) =>
      generateDemoCity(ctx, { city: '430200', firms: 1500, links: 3000, seed: 3 }),
    )
    office = await house.signIn('chain_office')
    const { items } = await bodyOf(house.send('GET', '/api/gaps?city=430200&dataset=demo', undefined, office))
    node = items.find(({ chain }: { chain: { id: string } }) => chain.id === 'rail-transit').node.id
  }, 240_000)
  const read = (path: string, cookie = office) => house.send('GET', path, undefined, cookie)

  test('C07: firms here and near with neighbouring products, each with the products that say so, and acts that fit', async () => {
    const { nodes } = await bodyOf(read(`/api/gaps/chain?${place}`))
    const answers = await Promise.all(
      nodes.map(({ id }: { id: string }) => bodyOf(read(`/api/gaps/node/candidates?${place}&node=${id}`))),
    )
    const found = answers.find(({ couldStepIn }) => couldStepIn.length > 1)
    expect(found).toBeDefined()
    for (const firm of found.couldStepIn) {
      expect(['here', 'within200Km']).toContain(firm.ring)
      expect(firm.neighbours[0].proximity).toBeGreaterThan(0)
    }
    const scores = found.couldStepIn.map(({ score }: { score: number }) => score)
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a))
    expect(found.elsewhere.every(({ ring }: { ring: string }) => ring !== 'here')).toBe(true)
    const makers = new Set(found.elsewhere.map(({ id }: { id: string }) => id))
    expect(found.couldStepIn.filter(({ id }: { id: string }) => makers.has(id))).toEqual([])
    if (found.node.status !== 'unknown') expect(found.acts.length).toBeGreaterThan(0)
  })

  test.each(['docx', 'pdf', 'xlsx'])(
    'a gap and the list as %s',
    async (format) => {
      for (const path of [`node/document?${place}&node=${node}`, 'document?city=430200&dataset=demo']) {
        const answer = await read(`/api/gaps/${path}&format=${format}`)
        expect(answer.status).toBe(200)
        const bytes = Buffer.from(await answer.arrayBuffer())
        expect(bytes.subarray(0, 2).toString()).toBe(format === 'pdf' ? '%P' : 'PK')
        if (process.env.LIANSHU_PICTURES) {
          mkdirSync(process.env.LIANSHU_PICTURES, { recursive: true })
          writeFileSync(
            `${process.env.LIANSHU_PICTURES}/${path.split('?')[0]!.replace('/', '-')}.${format}`,
            bytes,
          )
        }
      }
    },
    60_000,
  )

  test('the workbook of the list holds every gap', async () => {
    const { items } = await bodyOf(read('/api/gaps?city=430200&dataset=demo'))
    const answer = await read('/api/gaps/document?city=430200&dataset=demo&format=xlsx')
    const table = await readTable(Buffer.from(await answer.arrayBuffer()), { fileName: 'gaps.xlsx' })
    expect(table.rows).toHaveLength(items.length)
  })
})
