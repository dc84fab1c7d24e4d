// A panel and its points: who may judge which application, who has not yet, and the means. Pure.
import type { Ranked } from './rank-applications.ts'
import { rankApplications } from './rank-applications.ts'

/** A reviewer who counts; `organisationId` is that of their account now. */
export type PanelMember = {
  readonly userName: string
  readonly name: string
  readonly organisationId: bigint | null
}
export type Candidate = { readonly id: bigint; readonly organisationId: bigint }
/** Points of one reviewer for one application; hundredths of a point. */
export type Sheet = {
  readonly applicationId: bigint
  readonly reviewer: string
  readonly points: Readonly<Record<string, number>>
  readonly total: number
}

/** Whether somebody may judge an application: nobody judges one of their own organisation. */
export const mayJudge = (member: PanelMember, application: Candidate): boolean =>
  member.organisationId !== application.organisationId

export type Judging = {
  readonly id: bigint
  /** How many of the panel may judge it. */
  readonly eligible: number
  /** Those of them who have not given points. */
  readonly waiting: readonly PanelMember[]
  readonly sheets: readonly Sheet[]
}

/** For each application who judges it; only the points of the panel as it stands count. */
export function judgingOf(
  panel: readonly PanelMember[],
  applications: readonly Candidate[],
  sheets: readonly Sheet[],
): Judging[] {
  return applications.map((application) => {
    const judges = panel.filter((member) => mayJudge(member, application))
    const names = new Set(judges.map(({ userName }) => userName))
    const counted = sheets.filter(
      ({ applicationId, reviewer }) => applicationId === application.id && names.has(reviewer),
    )
    const given = new Set(counted.map(({ reviewer }) => reviewer))
    return {
      id: application.id,
      eligible: judges.length,
      waiting: judges.filter(({ userName }) => !given.has(userName)),
      sheets: counted,
    }
  })
}

/** The order so far of the applications that have points at all. */
export const orderSoFar = (judging: readonly Judging[]): Ranked[] =>
  rankApplications(
    judging
      .filter(({ sheets }) => sheets.length > 0)
      .map(({ id, sheets }) => ({ id: String(id), totals: sheets.map(({ total }) => total) })),
  )

/**
 * The mean of each criterion, in hundredths of a point, rounded half up; for showing only, the order goes by the totals.
 * Empty where nobody gave points.
 */
export function meansByCriterion(
  sheets: readonly Sheet[],
  criteria: readonly string[],
): Record<string, number> {
  if (sheets.length === 0) return {}
  return Object.fromEntries(
    criteria.map((id) => {
      const sum = sheets.reduce((total, { points }) => total + (points[id] ?? 0), 0)
      return [id, Math.floor(sum / sheets.length + 0.5)]
    }),
  )
}
