import { defineLifeCycle } from '../../../engines/workflow/index.ts'

/**
 * How the rules of a document become law in the house: drafted, looked at by somebody else, published. `drafter` may
 * write, `publisher` may publish and is never the person who handed the draft in.
 */
export const versionLifeCycle = defineLifeCycle({
  id: 'policy-version',
  version: 1,
  title: { zh: '政策规则的起草与发布', en: 'Drafting and publishing of policy rules' },
  roles: {
    drafter: { zh: '起草人', en: 'drafter' },
    publisher: { zh: '审核发布人', en: 'publisher' },
    submitter: { zh: '提交人', en: 'who handed it in' },
  },
  attachments: {},
  initial: 'draft',
  states: {
    draft: { title: { zh: '起草', en: 'draft' }, kind: 'open' },
    review: { title: { zh: '待审核', en: 'in review' }, kind: 'open' },
    published: { title: { zh: '已发布', en: 'published' }, kind: 'open' },
    withdrawn: { title: { zh: '已停用', en: 'withdrawn' }, kind: 'done' },
  },
  actions: {
    submit: { title: { zh: '提交审核', en: 'hand in' }, from: ['draft'], to: 'review', by: ['drafter'] },
    return: {
      title: { zh: '退回修改', en: 'send back' },
      from: ['review'],
      to: 'draft',
      by: ['publisher'],
      needsComment: true,
    },
    recall: { title: { zh: '撤回', en: 'take back' }, from: ['review'], to: 'draft', by: ['submitter'] },
    publish: { title: { zh: '发布', en: 'publish' }, from: ['review'], to: 'published', by: ['publisher'] },
    withdraw: {
      title: { zh: '停用', en: 'withdraw' },
      from: ['published'],
      to: 'withdrawn',
      by: ['publisher'],
      needsComment: true,
    },
  },
})
