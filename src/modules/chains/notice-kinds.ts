// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../access/index.ts'

registerNoticeKinds('chains', [
  { kind: 'chains.map_published', roles: ['administrator', 'chain_office', 'department'] },
  { kind: 'chains.map_returned', roles: ['administrator', 'chain_office', 'department'] },
  { kind: 'chains.map_conflict_found', roles: ['administrator', 'chain_office'] },
])
