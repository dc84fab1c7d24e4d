import './call-words.ts'
import './notice-kinds.ts'
import './statement-words.ts'
import { catalogueOf, registerWords } from '../../../platform/words.ts'

const refusals = {
  'policy.life_refusal.unknown_action': {
    zh: '流程里没有动作“{name}”。',
    en: 'The life cycle has no action "{name}".',
  },
  'policy.life_refusal.unknown_part': {
    zh: '流程里没有环节“{name}”。',
    en: 'The life cycle has no part "{name}".',
  },
  'policy.life_refusal.unknown_subtask': {
    zh: '没有待办的分项“{name}”。',
    en: 'There is no open sub-task "{name}".',
  },
  'policy.life_refusal.subtask_exists': {
    zh: '分项“{name}”已经有了。',
    en: 'The sub-task "{name}" exists already.',
  },
  'policy.life_refusal.part_already_done': {
    zh: '“{name}”环节的意见已经提交过。',
    en: 'The part "{name}" has given its opinion already.',
  },
  'policy.life_refusal.wrong_state': {
    zh: '现在是“{state}”，这个动作只能在“{allowed}”时做。',
    en: 'It stands at "{state}"; this can be done at "{allowed}" only.',
  },
  'policy.life_refusal.not_permitted': { zh: '这个动作由{roles}来做。', en: 'This is done by: {roles}.' },
  'policy.life_refusal.attachment_missing': {
    zh: '还缺材料：{attachments}。请先上传。',
    en: 'Still missing: {attachments}. Upload it first.',
  },
  'policy.life_refusal.comment_missing': { zh: '请写明理由。', en: 'Give the reasons.' },
  'policy.life_refusal.parts_open': {
    zh: '还有部门没有给出意见：{parts}。',
    en: 'Departments that have not answered yet: {parts}.',
  },
  'policy.life_refusal.parts_objected': {
    zh: '有部门不同意：{parts}。请一次性退回，或作出不通过的决定。',
    en: 'Departments that object: {parts}. Return it once, or decline it.',
  },
  'policy.life_refusal.nothing_objected': {
    zh: '各部门都同意，没有退回或不通过的理由。',
    en: 'Every department agreed; there is no reason to return or decline it.',
  },
  'policy.life_refusal.subtasks_open': {
    zh: '还有 {count} 项没有办完。',
    en: '{count} items are still open.',
  },
  'policy.life_refusal.too_early': {
    zh: '要等到 {until} 期满以后。',
    en: 'This has to wait until {until} is over.',
  },
  'policy.life_refusal.ended': { zh: '已经“{state}”，不能再办。', en: 'It has ended as "{state}".' },
  'policy.life_refusal.earlier_than_history': {
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
  'policy.case_changed': {
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
  'policy.clause_not_published': {
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

const more = {
  'policy.line_started': { zh: '建立（{state}）', en: 'Begun ({state})' },
  'policy.line_agreed': { zh: '{part}：同意', en: '{part}: agreed' },
  'policy.line_objected': { zh: '{part}：不同意', en: '{part}: objected' },
  'policy.line_done': { zh: '{part}：完成', en: '{part}: done' },
  'policy.line_escalated': {
    zh: '“{state}”超过时限 {dueOn}，已提请{to}',
    en: '"{state}" passed its last day {dueOn}; put to: {to}',
  },
  'policy.line_subtask_opened': { zh: '新增分项 {name}', en: 'Opened {name}' },
  'policy.line_subtask_closed': { zh: '办结分项 {name}', en: 'Closed {name}' },
  'policy.line_by_clock': { zh: '系统（按时限）', en: 'the system (by the clock)' },
  'policy.payout_cancelled': {
    zh: '这一期已取消，不能登记拨付。',
    en: 'This instalment was cancelled and cannot be recorded as paid.',
  },
  'policy.no_part': { zh: '流程里没有环节“{part}”。', en: 'No life cycle has a part "{part}".' },
  'policy.no_case_document': {
    zh: '这一事项没有编号为 {id} 的材料。请先上传，再选择。',
    en: 'This case has no document {id}. Upload it first, then choose it.',
  },
  'policy.no_document_kind': {
    zh: '没有“{kind}”这类材料，可上传：{kinds}。',
    en: 'There is no kind of document "{kind}"; possible: {kinds}.',
  },
  'policy.not_ready': {
    zh: '这一条款还不能免申即享：{reasons}',
    en: 'This clause cannot be granted without applications yet: {reasons}',
  },
  'policy.nobody_entitled': {
    zh: '今天没有新的企业可以享受这一条款（{granted} 家今年已在办或已兑付）。没有建立批次。',
    en: 'No further firm is entitled today ({granted} have it already this year). No run was made.',
  },
  'policy.nobody_left': {
    zh: '名单里已经没有企业，不能发出。请取消这个批次。',
    en: 'Nobody is left on the list. Cancel the run.',
  },
  'policy.nobody_accepted': {
    zh: '还没有企业确认，不能导出兑付清单。',
    en: 'No firm has accepted yet, so there is no payment list to export.',
  },
  'policy.account_gone': {
    zh: '“{name}”确认的收款账户读不到，没有导出。请让企业重新确认。',
    en: 'The account that "{name}" accepted with cannot be read; nothing was exported. Ask the firm to accept again.',
  },
  'policy.account_missing': {
    zh: '请先填写收款账户（户名、开户行、账号），再确认。',
    en: 'Name the account to be paid to (name, bank, number) first.',
  },
  'policy.no_offer': {
    zh: '没有给贵单位的这一笔免申即享（{id}）。',
    en: 'There is no such grant ({id}) for your organisation.',
  },
  'policy.offer_over': {
    zh: '这一批次已不在企业确认阶段，答复没有写入。',
    en: 'This run no longer waits for firms; the answer was not written.',
  },
  'policy.not_confirming': {
    zh: '现在没有归您部门确认的环节。',
    en: 'No part waits for your department now.',
  },
  'policy.part_closed': {
    zh: '您的部门已经确认过这份名单，不能再调整。',
    en: 'Your department has confirmed this list already.',
  },
  'policy.lines_gone': {
    zh: '有 {count} 家已被别的部门调出或不在名单里；没有写入。请刷新后重选。',
    en: '{count} of them were taken out by others or are not on the list; nothing was written. Reload and choose again.',
  },
  'policy.no_payment_list': { zh: '没有编号为 {id} 的兑付清单。', en: 'There is no payment list {id}.' },
  'policy.no_fund': { zh: '没有编号为 {id} 的专项资金。', en: 'There is no special fund {id}.' },
  'policy.fund_without_budget': {
    zh: '“{fund}”还没有录入 {year} 年预算，不能从中支付。请先在专项资金页录入。',
    en: '"{fund}" has no budget for {year} yet, so nothing can be paid from it. Enter it on the fund\'s page.',
  },
  'policy.fund_over_budget': {
    zh: '“{fund}”本年余额 {left} 元，不够 {amount} 元（超预算规则：{rule}）。请按资金页的分配结果调整核定金额，或先追加预算。',
    en: '"{fund}" has {left} yuan left this year, not {amount} (rule when over budget: {rule}). Adjust the amount by the allocation on the fund\'s page, or raise the budget first.',
  },
  'policy.window_backwards': { zh: '窗口的截止日早于开始日。', en: 'The window closes before it opens.' },
  'policy.milestone_open': {
    zh: '第 {ordinal} 个里程碑还没有确认完成，不能拨付。',
    en: 'Milestone {ordinal} is not accepted as met yet, so it cannot be paid.',
  },
  'policy.no_milestone': {
    zh: '协议里没有第 {ordinal} 个里程碑。',
    en: 'The agreement has no milestone {ordinal}.',
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

registerWords('policy', catalogueOf({ ...refusals, ...errors, ...more, ...notices }))
