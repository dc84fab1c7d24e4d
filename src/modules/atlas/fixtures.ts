// Builders for tests of this room and of rooms after it. Nothing in service imports it.
import { join } from 'node:path'
import { projectFolder } from '../../platform/config.ts'
import { loadPack, readPack } from '../../platform/packs/index.ts'
import type { SignedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { recordPlacements } from '../chains/index.ts'
import { loadProjectPacks } from '../gaps/fixtures.ts'
import { insertOrganisations, librarySections } from '../registry/index.ts'
import { atlasSection } from './pack-section.ts'

/** Catalogue, maps, libraries and the settings of the maps, as the project's packs bring them. */
export async function holdAtlasPacks(house: SignedInApp): Promise<void> {
  await loadProjectPacks(house.database)
  // biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
  const sections = [...librarySections, atlasSection] as any[]
  for (const pack of ['national', 'zhuzhou'])
    await house.asSystem((ctx) => {
      const read = readPack(join(projectFolder, 'packs', pack), sections)
      return loadPack({ ...read, problems: [] }, sections, ctx)
    })
}

export type FirmToHold = {
  name: string
  cityCode: string
  lng: number | null
  lat: number | null
  nodes?: readonly string[]
  evidence?: 'stated' | 'confirmed'
}

/** Firms at nodes, in the held data set; gives their ids in the same order. */
export function holdFirms(house: SignedInApp, firms: readonly FirmToHold[]): Promise<string[]> {
  return house.asSystem(async (ctx: Context) => {
    const ids = await insertOrganisations(
      ctx.db,
      firms.map(({ name, cityCode, lng, lat }) => ({
        ...{
          dataset: 'held' as const,
          name,
          nameNormalised: name,
          namePinyin: '',
          nameInitials: '',
          kind: 'firm',
        },
        ...{ provinceCode: `${cityCode.slice(0, 2)}0000`, cityCode, districtCode: null, address: null },
        ...{ industry: null, industryCode: null, lng, lat, groupId: null },
        positionPrecision: lng === null ? null : ('given' as const),
        positionSource: lng === null ? null : 'test',
      })),
      { importId: null, at: ctx.now },
    )
    const placed = firms.flatMap(({ nodes = [], evidence = 'stated' }, i) =>
      nodes.map((nodeId) => ({
        ...{ organisationId: String(ids[i]), nodeId, evidence, source: '台账', asOf: null },
      })),
    )
    if (placed.length > 0) await recordPlacements(ctx, 'held', placed)
    return ids.map(String)
  })
}
