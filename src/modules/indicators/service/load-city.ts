import type { Context, Dataset } from '../../access/index.ts'
import { applyFormulas } from '../domain/apply-formulas.ts'
import type { FullStatement } from '../domain/board.ts'
import { findConflicts } from '../domain/conflicts.ts'
import { effectiveVersions } from '../domain/effective-definitions.ts'
import { seriesOf } from '../domain/series.ts'
import { targetsNow } from '../domain/targets-now.ts'
import { convert, isOne, type UnitChanges, unitChangesOf } from '../domain/unit-changes.ts'
import type { Source, SourceDocument } from '../model.ts'
import * as queries from '../queries.ts'

export type CityScope = { readonly cityCode: string; readonly dataset: Dataset }

/** Everything that is said of a city's indicators, as the reader may see it. Asks no permission: its callers do. */
export async function loadCity(ctx: Context, scope: CityScope, indicator?: string) {
  const { db } = ctx
  const versions = await queries.listDefinitionVersions(db, scope.cityCode)
  const definitions = effectiveVersions(versions).map(({ definition }) => definition)
  const documents = await queries.listSourceDocuments(db)
  const decided = await queries.listDecisions(db, scope)
  const decisions = new Map(
    decided.filter(({ revokedAt }) => revokedAt === null).map((each) => [each.conflictKey, each.binding]),
  )
  const entered = await queries.listEnteredValues(db, scope)
  const computed = await queries.listComputed(db, { ...scope, dimensionKinds: ['city', 'chain'] })
  const changes = unitChangesOf(versions)
  const { statements, apart } = inUnitsOfNow(changes, [
    ...(await queries.listDatedValues(db, scope.cityCode)).map((row) => ({
      said: fromDocument(row, documents),
      unit: changes.unitOfPack(row.indicatorId),
    })),
    ...entered
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map((row) => ({ said: fromEntry(row), unit: row.unit ?? changes.firstUnit(row.indicatorId) })),
    ...lastOfDay(computed).map((row) => ({
      said: fromComputed(row),
      unit: changes.unitOf(row.indicator, row.definitionVersion) ?? changes.unitOfPack(row.indicator),
    })),
  ])
  const held = seriesOf(statements, decisions)
  const units = new Map(definitions.map(({ id, unit }) => [id, unit]))
  const formulas = applyFormulas(definitions, held).map((each) => fromFormula(each, units))
  const all = formulas.length === 0 ? held : seriesOf([...statements, ...formulas], decisions)
  const targets = targetsNow(await queries.listTargets(db, scope.cityCode, scope.dataset), changes)
  return {
    versions,
    definitions,
    documents,
    decided,
    decisions,
    entered,
    series: indicator === undefined ? all : all.filter((each) => each.indicator === indicator),
    changes,
    apart,
    targets,
    conflicts: findConflicts(targets.filter(({ isApart }) => !isApart)),
    rule: await queries.findTargetRule(db, scope.cityCode),
  }
}
export type CityIndicators = Awaited<ReturnType<typeof loadCity>>

type InUnit = { readonly said: FullStatement; readonly unit: string | undefined }
/** A figure in an earlier unit, beyond a break. */
export type ApartStatement = FullStatement & { readonly unit: string }

/** Figures in the unit in which each indicator is counted now; those beyond a break stand apart. */
function inUnitsOfNow(changes: UnitChanges, all: readonly InUnit[]) {
  const statements: FullStatement[] = []
  const apart: ApartStatement[] = []
  for (const { said, unit } of all) {
    const factor = unit === undefined ? null : changes.factor(said.indicator, unit)
    // Figures of an indicator that nobody defines are shown nowhere.
    if (unit === undefined || (factor !== null && isOne(factor))) statements.push(said)
    else if (factor === null) apart.push({ ...said, unit })
    else {
      const asWritten = { value: said.value, unit }
      statements.push({ ...said, value: said.value === null ? null : convert(said.value, factor), asWritten })
    }
  }
  return { statements, apart }
}

const plain = {
  subject: null,
  coverageRatio: null,
  inputs: [],
  definitionVersion: null,
  factsPath: null,
  unknownBecause: null,
  asWritten: null,
}

function fromDocument(
  row: queries.DatedValueRow,
  documents: ReadonlyMap<string, SourceDocument>,
): FullStatement {
  return {
    ...plain,
    id: `document:${row.source === '假设' ? row.source : row.source.document}`,
    origin: 'document',
    indicator: row.indicatorId,
    chain: row.chainId,
    scope: row.scope,
    period: row.period,
    asOf: row.asOf,
    comparator: row.comparator,
    value: row.value,
    source: citedSource(row.source, documents),
  }
}

function citedSource(
  source: Source,
  documents: ReadonlyMap<string, SourceDocument>,
): FullStatement['source'] {
  if (source === '假设')
    return { title: source, date: null, place: null, sentence: null, enteredByName: null }
  const document = documents.get(source.document)
  return {
    title: document?.title ?? source.document,
    date: document?.date ?? null,
    place: source.place,
    sentence: source.sentence,
    enteredByName: null,
  }
}

/** A figure that a person entered or imported, as one source's word. */
export function fromEntry(row: queries.EnteredValue): FullStatement {
  return {
    ...plain,
    id: `entered:${row.id}`,
    origin: 'entered',
    indicator: row.indicatorId,
    chain: row.chainId,
    subject: row.subjectId,
    scope: row.scope,
    period: row.period,
    asOf: row.asOf,
    comparator: row.comparator,
    value: row.value,
    source: {
      title: row.sourceTitle,
      date: row.sourceDate,
      place: null,
      sentence: row.sourceSentence,
      enteredByName: row.enteredByName,
    },
  }
}

/** Of each computed series and day the value that was written last: a day is computed again when facts were mended. */
function lastOfDay(rows: readonly queries.StoredComputed[]): queries.StoredComputed[] {
  const seen = new Set<string>()
  return rows.filter(({ indicator, dimension, asOf }) => {
    const key = JSON.stringify([indicator, dimension.kind, dimension.id, asOf])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** A value that a room computed. */
export function fromComputed(row: queries.StoredComputed): FullStatement {
  return {
    ...plain,
    id: `computed:${row.id}`,
    origin: 'computed',
    indicator: row.indicator,
    chain: row.dimension.kind === 'chain' ? row.dimension.id : null,
    scope: null,
    period: row.asOf,
    asOf: row.asOf,
    comparator: '=',
    value: row.value,
    source: { title: null, date: row.confirmedOn, place: null, sentence: null, enteredByName: null },
    coverageRatio: row.coverageRatio,
    inputs: row.inputs.map((input) => ({ ...input, asOf: null })),
    definitionVersion: row.definitionVersion,
    factsPath: row.openPath,
    unknownBecause: row.unknownBecause ?? null,
  }
}

function fromFormula(
  { inputs, ...statement }: ReturnType<typeof applyFormulas>[number],
  units: ReadonlyMap<string, string>,
): FullStatement {
  return {
    ...plain,
    ...statement,
    source: { title: null, date: null, place: null, sentence: null, enteredByName: null },
    inputs: inputs.map((input) => ({ ...input, unit: units.get(input.name.replace(/\[.*$/, '')) ?? '' })),
  }
}
