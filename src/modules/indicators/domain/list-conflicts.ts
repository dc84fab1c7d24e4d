import type { ConflictAnswer } from '../model/changes.ts'
import type { Definition } from '../model/definitions.ts'
import { lastDayOf } from '../model/partial-date.ts'
import type { SourceDocument } from '../model/shared.ts'
import type { Conflict, HeldTarget } from '../model.ts'
import type { FullStatement } from './board.ts'
import type { Point, Series } from './series.ts'
import { targetConflictKey } from './target-conflicts.ts'

type Listed = Omit<ConflictAnswer, 'decision' | 'revoked'>
type Said = {
  readonly definitions: readonly Definition[]
  readonly series: readonly Series<FullStatement>[]
  readonly targets: readonly HeldTarget[]
  readonly conflicts: readonly Conflict[]
  readonly documents: ReadonlyMap<string, SourceDocument>
}

/** Every place where sources do not say the same: targets of one day, and figures of one day. */
export function listConflicts(said: Said): Listed[] {
  const names = new Map(said.definitions.map((definition) => [definition.id, definition]))
  const headOf = (indicator: string) => {
    const definition = names.get(indicator)
    return {
      indicator,
      name: definition?.name ?? { zh: indicator, en: indicator },
      unit: definition?.unit ?? '',
    }
  }
  return [
    ...said.conflicts.map((conflict) => ({ ...headOf(conflict.indicator), ...ofTargets(conflict, said) })),
    ...said.series.flatMap((series) =>
      series.points
        .filter((point) => point.conflict !== null)
        .map((point) => ({ ...headOf(series.indicator), ...ofValues(series, point) })),
    ),
  ]
}

function ofTargets(conflict: Conflict, { targets, documents }: Said) {
  const members = targets.filter(({ id }) => conflict.targets.includes(id))
  const due = members[0]?.due ?? null
  return {
    key: targetConflictKey(conflict, targets),
    kind: `target_${conflict.kind}` as const,
    chain: conflict.chain,
    subject: conflict.subject,
    day: due === null ? null : lastDayOf(due),
    members: members.map(({ id, comparator, value, scope, source, sourceDate }) => ({
      id,
      comparator,
      value,
      scope,
      title: documents.get(source.document)?.title ?? source.document,
      date: documents.get(source.document)?.date ?? sourceDate ?? null,
      place: source.place,
      sentence: source.sentence,
    })),
  }
}

function ofValues({ chain, subject, scope }: Series<FullStatement>, point: Point<FullStatement>) {
  return {
    key: point.conflict!,
    kind: 'value' as const,
    chain,
    subject,
    day: point.asOf,
    members: point.statements.flatMap(
      ({ id, comparator, value, source: { title, date, place, sentence } }) =>
        value === null ? [] : [{ id, comparator, value, scope, title, date, place, sentence }],
    ),
  }
}
