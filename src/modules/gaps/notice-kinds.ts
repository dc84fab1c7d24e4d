// What the room tells, and whom it is offered to among the subscriptions.
import { type Role, registerNoticeKinds } from '../access/index.ts'

const handlers: readonly Role[] = ['department', 'park', 'chain_office', 'chain_leader']
const office: readonly Role[] = ['chain_office']
const raisers: readonly Role[] = ['firm', 'leading_firm', 'institute', 'provider']

registerNoticeKinds('gaps', [
  { kind: 'gaps.told_assigned', roles: handlers },
  { kind: 'gaps.told_overdue', roles: handlers },
  { kind: 'gaps.told_returned', roles: handlers },
  { kind: 'gaps.told_proving', roles: office },
  { kind: 'gaps.told_raised', roles: office },
  { kind: 'gaps.told_accepted', roles: raisers },
  { kind: 'gaps.told_declined', roles: raisers },
  { kind: 'gaps.told_settled', roles: raisers },
])
