// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../access/index.ts'

registerNoticeKinds('services', [
  { kind: 'services.ticket_raised', roles: ['administrator', 'chain_office'] },
  { kind: 'services.ticket_assigned', roles: ['department', 'park'] },
  { kind: 'services.ticket_answered', roles: ['firm', 'leading_firm', 'institute'] },
  { kind: 'services.ticket_refused', roles: ['firm', 'leading_firm', 'institute'] },
  'services.ticket_reopened',
  'services.ticket_due',
  'services.ticket_overdue',
])
