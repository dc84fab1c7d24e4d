// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../../access/index.ts'

registerNoticeKinds('policy', [
  'policy.told_state',
  'policy.told_overdue',
  {
    kind: 'policy.told_reviewer',
    roles: ['chain_office', 'department', 'firm', 'leading_firm', 'institute'],
  },
  { kind: 'policy.told_offer', roles: ['firm', 'leading_firm', 'institute'] },
])
