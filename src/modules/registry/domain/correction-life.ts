import { defineLifeCycle } from '../../../engines/workflow/index.ts'

const office = ['office']
const owner = ['owner']

/** A fact corrected by its owner: proposed, then accepted or refused with words by an office, or withdrawn. */
export const correctionLife = defineLifeCycle({
  id: 'registry-correction',
  version: 1,
  title: { zh: '事实更正', en: 'Correction of a fact' },
  roles: {
    office: { zh: '链办', en: 'Chain office' },
    owner: { zh: '本单位', en: 'The organisation itself' },
  },
  attachments: {},
  initial: 'proposed',
  states: {
    proposed: {
      title: { zh: '待审核', en: 'Waiting for review' },
      kind: 'open',
      deadline: { workingDays: 5, escalate: [{ afterWorkingDays: 0, to: 'office' }] },
    },
    accepted: { title: { zh: '已采纳', en: 'Accepted' }, kind: 'done' },
    refused: { title: { zh: '未采纳', en: 'Refused' }, kind: 'dropped' },
    withdrawn: { title: { zh: '已撤回', en: 'Withdrawn' }, kind: 'dropped' },
  },
  actions: {
    accept: { title: { zh: '采纳', en: 'Accept' }, from: ['proposed'], to: 'accepted', by: office },
    refuse: {
      title: { zh: '不采纳', en: 'Refuse' },
      from: ['proposed'],
      to: 'refused',
      by: office,
      needsComment: true,
    },
    withdraw: { title: { zh: '撤回', en: 'Withdraw' }, from: ['proposed'], to: 'withdrawn', by: owner },
  },
})
