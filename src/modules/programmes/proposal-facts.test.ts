import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { projectFolder } from '../../platform/config.ts'
import { loadPack, type PackSection, readPack } from '../../platform/packs/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { loadProjectPacks } from '../gaps/fixtures.ts'
import { policySections } from '../policy/index.ts'
import { holdSupervision } from './fixtures.ts'

const city = '320400'
const house = signedInApp({ keepBetweenTests: true })
beforeAll(async () => {
  await loadProjectPacks(house.database)
  await holdSupervision(house)
  // biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
  const sections = policySections as unknown as readonly PackSection<any, Context>[]
  for (const pack of ['national', 'changzhou'])
    await house.asSystem((ctx) =>
      loadPack({ ...readPack(join(projectFolder, 'packs', pack), sections), problems: [] }, sections, ctx),
    )
}, 180_000)

test('a reply may state gaps of the chains that the proposal names, policies in force and targets, each with its source', async () => {
  const office = await house.signIn('chain_office', { cityCode: city })
  const facts = async (number: string, subject: string): Promise<{ text: string; source: string }[]> => {
    const { id } = await bodyOf(
      house.send(
        'POST',
        '/api/programmes/proposals',
        {
          ...{
            city,
            dataset: 'held',
            requestKey: number,
            kind: 'proposal',
            number,
            session: '某届',
            subject,
          },
          ...{ proposers: ['某委员'], content: null, leadUnit: null },
          ...{ receivedOn: '2026-03-02', dueDate: '2026-06-02' },
        },
        office,
      ),
    )
    return (await bodyOf(house.send('GET', `/api/programmes/proposals/${id}/facts`, undefined, office))).items
  }
  const named = await facts('1', '关于壮大工业机器人产业链的提案')
  expect(named.every(({ source }) => source.length > 0)).toBe(true)
  expect(named.some(({ source }) => source.includes('常工信复〔2022〕第54号'))).toBe(true)
  expect(named.some(({ text }) => /《.+》.*，(?:有效期至|文件没有写明有效期)/.test(text))).toBe(true)
  // Nobody is placed on the chain yet, so nothing is judged to be missing: unknown is no gap.
  expect(named.filter(({ source }) => source.startsWith('短板清单'))).toEqual([])
  const other = await facts('2', '关于城市绿化的提案')
  expect(other.length).toBe(named.length)
})
