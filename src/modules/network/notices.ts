/** What this room tells, and to whom it is offered on the page of subscriptions. */
const parties = ['firm', 'leading_firm'] as const
const acts = ['proposed', 'confirm', 'refuse', 'withdraw', 'terminate']

export const networkNotices = acts.map((act) => ({ kind: `network.agreement_${act}`, roles: parties }))
