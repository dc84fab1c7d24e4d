import { listIndicators, listTargets, type TargetAnswer } from '../../../indicators/index.ts'
import type { FactSet, PictureSet, Source, TableSet } from '../../domain/fact-catalogue.ts'
import { sayDay } from '../../domain/say-value.ts'
import { type Stand, standOfTarget } from '../../domain/stand-of-target.ts'
import { type Scope, sourceOf } from './scope.ts'

const signs = { '=': '', '>=': '≥', '>': '＞', '<=': '≤', '<': '＜', '~': '约', range: '', x: '' } as const
const standWords: Readonly<Record<Stand, string>> = { reached: '已达到', behind: '未达到', unknown: '未知' }

function sayGoal({ comparator, value, unit }: TargetAnswer): string {
  if (typeof value !== 'number') return `${value[0]}—${value[1]}${unit}`
  return comparator === 'x' ? `${value}倍` : `${signs[comparator]}${value}${unit}`
}

/** The targets of the chain and of the city as a whole with the newest value held of each. */
export async function gatherTargets(
  scope: Scope,
): Promise<{ facts: FactSet; tables: TableSet; pictures: PictureSet }> {
  const { ctx, city, chain, on } = scope
  const { targets, conflicts } = await listTargets(ctx, city)
  const indicators = new Map((await listIndicators(ctx, city)).map((each) => [each.id, each]))
  const own = targets.filter((target) => target.chain === null || target.chain === chain)
  const lines = own.map((target) => {
    // Values for single chains stand with their chain; one without a chain is the city's.
    const values = (indicators.get(target.indicator)?.values ?? []).filter(
      (value) => value.chain === target.chain && (value.scope === null || value.scope.zh === target.scope.zh),
    )
    const newest = values.filter(({ asOf }) => asOf <= on).at(-1)
    return { target, newest, stand: standOfTarget(target, newest?.value ?? null) }
  })
  const source = sourceOf(scope, { room: 'indicators', what: '目标与指标', asOf: on, path: '/indicators' })
  const conflictSource = sourceOf(scope, {
    room: 'indicators',
    what: '来源之间的矛盾',
    asOf: on,
    path: '/indicators',
  })
  const count = (stand: Stand) => lines.filter((line) => line.stand === stand).length
  const isHeld = own.length > 0
  return {
    facts: {
      'targets.state': {
        slots: isHeld
          ? {
              total: own.length,
              reached: count('reached'),
              behind: count('behind'),
              unknown: count('unknown'),
            }
          : { total: null, reached: null, behind: null, unknown: null },
        sources: [source],
      },
      'targets.conflicts': {
        slots: {
          conflicts: isHeld
            ? conflicts.filter((one) => one.chain === null || one.chain === chain).length
            : null,
        },
        sources: [conflictSource],
      },
    },
    tables: {
      targets: {
        rows: lines.map(({ target, newest, stand }) => ({
          key: target.id,
          slots: {
            ...{ name: target.name.zh, scope: target.scope.zh, target: sayGoal(target) },
            due: target.dueWritten ?? '未写明',
            value: newest?.value == null ? null : `${newest.value}${target.unit}`,
            ...{ valueDay: newest?.asOf ?? null, light: standWords[stand] },
          },
          sources: citationOf(scope, target),
        })),
        sources: [source],
      },
    },
    pictures: {},
  }
}

function citationOf(scope: Scope, { document, source }: TargetAnswer): Source[] {
  if (!document) return []
  const place = source.place === null ? '' : `，${source.place}`
  return [
    sourceOf(scope, {
      ...{ room: 'indicators', what: `《${document.title}》${place}（${sayDay(document.date)}）` },
      ...{ asOf: document.date, path: '/indicators' },
    }),
  ]
}
