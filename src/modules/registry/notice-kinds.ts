// What the room tells, and whom it is offered to among the subscriptions.
import { registerNoticeKinds } from '../access/index.ts'

registerNoticeKinds('registry', ['registry.correction_accepted', 'registry.correction_refused'])
