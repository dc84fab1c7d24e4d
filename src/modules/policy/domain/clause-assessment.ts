import type { ConditionLine, Explanation } from '../../../engines/rules/index.ts'
import type { ClauseAssessment } from '../model.ts'
import { numberText } from './fact-text.ts'
import type { RuleSet } from './rule-set.ts'

export type HeldWindow = {
  readonly id: bigint
  readonly policyId: string
  readonly clauseId: string | null
  readonly opensOn: string
  readonly closesOn: string
  readonly paysOn: string | null
  readonly source: string
}

type Around = {
  readonly rules: RuleSet
  readonly windows: readonly HeldWindow[]
  readonly on: string
  readonly isExample: boolean
}

/** What the engine says of one clause for one firm, as it travels. */
export function toClauseAssessment(told: Explanation, around: Around): ClauseAssessment {
  const { rules, windows, on, isExample } = around
  const policy = rules.library.policies.find(({ id }) => id === told.policy)!
  const clause = policy.clauses.find(({ id }) => id === told.clause)!
  const { written } = clause
  return {
    policy: told.policy,
    version: rules.versions.get(told.policy)!,
    policyTitle: policy.title,
    isExample,
    needsVerification: (written.needsVerification ?? policy.written.needsVerification) === true,
    discretion: written.discretion === true,
    clause: told.clause,
    title: told.title,
    text: written.text,
    rule: told.rule,
    verdict: told.verdict,
    amountFen: told.amountFen,
    ceilingFen: told.ceilingFen,
    isCeiling: clause.isCeiling,
    takenByStacking: told.takenByStacking,
    summary: told.summary,
    conditions: linesOf(told.condition, 0),
    cheapest: cheapestOf(told, rules),
    missing: told.missingFrom.map(({ name, label, supplier }) => ({
      name,
      label: label || name,
      supplier,
      isOfCity: !rules.library.facts.has(name),
    })),
    arithmetic: [...told.arithmetic],
    stacking: told.stacking.map(({ text, takenFen }) => ({ text, takenFen })),
    payers: told.payers.map(({ payer, fen }) => ({ payer, fen })),
    instalments: told.instalments.map(({ label, fen, isDue }) => ({ label, fen, isDue })),
    source: { title: told.source.title, span: told.source.span, url: told.source.url },
    window: windowOf(windows, told, on),
    validTo: written.validTo ?? policy.written.validTo ?? null,
  }
}

/** A condition with its parts as lines; a part stands one step deeper than what it belongs to. */
function linesOf(line: ConditionLine, depth: number): ClauseAssessment['conditions'] {
  const { text, status, actual, required, gap, changeable, parts } = line
  const isGroup = parts.length > 0
  // The words of a group repeat those of its parts; its own line says only how they are joined.
  const own = { depth, text, status, actual, required, gap, changeable }
  if (!isGroup) return [own]
  const inner = parts.flatMap((part) => linesOf(part, depth === 0 ? 0 : depth + 1))
  return depth === 0 ? inner : [own, ...inner]
}

function cheapestOf({ cheapest }: Explanation, { library }: RuleSet): ClauseAssessment['cheapest'] {
  if (!cheapest) return null
  const changes = cheapest.changes.map((change) => {
    if (change.kind === 'title') return { fact: change.fact, to: null, titles: [...change.titles] }
    const type = library.facts.get(change.fact)!.type
    const to = change.kind === 'flag' ? (change.to ? '是' : '否') : numberText(type, change.to)
    return { fact: change.fact, to, titles: [] }
  })
  return { text: cheapest.text, changes }
}

/** The window that is open on a day; else the next one to come; else the one that closed last. */
export function windowOf(
  windows: readonly HeldWindow[],
  { policy, clause }: { policy: string; clause: string },
  on: string,
): ClauseAssessment['window'] {
  const own = windows.filter(
    ({ policyId, clauseId }) => policyId === policy && (clauseId === null || clauseId === clause),
  )
  const stateOf = ({ opensOn, closesOn }: HeldWindow) =>
    on < opensOn ? ('coming' as const) : on > closesOn ? ('closed' as const) : ('open' as const)
  const byState = (state: 'open' | 'coming' | 'closed') => own.filter((window) => stateOf(window) === state)
  const found =
    byState('open').sort((a, b) => (a.closesOn < b.closesOn ? -1 : 1))[0] ??
    byState('coming').sort((a, b) => (a.opensOn < b.opensOn ? -1 : 1))[0] ??
    byState('closed').sort((a, b) => (a.closesOn > b.closesOn ? -1 : 1))[0]
  if (!found) return null
  const { id, clauseId, opensOn, closesOn, paysOn, source } = found
  return { id: String(id), clauseId, opensOn, closesOn, paysOn, source, state: stateOf(found) }
}
