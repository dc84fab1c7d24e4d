import { listSourceDocuments, readIndicatorBoard, type SourceDocument } from '../../../indicators/index.ts'
import { findPlaces } from '../../../programmes/index.ts'
import type { FactSet, GatheredTable, Source, TableSet } from '../../domain/fact-catalogue.ts'
import { sayDay } from '../../domain/say-value.ts'
import { type Scope, sourceOf } from './scope.ts'
import { linesOfTargets, openConflicts, sayGoal, type TargetLine } from './target-lines.ts'

const lightWords = {
  reached: '已达到',
  on_course: '按进度',
  at_risk: '有风险',
  off_course: '落后',
  unknown: '未知',
} as const

type TargetTable = NonNullable<TableSet['targets']>
type Row = NonNullable<TargetTable['rows']>[number]

/** The targets of the chain and of the city as a whole with the value held of each, and by the five chains of the pilot. */
export async function gatherTargets(scope: Scope): Promise<{ facts: FactSet; tables: TableSet }> {
  const { ctx, city, dataset, chain, on } = scope
  const board = await readIndicatorBoard(ctx, { cityCode: city, dataset, onDate: on })
  const lines = linesOfTargets(board.filter((row) => row.chain === null || row.chain === chain))
  const documents = await listSourceDocuments(ctx)
  const places = await placesOf(scope, lines, documents)
  const source = sourceOf(scope, { room: 'indicators', what: '目标与指标', asOf: on, path: '/indicators' })
  const count = (...lights: readonly string[]) =>
    lines.filter(({ target }) => lights.includes(target.light)).length
  const isHeld = lines.length > 0
  const tableOf = (own: readonly TargetLine[]): GatheredTable<Row['slots']> => ({
    rows: own.map((line) => rowOf(scope, line, { documents, places })),
    sources: [source],
  })
  const ofFive = (five: string) =>
    tableOf(lines.filter(({ row }) => (row.fiveChains as readonly string[]).includes(five)))
  return {
    facts: {
      'targets.state': {
        slots: isHeld
          ? {
              ...{ total: lines.length, reached: count('reached'), onCourse: count('on_course') },
              ...{ behind: count('at_risk', 'off_course'), unknown: count('unknown') },
            }
          : { total: null, reached: null, onCourse: null, behind: null, unknown: null },
        sources: [source],
      },
      'targets.conflicts': {
        slots: { conflicts: isHeld ? openConflicts(lines) : null },
        sources: [
          sourceOf(scope, { room: 'indicators', what: '来源之间的矛盾', asOf: on, path: '/indicators' }),
        ],
      },
    },
    tables: {
      targets: tableOf(lines),
      'targets-industry': ofFive('industry'),
      'targets-supply': ofFive('supply'),
      'targets-innovation': ofFive('innovation'),
      'targets-talent': ofFive('talent'),
      'targets-policy': ofFive('policy'),
    },
  }
}

type Documents = ReadonlyMap<string, SourceDocument>
type Cited = { readonly documents: Documents; readonly places: ReadonlyMap<string, string> }

/** Targets whose sentence stands in a document that is held, with the address that opens it there. */
async function placesOf(
  { ctx, city, dataset }: Scope,
  lines: readonly TargetLine[],
  documents: Documents,
): Promise<Map<string, string>> {
  const cited = lines.map(({ target: { document, sentence } }) => ({
    origin: null,
    title: document === null ? null : (documents.get(document)?.title ?? document),
    sentence,
  }))
  const found = await findPlaces(ctx, { cityCode: city, dataset }, cited)
  return new Map(lines.flatMap(({ target }, i) => (found[i] == null ? [] : [[target.id, found[i]]])))
}

function rowOf(scope: Scope, { row, target }: TargetLine, cited: Cited): Row {
  return {
    key: target.id,
    slots: {
      ...{
        name: row.name.zh,
        scope: target.scope.zh,
        target: sayGoal(target),
        due: target.dueWritten ?? '未写明',
      },
      value: row.value === null ? null : `${row.value}${row.unit}`,
      ...{ valueDay: row.value === null ? null : row.asOf, light: lightWords[target.light] },
    },
    sources: [
      ...citationOf(scope, target, cited),
      ...valueSource(scope, row),
      sourceOf(scope, {
        ...{ room: 'indicators', what: row.name.zh, asOf: row.asOf, path: row.openPath },
        isLink: true,
      }),
    ],
  }
}

/** The document in which a target stands. */
function citationOf(
  scope: Scope,
  { id, document, place }: TargetLine['target'],
  { documents, places }: Cited,
): Source[] {
  if (document === null) return []
  const held = documents.get(document)
  const what = `《${held?.title ?? document}》${place === null ? '' : place}`
  return [
    sourceOf(scope, {
      room: 'indicators',
      what,
      asOf: held?.date ?? null,
      path: places.get(id) ?? '/documents',
    }),
  ]
}

/** Who says the value. */
function valueSource(scope: Scope, { source, asOf, value }: TargetLine['row']): Source[] {
  if (value === null || !source) return []
  const said = [source.title, source.date && sayDay(source.date)].filter(Boolean).join('，')
  return [sourceOf(scope, { room: 'indicators', what: `现值：${said || '公式'}`, asOf, path: '/indicators' })]
}
