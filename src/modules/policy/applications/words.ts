import { catalogueOf, registerWords } from '../../../platform/words.ts'

const refusals = {
  'policy.refusal.unknown_action': {
    zh: '流程里没有动作“{name}”。',
    en: 'The life cycle has no action "{name}".',
  },
  'policy.refusal.unknown_part': {
    zh: '流程里没有环节“{name}”。',
    en: 'The life cycle has no part "{name}".',
  },
  'policy.refusal.unknown_subtask': {
    zh: '没有待办的分项“{name}”。',
    en: 'There is no open sub-task "{name}".',
  },
  'policy.refusal.subtask_exists': {
    zh: '分项“{name}”已经有了。',
    en: 'The sub-task "{name}" exists already.',
  },
  'policy.refusal.part_already_done': {
    zh: '“{name}”环节的意见已经提交过。',
    en: 'The part "{name}" has given its opinion already.',
  },
  'policy.refusal.wrong_state': {
    zh: '现在是“{state}”，这个动作只能在“{allowed}”时做。',
    en: 'It stands at "{state}"; this can be done at "{allowed}" only.',
  },
  'policy.refusal.not_permitted': { zh: '这个动作由{roles}来做。', en: 'This is done by: {roles}.' },
  'policy.refusal.attachment_missing': {
    zh: '还缺材料：{attachments}。请先上传。',
    en: 'Still missing: {attachments}. Upload it first.',
  },
  'policy.refusal.comment_missing': { zh: '请写明理由。', en: 'Give the reasons.' },
  'policy.refusal.parts_open': {
    zh: '还有部门没有给出意见：{parts}。',
    en: 'Departments that have not answered yet: {parts}.',
  },
  'policy.refusal.parts_objected': {
    zh: '有部门不同意：{parts}。请一次性退回，或作出不通过的决定。',
    en: 'Departments that object: {parts}. Return it once, or decline it.',
  },
  'policy.refusal.nothing_objected': {
    zh: '各部门都同意，没有退回或不通过的理由。',
    en: 'Every department agreed; there is no reason to return or decline it.',
  },
  'policy.refusal.subtasks_open': { zh: '还有 {count} 项没有办完。', en: '{count} items are still open.' },
  'policy.refusal.too_early': {
    zh: '要等到 {until} 期满以后。',
    en: 'This has to wait until {until} is over.',
  },
  'policy.refusal.ended': { zh: '已经“{state}”，不能再办。', en: 'It has ended as "{state}".' },
  'policy.refusal.earlier_than_history': {
    zh: '办理时间早于上一步（{last}）。请检查服务器时钟。',
    en: 'The time lies before the last step ({last}). Check the clock of the server.',
  },
}

const errors = {
  'policy.not_now': { zh: '没有办成。{reasons}', en: 'Not done. {reasons}' },
  'policy.own_case': {
    zh: '这是本单位自己的事项，须由别的单位的同事办理；没有写入任何内容。',
    en: 'This is a case of your own organisation; a colleague of another one must handle it. Nothing was written.',
  },
  'policy.no_life_cycle': {
    zh: '没有编号为“{id}”的办理流程。请管理员装载城市包（lianshu pack load）。',
    en: 'There is no life cycle "{id}". Ask the administrator to load the packs (lianshu pack load).',
  },
  'policy.life_cycle_changed': {
    zh: '{file} 的第 {version} 版流程已经装载并可能有事项在办，内容不能再改。请把 version 加 1。',
    en: 'Version {version} of the life cycle in {file} is loaded and may be lived by; it cannot change. Raise its version by 1.',
  },
  'policy.request_key_used': {
    zh: '这个提交编号已用于别的事项。请刷新页面后重新提交。',
    en: 'This request key was used for something else. Reload the page and send it again.',
  },
  'policy.changed_meanwhile': {
    zh: '{who} 已在 {at} 办理了“{what}”，您看到的不是最新状态；没有写入。请刷新后再办。',
    en: '{who} did "{what}" at {at}, so you looked at an older state; nothing was written. Reload and decide again.',
  },
  'policy.no_application': {
    zh: '没有编号为 {id} 的申报，或您不能查看。请从列表进入。',
    en: 'There is no application {id}, or it is not yours to see. Enter from the list.',
  },
  'policy.no_grant': {
    zh: '没有编号为 {id} 的免申即享批次，或您不能查看。',
    en: 'There is no direct-grant run {id}, or it is not yours to see.',
  },
  'policy.no_agreement': {
    zh: '没有编号为 {id} 的一事一议，或您不能查看。',
    en: 'There is no individual agreement {id}, or it is not yours to see.',
  },
  'policy.no_organisation_bound': {
    zh: '您的账号没有绑定单位，不能办理。请管理员把账号绑定到本单位。',
    en: 'Your account belongs to no organisation, so this cannot be done. Ask the administrator to bind it.',
  },
  'policy.organisation_unknown': {
    zh: '这个数据集里没有编号为 {id} 的单位。请从搜索结果中选择。',
    en: 'This data set holds no organisation {id}. Choose one from the search.',
  },
  'policy.no_clause': {
    zh: '没有有效的政策条款“{policy} / {clause}”。请从政策库里选择现行条款。',
    en: 'There is no clause "{policy} / {clause}" in force. Choose one from the library.',
  },
  'policy.item_unreadable': {
    zh: '“{label}”填的内容读不懂：{reason}',
    en: '"{label}" cannot be read: {reason}',
  },
  'policy.form_wrong': {
    zh: '有 {count} 处填写有误，没有保存。请按提示改正。',
    en: '{count} entries are wrong; nothing was saved. Mend them as told.',
  },
  'policy.not_editable': {
    zh: '现在是“{state}”，内容不能再改；只有草稿和待补正时可以改。',
    en: 'It stands at "{state}" and cannot be edited; only a draft or a returned application can.',
  },
  'policy.items_missing': {
    zh: '还没有填：{labels}。填齐后再提交。',
    en: 'Not filled in yet: {labels}. Fill them in, then submit.',
  },
  'policy.reason_known_before': {
    zh: '“{label}”在上次退回时已经在案且没有改动，依一次性告知不得再以此退回。可继续审核，或作出不通过的决定。',
    en: '"{label}" was there at the last return and has not changed; by the rule of telling once it is no reason for another return. Go on, or decline.',
  },
  'policy.reasons_missing': {
    zh: '不同意时请逐条写明理由和涉及的材料或指标。',
    en: 'To object, give each reason with the item it is about.',
  },
  'policy.amount_missing': {
    zh: '请填写核定金额。上限不是应付金额，须逐件核定。',
    en: 'Fill in the amount approved. A ceiling is not what is due; it is fixed case by case.',
  },
  'policy.amount_above_ceiling': {
    zh: '核定金额 {amount} 元超过上限 {ceiling} 元。',
    en: 'The amount approved, {amount} yuan, exceeds the ceiling of {ceiling} yuan.',
  },
  'policy.amount_needs_reason': {
    zh: '核定金额与计算金额 {computed} 元不一致，请写明理由。',
    en: 'The amount approved differs from the {computed} yuan computed; give the reason.',
  },
  'policy.instalments_wrong': {
    zh: '各期合计 {sum} 元，与核定金额 {amount} 元不等。',
    en: 'The instalments add up to {sum} yuan, not to the {amount} yuan approved.',
  },
  'policy.no_payout': {
    zh: '没有编号为 {id} 的拨付记录，或您不能办理。',
    en: 'There is no payment {id}, or it is not yours to handle.',
  },
  'policy.already_paid': {
    zh: '这一期已于 {paidOn} 拨付（凭证 {voucher}），一笔只登记一次。',
    en: 'This instalment was paid on {paidOn} (voucher {voucher}); a payment is recorded once.',
  },
  'policy.paid_in_future': {
    zh: '拨付日期 {day} 还没有到。请填实际到账的日期。',
    en: 'The day of payment {day} lies in the future. Give the day on which it was paid.',
  },
  'policy.voucher_used': {
    zh: '凭证号 {voucher} 已经用于该单位的另一笔拨付。请核对。',
    en: 'The voucher {voucher} is already used for another payment to this organisation. Check it.',
  },
  'policy.recovery_too_much': {
    zh: '追回金额超过已拨付且未追回的 {left} 元。',
    en: 'More than the {left} yuan that were paid and not yet recovered.',
  },
  'policy.not_paid_yet': {
    zh: '这一期还没有拨付，无需追回。',
    en: 'This instalment was not paid yet; there is nothing to recover.',
  },
  'policy.recovery_open': {
    zh: '还有 {left} 元没有追回，不能办结。',
    en: '{left} yuan are not recovered yet, so it cannot be closed.',
  },
}

const notices = {
  'policy.told_state': { zh: '“{title}”现在是：{state}', en: '"{title}" now stands at: {state}' },
  'policy.told_state.name': { zh: '我的申报有进展', en: 'My application moved' },
  'policy.told_overdue': {
    zh: '“{title}”在“{state}”环节已超过时限 {dueOn}（超 {days} 个工作日）',
    en: '"{title}" has passed its last day {dueOn} at "{state}" (by {days} working days)',
  },
  'policy.told_overdue.name': { zh: '办理超时', en: 'A case is overdue' },
  'policy.told_offer': {
    zh: '免申即享：“{title}”给您 {amount} 元，请确认收款账户',
    en: 'Grant without application: "{title}" offers you {amount} yuan; confirm your account',
  },
  'policy.told_offer.name': { zh: '免申即享待确认', en: 'A grant waits for acceptance' },
  'policy.todo_check': { zh: '审核“{title}”（{organisation}）', en: 'Check "{title}" ({organisation})' },
  'policy.todo_decide': {
    zh: '办理“{title}”（{organisation}）：{state}',
    en: 'Handle "{title}" ({organisation}): {state}',
  },
  'policy.todo_mend': { zh: '补正“{title}”：{state}', en: 'Mend "{title}": {state}' },
  'policy.todo_confirm': { zh: '确认免申即享名单“{title}”', en: 'Confirm the list "{title}"' },
  'policy.todo_accept': {
    zh: '确认免申即享“{title}”并核对收款账户',
    en: 'Accept "{title}" and check your account',
  },
}

registerWords('policy', catalogueOf({ ...refusals, ...errors, ...notices }))
