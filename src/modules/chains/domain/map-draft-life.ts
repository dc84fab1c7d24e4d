import { defineLifeCycle } from '../../../engines/workflow/index.ts'

/**
 * How a new version of a map comes about: drafted by one or more people, read by somebody who changed nothing in it,
 * published. `editor` may change it, `reader` may publish and is nobody who did.
 */
export const mapDraftLife = defineLifeCycle({
  id: 'chain-map-draft',
  version: 1,
  title: { zh: '图谱的起草与发布', en: 'Drafting and publishing of a chain map' },
  roles: {
    editor: { zh: '起草人', en: 'Editor' },
    reader: { zh: '第二位读者（审核发布人）', en: 'Second reader' },
    submitter: { zh: '提交人', en: 'Who handed it in' },
  },
  attachments: {},
  initial: 'draft',
  states: {
    draft: { title: { zh: '起草', en: 'Draft' }, kind: 'open' },
    review: { title: { zh: '待审核', en: 'In review' }, kind: 'open' },
    published: { title: { zh: '已发布', en: 'Published' }, kind: 'done' },
    discarded: { title: { zh: '已放弃', en: 'Discarded' }, kind: 'dropped' },
  },
  actions: {
    submit: { title: { zh: '提交审核', en: 'Hand in' }, from: ['draft'], to: 'review', by: ['editor'] },
    recall: { title: { zh: '撤回', en: 'Take back' }, from: ['review'], to: 'draft', by: ['submitter'] },
    return: {
      title: { zh: '退回修改', en: 'Send back' },
      from: ['review'],
      to: 'draft',
      by: ['reader'],
      needsComment: true,
    },
    publish: {
      title: { zh: '发布', en: 'Publish' },
      from: ['review'],
      to: 'published',
      by: ['reader'],
      needsComment: true,
    },
    discard: {
      title: { zh: '放弃草稿', en: 'Discard' },
      from: ['draft'],
      to: 'discarded',
      by: ['editor'],
      needsComment: true,
    },
  },
})
