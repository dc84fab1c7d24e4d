import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'atlas',
  catalogueOf({
    'atlas.no_lead': {
      zh: '没有编号为 {id} 的招商线索，或您无权查看。请从“招商线索”列表打开。',
      en: 'There is no lead {id}, or you may not see it. Open it from the list of leads.',
    },
    'atlas.firm_missing': {
      zh: '没有写明企业，线索没有保存。请从登记库选一家，或填写企业名称。',
      en: 'No firm was named; the lead was not saved. Choose one from the register, or write its name.',
    },
    'atlas.no_firm': {
      zh: '登记库里没有编号为 {id} 的单位，线索没有保存。请重新选择，或只填写名称。',
      en: 'The register holds no organisation {id}; the lead was not saved. Choose again, or write the name only.',
    },
    'atlas.no_chain': {
      zh: '本市没有编号为“{chain}”的产业链，没有保存。请从列表中选择。',
      en: 'The city has no chain "{chain}"; nothing was saved. Choose one from the list.',
    },
    'atlas.no_node': {
      zh: '产业链“{chain}”的图谱里没有环节“{node}”。请从图谱中选择。',
      en: 'The map of chain "{chain}" has no node "{node}". Choose one from the map.',
    },
    'atlas.node_without_chain': {
      zh: '写了环节却没有写产业链，线索没有保存。请先选产业链。',
      en: 'A node was given without a chain; the lead was not saved. Choose the chain first.',
    },
    'atlas.gap_elsewhere': {
      zh: '短板“{title}”不属于这个城市的这条产业链，线索没有保存。请重新选择短板。',
      en: 'The gap "{title}" is not of this city and chain; the lead was not saved. Choose the gap again.',
    },
    'atlas.lead_open': {
      zh: '这家企业在这个环节已有一条在跟进的线索“{title}”（编号 {id}），没有另建。请打开那一条。',
      en: 'There is an open lead on this firm for this node, "{title}" ({id}); no second one was made. Open that one.',
    },
    'atlas.lead_sent_twice': {
      zh: '这份表单正在另一处保存，没有重复建立。请刷新列表。',
      en: 'This form is being saved elsewhere; no second lead was made. Reload the list.',
    },
    'atlas.lead_changed': {
      zh: '线索 {id} 刚被别人改过，您的修改没有保存。请刷新后再改。',
      en: 'Lead {id} was changed by somebody else meanwhile; your change was not saved. Reload it and try again.',
    },
    'atlas.no_park': {
      zh: '本市没有编号为 {id} 的园区，没有保存。请从列表中选择。',
      en: 'The city has no park {id}; nothing was saved. Choose one from the list.',
    },
    'atlas.no_project': {
      zh: '本市没有编号为 {id} 的项目，没有保存。请从列表中选择，或先在“重点项目”里登记。',
      en: 'The city has no project {id}; nothing was saved. Choose one from the list, or record it under projects first.',
    },
    'atlas.owner_for_sign': {
      zh: '签约后由谁推进还没有写，签约没有记下。请填写推进责任单位。',
      en: 'Who moves it on after the signature is not named; the signature was not recorded. Name the unit.',
    },
    'atlas.owner_for_land': {
      zh: '落地后由谁服务还没有写，落地没有记下。请填写服务责任单位。',
      en: 'Who serves it after landing is not named; the landing was not recorded. Name the unit.',
    },
    'atlas.lost_reason_missing': {
      zh: '没有选未成的原因，没有记下。请选择一项，以便统计。',
      en: 'No reason for the loss was chosen; it was not recorded. Choose one, so that losses can be counted.',
    },
    'atlas.day_ahead': {
      zh: '{date} 还没有到，没有记下。请填写实际发生的日期。',
      en: '{date} lies ahead; nothing was recorded. Give the day on which it happened.',
    },
    'atlas.step_refused': {
      zh: '现在是“{state}”，不能“{action}”。{why}',
      en: 'The lead stands at "{state}"; "{action}" is not possible now. {why}',
    },
    'atlas.refusal.wrong_state': { zh: '请按阶段依次办理。', en: 'Take the steps in their order.' },
    'atlas.refusal.not_permitted': {
      zh: '只有链长办、责任部门或园区可以办理。',
      en: 'Only the chain office, a department or a park may do it.',
    },
    'atlas.refusal.comment_missing': { zh: '请写明说明。', en: 'Say in words why.' },
    'atlas.refusal.attachment_missing': { zh: '缺少附件。', en: 'A document is missing.' },
    'atlas.refusal.unknown_action': { zh: '没有这一步。', en: 'There is no such step.' },
    'atlas.refusal.deadline_not_reached': { zh: '期限未到。', en: 'The last day has not come yet.' },
    'atlas.refusal.parts_open': { zh: '还有并行环节没有办完。', en: 'Parallel parts are still open.' },
    'atlas.refusal.subtasks_open': { zh: '还有子任务没有办完。', en: 'Sub-tasks are still open.' },
    'atlas.phase.attract': { zh: '招引', en: 'attracting' },
    'atlas.phase.advance': { zh: '推进', en: 'moving on' },
    'atlas.phase.serve': { zh: '服务', en: 'serving' },
    'atlas.lost.no_interest': { zh: '企业无意向', en: 'No interest' },
    'atlas.lost.went_elsewhere': { zh: '落户别处', en: 'Went elsewhere' },
    'atlas.lost.land': { zh: '用地或厂房不合适', en: 'Land or factory did not fit' },
    'atlas.lost.cost': { zh: '成本', en: 'Cost' },
    'atlas.lost.policy': { zh: '政策条件', en: 'Terms of policy' },
    'atlas.lost.market': { zh: '市场变化', en: 'Market changed' },
    'atlas.lost.standard': {
      zh: '不符合环保、能耗或产业要求',
      en: 'Environmental, energy or industry standard',
    },
    'atlas.lost.other': { zh: '其他', en: 'Other' },
    'atlas.reason.makes_it': {
      zh: '有来源说明它做这个环节的产品。',
      en: 'A source says that it makes what this node is.',
    },
    'atlas.reason.by_words': {
      zh: '只是产品词相符，需先核实它是否真做。',
      en: 'Its product words match; whether it really makes it has to be asked first.',
    },
    'atlas.reason.place_unknown': { zh: '位置不明。', en: 'Its place is unknown.' },
    'atlas.reason.near': {
      zh: '距本市中心约 {km} 公里，在 200 公里圈内。',
      en: 'About {km} km from the centre of the city, within 200 km.',
    },
    'atlas.reason.far': { zh: '距本市中心约 {km} 公里。', en: 'About {km} km from the centre of the city.' },
    'atlas.reason.titles': {
      zh: '持有 {count} 项有效称号：{names}。',
      en: 'Holds {count} valid titles: {names}.',
    },
    'atlas.reason.other_nodes': {
      zh: '还在同一条链的另外 {count} 个环节。',
      en: 'Stands at {count} other nodes of the same chain.',
    },
    'atlas.target_method': {
      zh: '外地在库企业中位于该环节的全部列出；有来源说明的在前，其次称号多、同链环节多、距离近。没有加权打分。',
      en: 'All firms held elsewhere that stand at the node; those named by a source first, then more titles, more nodes of the chain, the nearer. No weighted score.',
    },
    'atlas.suppliers_definition': {
      zh: '类别为“配套企业”且已记“落地”、落地日期在此期间内的线索，一条算一家。',
      en: 'Leads of the kind "supplier" that are recorded as landed on a day of the period; one lead counts as one firm.',
    },
    'atlas.lead_named': {
      zh: '招商线索“{title}”的{phase}由贵单位负责。',
      en: 'Your unit answers for {phase} the lead "{title}".',
    },
    'atlas.lead_named.name': { zh: '招商线索指定责任单位', en: 'Named as responsible for a lead' },
    'atlas.todo_step': { zh: '招商线索“{title}”：{step}', en: 'Lead "{title}": {step}' },
    'atlas.todo_no_next': {
      zh: '招商线索“{title}”没有下一步安排',
      en: 'Lead "{title}" has no next step',
    },
  }),
)
