import {
  formatQuantity,
  type Library,
  libraryOf,
  namesOf,
  type Policy,
  textOfCond,
  textOfNum,
} from '../../../engines/rules/index.ts'
import type { Attached, Scorecard } from '../model.ts'

/** A scorecard document in words, as the library shows it and as reviewers read it. */
export function readableCard(
  policy: Policy,
): Pick<Scorecard, 'cards' | 'assessments' | 'parameters' | 'given' | 'facts'> {
  const { library } = libraryOf([{ file: policy.file, policy, problems: [], lineOf: () => null }])
  return {
    cards: [...policy.scores.keys()].map((name) => cardOf(policy, library, name)),
    assessments: [...policy.assessments.keys()].map((name) => assessmentOf(policy, library, name)),
    parameters: Object.entries(policy.parameters).map(([name, { label, values }]) => {
      const last = values.at(-1)
      return { name, label, value: last ? String(last.value) : null, source: last?.source ?? null }
    }),
    given: Object.entries(policy.city)
      .filter(([, city]) => !city.computed && !city.values)
      .map(([name, { label, type }]) => ({ name, label, type })),
    facts: Object.entries(policy.facts).map(([name, { label, supplier, type }]) => ({
      name,
      label,
      supplier: supplier ?? null,
      type,
    })),
  }
}

function cardOf(policy: Policy, library: Library, name: string): Scorecard['cards'][number] {
  const score = policy.scores.get(name)!
  const card = policy.written.scorecards![name]!
  const names = namesOf(library)
  const rule = (x: { label: string; level: string; when: Parameters<typeof textOfCond>[0] }) => ({
    label: x.label,
    level: x.level,
    text: textOfCond(x.when, names),
  })
  return {
    name,
    label: card.label,
    indicators: score.indicators.map((i) => ({
      label: i.label,
      max: formatQuantity('points', i.max),
      text: textOfNum(i.points, names),
    })),
    by: card.classes?.by ?? null,
    levels: (card.classes?.levels ?? []).map(({ level, from, top }) => ({
      level,
      from: from === undefined ? null : String(from),
      top: top === undefined ? null : String(top),
    })),
    vetoes: score.veto ? [textOfCond(score.veto, names)] : [],
    bonuses: (card.bonuses ?? []).map(({ label, points }) => ({ label, points: String(points) })),
    atBest: score.atBest.map(rule),
    direct: score.direct.map(rule),
  }
}

function assessmentOf(policy: Policy, library: Library, name: string): Scorecard['assessments'][number] {
  const { label, written, excluded, groups } = policy.assessments.get(name)!
  const names = namesOf(library)
  return {
    name,
    label,
    minCoverage: String(written.minCoverage),
    excluded: excluded.map((rule) => ({
      label: rule.label,
      level: rule.level,
      text: textOfCond(rule.when, names),
    })),
    groups: groups.map(({ id, label: title, card, when }) => ({
      id,
      label: title,
      card,
      text: when ? textOfCond(when, names) : null,
    })),
  }
}

/** The levels of an assessment from the best to the last, those of its groups joined. */
export function levelsOf(policy: Policy, assessment: string): string[] {
  const groups = policy.assessments.get(assessment)?.groups ?? []
  const levels = groups.flatMap(({ card }) =>
    (policy.written.scorecards?.[card]?.classes?.levels ?? []).map(({ level }) => level),
  )
  return [...new Set(levels)]
}

export const attachedOf = (policy: Policy): Attached => policy.written.attached as unknown as Attached
