// Builders that tests of this and later rooms use. Nothing in service imports it.
import { join } from 'node:path'
import { projectFolder } from '../../platform/config.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { loadPack, type PackSection } from '../../platform/packs/index.ts'
import type { SignedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import {
  centreSection,
  divisionSection,
  factSections,
  insertOrganisations,
  recordFigures,
  type ToldFigure,
} from '../registry/index.ts'
import { scorecardSection } from './pack-section.ts'
import { listScorecards } from './queries/scorecards.ts'

// biome-ignore lint/suspicious/noExplicitAny: each section keeps its own document type to itself
const sections: readonly PackSection<any, Context>[] = [
  divisionSection,
  centreSection,
  ...factSections,
  scorecardSection,
]

/** Loads places, fact names and scorecards of the project's packs. */
export async function holdScorecards(house: SignedInApp): Promise<void> {
  await house.asSystem(async (ctx) => {
    for (const pack of readAllPacks({ sections, folder: join(projectFolder, 'packs') }))
      await loadPack({ ...pack, problems: [] }, sections, ctx)
  })
}

/** The id of a scorecard in use, by its key. */
export async function scorecardId(house: SignedInApp, key: string): Promise<string> {
  const cards = await house.asSystem(({ db }) => listScorecards(db))
  return String(cards.find((card) => card.key === key)!.id)
}

/** Opens firms in a city, each with the figures of one year; gives their ids in order. */
export async function holdFirms(
  house: SignedInApp,
  city: string,
  year: number,
  firms: readonly { name: string; facts: Readonly<Record<string, string | number | boolean>> }[],
): Promise<string[]> {
  return house.asSystem(async (ctx) => {
    const rows = firms.map(({ name }) => ({
      dataset: 'held',
      name,
      nameNormalised: name,
      namePinyin: 'x',
      nameInitials: 'x',
      kind: 'firm',
      provinceCode: `${city.slice(0, 2)}0000`,
      cityCode: city,
      districtCode: null,
      address: null,
      industry: null,
      industryCode: null,
      lng: null,
      lat: null,
      positionPrecision: null,
      positionSource: null,
      groupId: null,
    }))
    const opened = await insertOrganisations(ctx.db, rows, { importId: null, at: ctx.now })
    const ids = opened.map(String)
    const told = firms.flatMap(({ facts }, i) =>
      Object.entries(facts).map(
        ([name, value]): ToldFigure => ({ organisationId: ids[i]!, name, period: String(year), value }),
      ),
    )
    await recordFigures(ctx, told, { dataset: 'held', source: 'test', sourceKind: 'department_list' })
    return ids
  })
}
