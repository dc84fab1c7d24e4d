import { defineLifeCycle } from '../../../engines/workflow/index.ts'

/** What a project will need, from a draft until it is bought or given up. That the tender is open is told by its day. */
export const demandCycle = defineLifeCycle({
  id: 'project-demand',
  version: 1,
  title: { zh: '项目需求', en: 'Project demand' },
  roles: { owner: { zh: '发布方', en: 'who publishes' } },
  attachments: {},
  initial: 'draft',
  states: {
    draft: { title: { zh: '草稿', en: 'draft' }, kind: 'open' },
    open: { title: { zh: '已告知供应商', en: 'told to suppliers' }, kind: 'open' },
    closed: { title: { zh: '已办结', en: 'closed' }, kind: 'done' },
    withdrawn: { title: { zh: '已撤销', en: 'withdrawn' }, kind: 'dropped' },
  },
  actions: {
    publish: {
      title: { zh: '告知匹配的供应商', en: 'Tell fitting suppliers' },
      from: ['draft'],
      to: 'open',
      by: ['owner'],
    },
    close: {
      title: { zh: '办结', en: 'Close' },
      from: ['open'],
      to: 'closed',
      by: ['owner'],
      needsComment: true,
    },
    withdraw: {
      title: { zh: '撤销', en: 'Withdraw' },
      from: ['draft', 'open'],
      to: 'withdrawn',
      by: ['owner'],
      needsComment: true,
    },
  },
})
