// Columns of what follows an entitlement; units and sources stand in the migrations.
import type { Generated } from 'kysely'

type Dataset = 'held' | 'demo'

export type LifeCycleRow = {
  id: string
  cityCode: string
  version: number
  definition: unknown
  sha256: string
  pack: string
  loadedAt: Date
}

export type PartDepartmentRow = {
  id: Generated<bigint>
  dataset: Dataset
  cityCode: string
  part: string
  organisationId: bigint
  assignedBy: string
  assignedAt: Date
  endedAt: Date | null
}

export type LifeKind = 'application' | 'grant' | 'agreement' | 'call'
export type LifeRow = {
  id: Generated<bigint>
  dataset: Dataset
  cityCode: string
  kind: LifeKind
  organisationId: bigint | null
  title: string
  lifeCycleId: string
  lifeCycleCity: string
  lifeCycleVersion: number
  state: string
  dueOn: string | null
  events: Generated<number>
  requestKey: string
  createdBy: string
  createdAt: Date
  changedAt: Date
}

export type LifeEventRow = {
  lifeId: bigint
  ordinal: number
  kind: 'started' | 'acted' | 'part_done' | 'subtask_opened' | 'subtask_closed' | 'escalated'
  name: string | null
  state: string
  toState: string | null
  verdict: 'agreed' | 'objected' | null
  comment: string | null
  attachments: string[]
  detail: unknown
  actor: string
  actorName: string
  actorOrganisationId: bigint | null
  at: Date
}

export type ApplicationRow = {
  lifeId: bigint
  policyId: string
  policyVersion: number | null
  clauseId: string
  fundId: bigint | null
  items: unknown
  snapshots: unknown
  claimedFen: bigint | null
  computedVerdict: string | null
  computedFen: bigint | null
  ceilingFen: bigint | null
  explanation: unknown
  approvedFen: bigint | null
  approvedBy: string | null
  approvedAt: Date | null
  callId: bigint | null
  subject: string | null
}

export type PaymentAccountRow = {
  id: Generated<bigint>
  dataset: Dataset
  organisationId: bigint
  accountName: string
  bank: string
  accountNo: string
  confirmedBy: string
  confirmedAt: Date
  endedAt: Date | null
}

export type GrantRunRow = {
  lifeId: bigint
  policyId: string
  policyVersion: number | null
  clauseId: string
  basis: string
  onDate: string
  fundId: bigint | null
  counts: unknown
}

export type GrantLineStatus =
  | 'listed'
  | 'confirmed'
  | 'excluded'
  | 'offered'
  | 'accepted'
  | 'refused'
  | 'ordered'
  | 'paid'
export type GrantLineRow = {
  id: Generated<bigint>
  lifeId: bigint
  dataset: Dataset
  cityCode: string
  organisationId: bigint
  name: string
  creditCode: string | null
  amountFen: bigint
  arithmetic: unknown
  status: GrantLineStatus
  excludedPart: string | null
  excludedReason: string | null
  acceptedBy: string | null
  acceptedAt: Date | null
  accountId: bigint | null
}

export type PaymentListRow = {
  id: Generated<bigint>
  dataset: Dataset
  cityCode: string
  title: string
  lines: number
  totalFen: bigint
  sha256: string
  content: Buffer
  madeBy: string
  madeAt: Date
}

export type PayoutRow = {
  id: Generated<bigint>
  dataset: Dataset
  cityCode: string
  lifeId: bigint
  lineId: bigint | null
  organisationId: bigint
  instalment: number
  label: string
  amountFen: bigint
  dueOn: string | null
  status: 'planned' | 'ordered' | 'paid' | 'cancelled'
  fundId: bigint | null
  accountId: bigint | null
  paymentListId: bigint | null
  paidOn: string | null
  voucher: string | null
  recordedBy: string | null
  fundYear: number | null
  recoveredFen: Generated<bigint>
}

/** A call of a programme; amounts whole fen, criteria in points. */
export type CallRow = {
  lifeId: bigint
  dataset: Dataset
  cityCode: string
  programme: string
  cohortYear: number
  title: string
  policyId: string
  clauseId: string
  opensOn: string
  closesOn: string
  places: number | null
  supportFromFen: bigint | null
  supportToFen: bigint | null
  reviewers: number
  criteria: unknown
  source: string
}

/** The points of one reviewer; `points` and `total` in hundredths. */
export type CallScoreRow = {
  applicationId: bigint
  reviewer: string
  reviewerName: string
  points: unknown
  total: number
  comment: string | null
  scoredAt: Date
}

/** Who judges a call, named or drawn. */
export type CallReviewerRow = {
  id: Generated<bigint>
  callId: bigint
  userName: string
  name: string
  employer: string | null
  how: 'named' | 'drawn'
  namedBy: string
  namedAt: Date
  endedBy: string | null
  endedAt: Date | null
  endedReason: string | null
}

/** One drawing of lots: `pool` [{userName, name, employer}], `drawn` user names. */
export type CallDrawRow = {
  id: Generated<bigint>
  callId: bigint
  requestKey: string
  seed: string
  pool: unknown
  drawn: unknown
  drawnBy: string
  drawnAt: Date
}

/** Place and choice of a judged application; `mean` in hundredths of a point. */
export type CallResultRow = {
  applicationId: bigint
  place: number
  mean: number
  reviewers: number
  isSelected: boolean
  supportFen: bigint | null
  reason: string | null
  decidedBy: string
  decidedAt: Date
}

/** One sum that came back of a payment. */
export type RecoveryRow = {
  id: Generated<bigint>
  payoutId: bigint
  amountFen: bigint
  receivedOn: string
  reason: string
  recordedBy: string
  recordedAt: Date
}

/** A tax relief as told; `amountFen` null: enjoyed, amount not told; `basisFen` is never added to amounts. */
export type ReportedBenefitRow = {
  id: Generated<bigint>
  dataset: Dataset
  cityCode: string
  organisationId: bigint
  kind: 'rd_deduction' | 'vat_refund' | 'high_tech_rate' | 'resource_use' | 'other'
  title: string | null
  year: number
  amountFen: bigint | null
  basisFen: bigint | null
  reporter: 'office' | 'department' | 'firm'
  source: string
  enteredBy: string
  enteredName: string
  enteredAt: Date
  withdrawnAt: Date | null
  withdrawnBy: string | null
  withdrawnReason: string | null
}

export type CaseTables = {
  'policy.lifeCycle': LifeCycleRow
  'policy.partDepartment': PartDepartmentRow
  'policy.life': LifeRow
  'policy.lifeEvent': LifeEventRow
  'policy.application': ApplicationRow
  'policy.paymentAccount': PaymentAccountRow
  'policy.grantRun': GrantRunRow
  'policy.grantLine': GrantLineRow
  'policy.paymentList': PaymentListRow
  'policy.payout': PayoutRow
}
