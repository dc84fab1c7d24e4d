/** Strong, weak, missing or unknown: what the facts held about one node allow to say, in words with its figures. */

import type { NodeCounts } from '../../network/index.ts'

export type NodeStatus = 'strong' | 'weak' | 'missing' | 'unknown'

/** What is held about one node, seen from one city: counts of firms, and how local the purchases of the node are. */
export type NodeFacts = NodeCounts & {
  /** Share of what the city buys of this node that comes from the city, 0 to 1; null unknown. */
  readonly localRatio: number | null
  readonly coverageRatio: number | null
  /** Whether the ratio is made of enough buyers to be shown to everybody; only then it may move a status. */
  readonly isRatioPublic: boolean
}

/** From when on a node is strong or weak; the numbers come from the city's pack. */
export type Thresholds = {
  /** Independent owner groups in the city. */
  readonly strongGroups: number
  /** 0 to 1; asked only where the coverage reaches the minimum. */
  readonly strongLocalRatio: number
  readonly minimalCoverageRatio: number
  /** Stated or confirmed firms in the city, or within 200 km outside it: one of the two is enough. */
  readonly weakFirmsHere: number
  readonly weakFirmsWithin200Km: number
}

/** What an office stated about a node, with where it stands and from which day. */
export type Statement = {
  readonly kind: 'register_complete' | 'confirmed_missing'
  readonly source: string
  readonly date: string
}

export type ReasonCode =
  | 'firms'
  | 'groups_enough'
  | 'groups_too_few'
  | 'groups_unknown'
  | 'ratio_enough'
  | 'ratio_too_low'
  | 'ratio_uncovered'
  | 'ratio_unknown'
  | 'only_nearby'
  | 'too_few'
  | 'unconfirmed'
  | 'none_held'
  | 'register_complete'
  | 'confirmed_missing'
  | 'statement_contradicted'
  | 'position_unknown'
  | 'no_thresholds'

/** One step of the explanation; the words stand in the catalogue under `gaps.reason.<code>`. */
export type Reason = {
  readonly code: ReasonCode
  readonly figures: Readonly<Record<string, number | string>>
}

export type Judgement = { readonly status: NodeStatus; readonly reasons: readonly Reason[] }

const reason = (code: ReasonCode, figures: Reason['figures'] = {}): Reason => ({ code, figures })

function commonReasons(facts: NodeFacts): Reason[] {
  const { here, within200Km, elsewhere, positionUnknown, unconfirmed, unconfirmedHere } = facts
  const reasons: Reason[] = []
  if (here + within200Km + elsewhere + positionUnknown > 0)
    reasons.push(reason('firms', { here, within200Km, elsewhere, positionUnknown }))
  if (positionUnknown > 0) reasons.push(reason('position_unknown', { positionUnknown }))
  if (unconfirmed > 0) reasons.push(reason('unconfirmed', { unconfirmed, unconfirmedHere }))
  return reasons
}

/** Whether the local ratio speaks for strong, against it, or not at all. */
function judgeRatio(facts: NodeFacts, limits: Thresholds): { speaks: boolean | null; reason: Reason } {
  const { localRatio, coverageRatio, isRatioPublic } = facts
  if (localRatio === null || !isRatioPublic) return { speaks: null, reason: reason('ratio_unknown') }
  const figures = {
    localRatio,
    coverageRatio: coverageRatio ?? 0,
    strongLocalRatio: limits.strongLocalRatio,
    minimalCoverageRatio: limits.minimalCoverageRatio,
  }
  if ((coverageRatio ?? 0) < limits.minimalCoverageRatio)
    return { speaks: null, reason: reason('ratio_uncovered', figures) }
  const isEnough = localRatio >= limits.strongLocalRatio
  return { speaks: isEnough, reason: reason(isEnough ? 'ratio_enough' : 'ratio_too_low', figures) }
}

function judgeGroups({ groups, groupUnknown }: NodeFacts, { strongGroups }: Thresholds): Reason {
  const figures = { groups, groupUnknown, strongGroups }
  if (groups >= strongGroups) return reason('groups_enough', figures)
  return reason(groups + groupUnknown >= strongGroups ? 'groups_unknown' : 'groups_too_few', figures)
}

/** Firms that surely stand here or near: strong when groups and, where it can be told, the ratio reach the thresholds. */
function judgeHeld(facts: NodeFacts, limits: Thresholds): Judgement {
  const groups = judgeGroups(facts, limits)
  const ratio = judgeRatio(facts, limits)
  const isStrong = groups.code === 'groups_enough' && ratio.speaks !== false
  return { status: isStrong ? 'strong' : 'weak', reasons: [groups, ratio.reason] }
}

/** Too few or no firms: only an office's word makes the node missing; a firm by words alone speaks against that. */
function judgeAbsent(facts: NodeFacts, statement: Statement | null): Judgement {
  const told = statement ? { source: statement.source, date: statement.date } : null
  const isHintHere = facts.unconfirmedHere > 0 || facts.positionUnknown > 0
  if (told && statement!.kind === 'confirmed_missing')
    return { status: 'missing', reasons: [reason('confirmed_missing', told)] }
  if (told && !isHintHere) return { status: 'missing', reasons: [reason('register_complete', told)] }
  return {
    status: 'unknown',
    reasons: told ? [reason('statement_contradicted', told)] : [reason('none_held')],
  }
}

/**
 * What a node of a chain map is for a city on a day.
 *
 * strong: independent groups here reach the threshold, and the public local ratio, where covered enough, does too; weak: stated or confirmed firms here or within 200 km, but not strong; missing: too few of them, and an office stated
 * that the register is complete for the node, or confirmed that nobody makes it; unknown: everything else. A firm placed
 * by product words alone never makes a node strong or weak. Method: docs/methods/node-status.md, version 1.
 */
export function judgeNode(
  facts: NodeFacts,
  limits: Thresholds | null,
  statement: Statement | null,
): Judgement {
  const common = commonReasons(facts)
  if (limits === null) return { status: 'unknown', reasons: [...common, reason('no_thresholds')] }
  const { here, within200Km } = facts
  if (here >= limits.weakFirmsHere || within200Km >= limits.weakFirmsWithin200Km) {
    const held = judgeHeld(facts, limits)
    const nearby = here > 0 ? [] : [reason('only_nearby', { within200Km })]
    const contradicted =
      statement?.kind === 'confirmed_missing' && here > 0
        ? [reason('statement_contradicted', { source: statement.source, date: statement.date })]
        : []
    return { status: held.status, reasons: [...common, ...nearby, ...held.reasons, ...contradicted] }
  }
  const absent = judgeAbsent(facts, statement)
  const { weakFirmsHere, weakFirmsWithin200Km } = limits
  const few = here + within200Km > 0 ? [reason('too_few', { weakFirmsHere, weakFirmsWithin200Km })] : []
  return { status: absent.status, reasons: [...common, ...few, ...absent.reasons] }
}
