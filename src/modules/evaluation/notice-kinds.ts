// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../access/index.ts'

registerNoticeKinds(
  'evaluation',
  ['evaluation.appeal_answered', 'evaluation.told_noticed', 'evaluation.told_published'].map((kind) => ({
    kind,
    roles: ['firm', 'leading_firm'] as const,
  })),
)
