// What tests of the libraries stand on. Nothing in service imports it.
import { loadPack, type PackSection, readPack } from '../../../platform/packs/index.ts'
import type { SignedInApp } from '../../access/fixtures.ts'
import type { Context } from '../../access/index.ts'
import { holdPlaces } from '../fixtures.ts'
import { librarySections } from '../index.ts'

const sections = librarySections as unknown as readonly PackSection<unknown, Context>[]
const folders = new Set(sections.map(({ folder }) => folder))

/** Places, and the kinds and entries of libraries from the national pack and those of some cities (`zhuzhou`). */
export async function holdLibraries(house: SignedInApp, ...cities: readonly string[]): Promise<void> {
  await holdPlaces(house)
  await house.asSystem(async (ctx) => {
    const national = readPack('packs/national', sections)
    const ofCities = cities.map((city) => readPack(`packs/${city}`, sections, [national]))
    for (const pack of [national, ...ofCities]) {
      // Read alone, other folders of a pack miss what they refer to.
      const problems = pack.problems.filter(({ file }) => folders.has(file.split('/')[0]!))
      await loadPack({ ...pack, problems }, sections, ctx)
    }
  })
}
