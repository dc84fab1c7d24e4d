/** What this room tells, and to whom it is offered on the page of subscriptions. */
const firms = ['firm', 'leading_firm'] as const
const acts = ['proposed', 'confirm', 'refuse', 'withdraw', 'terminate']

export const networkNotices = [
  ...acts.map((act) => ({ kind: `network.agreement_${act}`, roles: firms })),
  { kind: 'network.demand_open', roles: firms },
  { kind: 'network.demand_changed', roles: firms },
  { kind: 'network.demand_interest', roles: ['chain_office', ...firms] as const },
]
