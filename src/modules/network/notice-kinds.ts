// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../access/index.ts'

const firms = ['firm', 'leading_firm'] as const
const acts = ['proposed', 'confirm', 'refuse', 'withdraw', 'terminate']

registerNoticeKinds('network', [
  ...acts.map((act) => ({ kind: `network.agreement_${act}`, roles: firms })),
  { kind: 'network.demand_open', roles: firms },
  { kind: 'network.demand_changed', roles: firms },
  { kind: 'network.demand_interest', roles: ['chain_office', ...firms] as const },
])
