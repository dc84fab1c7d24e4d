// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../access/index.ts'

registerNoticeKinds('policy', [
  { kind: 'policy.notice.entitled', roles: ['firm', 'leading_firm'] },
  { kind: 'policy.notice.window', roles: ['firm', 'leading_firm'] },
  { kind: 'policy.notice.expiring', roles: ['chain_office'] },
])
