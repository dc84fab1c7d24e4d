import type { Generated } from 'kysely'
import type { contactWays } from '../model/cadres.ts'
import type { occasionKinds, pointKinds } from '../model/occasions.ts'
import type { showcaseKinds } from '../model/showing.ts'

type Place = { dataset: 'held' | 'demo'; cityCode: string }
type Cycle = {
  cycleId: Generated<string | null>
  cycleCity: Generated<string | null>
  cycleVersion: Generated<number | null>
  state: Generated<string>
  isOpen: Generated<boolean>
  seen: Generated<number>
}
type Made = { requestKey: string; createdBy: string; createdAt: Date }

export type OccasionRow = Place &
  Made & {
    id: Generated<bigint>
    kind: (typeof occasionKinds)[number]
    title: string
    /** ISO day */
    heldOn: string
    place: string | null
    chainId: string | null
    bodyId: bigint | null
    leader: string | null
    leaderPost: string | null
    attendees: string[]
    agenda: string[]
    minutes: Generated<string | null>
    minutesBy: Generated<string | null>
    minutesAt: Generated<Date | null>
    cancelledWhy: Generated<string | null>
    source: string | null
    seen: Generated<number>
  }
export type OccasionSiteRow = {
  occasionId: bigint
  position: number
  nameAsWritten: string
  organisationId: bigint | null
}
export type OccasionPointRow = {
  id: Generated<bigint>
  occasionId: bigint
  kind: (typeof pointKinds)[number]
  text: string
  raisedBy: string | null
  taskId: Generated<bigint | null>
  noTaskWhy: Generated<string | null>
  addedBy: string
  addedAt: Date
}
export type CadreRow = Place & {
  id: Generated<bigint>
  personName: string
  unit: string
  unitId: bigint | null
  post: string | null
  organisationId: bigint
  /** ISO days; `validTo` is the first day on which it no longer holds. */
  validFrom: string
  validTo: Generated<string | null>
  source: string
  endWhy: Generated<string | null>
  recordedBy: string
  recordedAt: Date
}
export type CadreContactRow = {
  id: Generated<bigint>
  cadreId: bigint
  onDay: string
  way: (typeof contactWays)[number]
  raised: string | null
  done: string
  taskId: bigint | null
  toldBy: string
  toldAt: Date
}
export type PilotRow = {
  id: Generated<bigint>
  cityCode: string
  packKey: string
  nameZh: string
  nameEn: string
  level: 'nation' | 'province'
  chainId: string | null
  firstYear: number | null
  lastYear: number | null
  positioningZh: string | null
  positioningEn: string | null
  siblings: string[]
  source: string
}
export type CaseStudyRow = Place &
  Cycle &
  Made & {
    id: Generated<bigint>
    pilotId: bigint | null
    title: string
    unit: string
    unitId: bigint | null
    problem: string
    practice: string
    result: string | null
    lesson: string | null
    fromCity: Generated<string | null>
    source: Generated<string | null>
    taskId: Generated<bigint | null>
    reportedTo: Generated<string | null>
    publishedOn: Generated<string | null>
  }
export type ShowcaseRow = Place &
  Cycle &
  Made & {
    id: Generated<bigint>
    kind: (typeof showcaseKinds)[number]
    title: string
    summary: string
    chainId: string | null
    organisationId: bigint | null
    source: string
    agreedOn: string | null
    agreedBy: string | null
    releasedOn: Generated<string | null>
  }
