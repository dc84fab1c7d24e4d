// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../access/index.ts'

registerNoticeKinds('risk', [
  { kind: 'risk.alert_raised', roles: ['administrator', 'chain_office'] },
  { kind: 'risk.report_missing', roles: ['firm', 'leading_firm'] },
])
