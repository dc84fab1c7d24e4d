import { normaliseName } from '../../../engines/identity/index.ts'
import type { Context } from '../../access/index.ts'
import { PlaceIndex } from '../domain/place-index.ts'
import { bestPosition } from '../domain/position.ts'
import { soundOf } from '../import/firm-importer.ts'
import * as queries from '../queries/firm-import.ts'
import { listDivisions } from '../queries/places.ts'

/** An organisation that an official document names. `legalName` is certain; without it there is nobody to register. */
export type NamedOrganisation = {
  readonly legalName: string
  readonly nameAsWritten: string
  readonly kind: string
  readonly cityCode: string | null
  readonly source: string
}

/**
 * Registers organisations named in documents in the held data set, each once; gives their ids by legal name. One that
 * an import already brought is joined. Called by pack load with the program's own context.
 */
export async function registerNamedOrganisations(
  ctx: Context,
  named: readonly NamedOrganisation[],
): Promise<ReadonlyMap<string, string>> {
  const dataset = 'held'
  await queries.lockDataset(ctx.db, dataset)
  const held = await queries.listByName(
    ctx.db,
    dataset,
    named.map(({ legalName }) => normaliseName(legalName)),
  )
  const idByName = new Map(held.map(({ nameNormalised, id }) => [nameNormalised, id]))
  const fresh = [...new Map(named.map((one) => [normaliseName(one.legalName), one])).entries()].filter(
    ([name]) => !idByName.has(name),
  )
  const places = new PlaceIndex(await listDivisions(ctx.db))
  const rows = fresh.map(([nameNormalised, one]) => newOrganisation(one, nameNormalised, places))
  const ids = await queries.insertOrganisations(ctx.db, rows, { importId: null, at: ctx.now })
  for (const [i, [name]] of fresh.entries()) idByName.set(name, ids[i]!)
  for (const one of named) {
    const organisationId = String(idByName.get(normaliseName(one.legalName)))
    const facts = [{ organisationId, field: 'nameAsWritten', value: one.nameAsWritten, unit: null }]
    await queries.insertFacts(ctx.db, facts, { source: one.source, importId: null })
  }
  return new Map(named.map(({ legalName }) => [legalName, String(idByName.get(normaliseName(legalName)))]))
}

function newOrganisation(
  one: NamedOrganisation,
  nameNormalised: string,
  places: PlaceIndex,
): queries.NewOrganisation {
  const { pinyin: namePinyin, initials: nameInitials } = soundOf(one.legalName)
  const city = one.cityCode ? places.find(one.cityCode) : undefined
  const place = { provinceCode: city?.parentCode ?? null, cityCode: one.cityCode, districtCode: null }
  const position = bestPosition({ given: null, place, name: one.legalName, source: one.source }, places)
  const named = place.cityCode ? place : places.cityInName(one.legalName)
  return {
    dataset: 'held',
    name: one.legalName,
    nameNormalised,
    namePinyin,
    nameInitials,
    kind: one.kind,
    ...named,
    address: null,
    industry: null,
    industryCode: null,
    lng: position?.lng ?? null,
    lat: position?.lat ?? null,
    positionPrecision: position?.precision ?? null,
    positionSource: position?.source ?? null,
    groupId: null,
  }
}
