// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../access/index.ts'

registerNoticeKinds('atlas', [
  { kind: 'atlas.lead_named', roles: ['administrator', 'chain_office', 'department', 'park'] },
])
