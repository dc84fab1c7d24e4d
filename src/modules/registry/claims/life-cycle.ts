import { defineLifeCycle } from '../../../engines/workflow/index.ts'

const office = ['administrator', 'chain_office']

/** How a claim of a firm goes: an office decides within five working days, a refusal says why. */
export const claimCycle = defineLifeCycle({
  id: 'firm-claim',
  version: 1,
  title: { zh: '企业认领', en: 'Claim of a firm' },
  roles: {
    claimant: { zh: '认领人', en: 'Claimant' },
    administrator: { zh: '系统管理员', en: 'Administrator' },
    chain_office: { zh: '链长办', en: 'Chain office' },
  },
  attachments: { proof: { zh: '证明材料', en: 'Proof' } },
  initial: 'waiting',
  states: {
    waiting: {
      title: { zh: '待审核', en: 'Waiting' },
      kind: 'open',
      deadline: { workingDays: 5, escalate: [] },
    },
    approved: { title: { zh: '已通过', en: 'Approved' }, kind: 'done' },
    refused: { title: { zh: '未通过', en: 'Refused' }, kind: 'dropped' },
    withdrawn: { title: { zh: '已撤回', en: 'Withdrawn' }, kind: 'dropped' },
  },
  actions: {
    approve: {
      title: { zh: '通过', en: 'Approve' },
      from: ['waiting'],
      to: 'approved',
      by: office,
      needs: ['proof'],
    },
    refuse: {
      title: { zh: '不通过', en: 'Refuse' },
      from: ['waiting'],
      to: 'refused',
      by: office,
      needsComment: true,
    },
    withdraw: { title: { zh: '撤回', en: 'Withdraw' }, from: ['waiting'], to: 'withdrawn', by: ['claimant'] },
  },
})
