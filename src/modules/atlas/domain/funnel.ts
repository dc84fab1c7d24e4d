import type { LeadState } from '../model.ts'

/** The steps of the funnel, in order; a lost lead counts at every step that it reached. */
export const funnelSteps = ['found', 'contacted', 'visited', 'negotiating', 'signed', 'landed'] as const
export type FunnelStep = (typeof funnelSteps)[number]

export type FunnelLead = {
  readonly state: LeadState
  readonly size: 'major' | 'small' | null
  /** States that its history names. */
  readonly passed: readonly string[]
}

export type FunnelCount = {
  readonly state: FunnelStep
  readonly reached: number
  readonly standing: number
  readonly major: number
  readonly small: number
  readonly sizeUnknown: number
  readonly fromBeforeRatio: number | null
}

/**
 * How many leads came how far (招引漏斗, row C18). A lead reached a step when its history names that step or a later one, so
 * that whoever negotiates without a visit does not make the funnel wider below; a lost lead keeps what it reached.
 *
 * @returns one count a step, `fromBeforeRatio` 0 to 1 of those that reached the step before, null for the first and
 *          where none did
 */
export function countFunnel(leads: readonly FunnelLead[]): FunnelCount[] {
  const depthOf = ({ passed }: FunnelLead) =>
    Math.max(0, ...passed.map((state) => funnelSteps.indexOf(state as FunnelStep)))
  const counts: FunnelCount[] = []
  for (const [depth, state] of funnelSteps.entries()) {
    const reached = leads.filter((lead) => depthOf(lead) >= depth)
    const before = counts.at(-1)?.reached ?? 0
    const sized = (size: FunnelLead['size']) => reached.filter((lead) => lead.size === size).length
    counts.push({
      state,
      reached: reached.length,
      standing: leads.filter((lead) => lead.state === state).length,
      major: sized('major'),
      small: sized('small'),
      sizeUnknown: sized(null),
      fromBeforeRatio: depth === 0 || before === 0 ? null : reached.length / before,
    })
  }
  return counts
}
