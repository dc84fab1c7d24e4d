// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../access/index.ts'

registerNoticeKinds('programmes', [
  'programmes.told_overdue',
  'programmes.told_no_leader',
  'programmes.told_leader_without_account',
  'programmes.told_order',
  'programmes.told_digest',
])
