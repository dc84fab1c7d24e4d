import { compareMaps, type MapComparison } from '../../../../src/modules/chains/model/map-comparison.ts'
import type { Chain, NodeMark } from '../../../ui/chain/chain.ts'
import { inLang } from '../../../ui/words.ts'
import type { DraftCheck, DraftMap } from './api.ts'
import { t } from './words.ts'

/** A map as the drawing takes it, without any judgement. */
export function chainOfDraft(map: DraftMap, marks: ReadonlyMap<string, NodeMark> = new Map()): Chain {
  return {
    segments: map.segments.map(({ id, name }) => ({ id, name: inLang(name) || name.zh || id })),
    nodes: map.nodes.map(({ id, name, segment }) => ({
      ...{ id, segment, name: inLang(name) || name.zh || id, status: 'unknown' as const },
      ...{ here: 0, within200Km: 0, elsewhere: 0, unconfirmed: 0, leadingFirm: null },
      mark: marks.get(id) ?? null,
    })),
    needs: map.nodes.flatMap(({ id, needs }) =>
      needs.map(({ node, essential }) => ({ from: node, to: id, isEssential: essential })),
    ),
  }
}

const changeWords = { added: 'markAdded', removed: 'markRemoved', changed: 'markChanged' } as const

/** What changed, as marks on the cards. */
export const marksOfChanges = ({ nodes }: Pick<MapComparison, 'nodes'>): Map<string, NodeMark> =>
  new Map(nodes.map(({ id, kind }) => [id, { kind, word: t(changeWords[kind]) }]))

/** What changed against the version the draft began from, and what keeps it from being published. */
export function marksOfDraft(
  comparison: Pick<MapComparison, 'nodes'> | null,
  checks: readonly DraftCheck[],
): Map<string, NodeMark> {
  const marks = comparison ? marksOfChanges(comparison) : new Map<string, NodeMark>()
  for (const { node, level } of checks)
    if (node !== null && level === 'fault') marks.set(node, { kind: 'fault', word: t('markFault') })
  return marks
}

/** Both versions on one drawing: what was taken away stands where it stood, marked. */
export function joinedMap(before: DraftMap, after: DraftMap): DraftMap {
  const has = new Set(after.nodes.map(({ id }) => id))
  const segments = new Set(after.segments.map(({ id }) => id))
  return {
    ...after,
    segments: [...after.segments, ...before.segments.filter(({ id }) => !segments.has(id))],
    nodes: [...after.nodes, ...before.nodes.filter(({ id }) => !has.has(id))],
  }
}

export const comparisonOf = (base: DraftMap | null, content: DraftMap): MapComparison | null =>
  base === null ? null : compareMaps(base, content)
