import { defineLifeCycle } from '../../../engines/workflow/index.ts'

const roles = {
  office: { zh: '评价工作机构', en: 'the office that assesses' },
  firm: { zh: '参评企业', en: 'the firm assessed' },
} as const

/** A yearly run: worked out, shown for objections, published. Five working days of public notice: assumed, see README. */
export const runCycle = defineLifeCycle({
  id: 'evaluation-run',
  version: 1,
  title: { zh: '年度评价', en: 'Yearly assessment' },
  roles,
  attachments: {},
  initial: 'draft',
  states: {
    draft: { title: { zh: '初评', en: 'draft' }, kind: 'open' },
    noticed: {
      title: { zh: '公示', en: 'public notice' },
      kind: 'open',
      deadline: { workingDays: 5, escalate: [] },
    },
    published: { title: { zh: '公布', en: 'published' }, kind: 'done' },
    withdrawn: { title: { zh: '作废', en: 'withdrawn' }, kind: 'dropped' },
  },
  actions: {
    notice: {
      title: { zh: '公示', en: 'Show for objections' },
      from: ['draft'],
      to: 'noticed',
      by: ['office'],
    },
    back_to_draft: {
      title: { zh: '退回初评', en: 'Back to draft' },
      from: ['noticed'],
      to: 'draft',
      by: ['office'],
      needsComment: true,
    },
    publish: {
      title: { zh: '公布', en: 'Publish' },
      from: ['noticed'],
      to: 'published',
      by: ['office'],
      afterDeadline: true,
    },
    withdraw: {
      title: { zh: '作废', en: 'Withdraw' },
      from: ['draft', 'noticed'],
      to: 'withdrawn',
      by: ['office'],
      needsComment: true,
    },
  },
})

/** An objection of a firm to its own result. Ten working days to answer: assumed, see README. */
export const appealCycle = defineLifeCycle({
  id: 'evaluation-appeal',
  version: 1,
  title: { zh: '评价申诉', en: 'Objection to an assessment' },
  roles,
  attachments: {},
  initial: 'submitted',
  states: {
    submitted: {
      title: { zh: '待答复', en: 'waiting for an answer' },
      kind: 'open',
      deadline: { workingDays: 10, escalate: [] },
    },
    accepted: { title: { zh: '采纳', en: 'accepted' }, kind: 'done' },
    rejected: { title: { zh: '不采纳', en: 'not accepted' }, kind: 'done' },
    withdrawn: { title: { zh: '撤回', en: 'taken back' }, kind: 'dropped' },
  },
  actions: {
    accept: {
      title: { zh: '采纳', en: 'Accept' },
      from: ['submitted'],
      to: 'accepted',
      by: ['office'],
      needsComment: true,
    },
    reject: {
      title: { zh: '不采纳', en: 'Do not accept' },
      from: ['submitted'],
      to: 'rejected',
      by: ['office'],
      needsComment: true,
    },
    withdraw: { title: { zh: '撤回', en: 'Take back' }, from: ['submitted'], to: 'withdrawn', by: ['firm'] },
  },
})
