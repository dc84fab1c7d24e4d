import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'gaps',
  catalogueOf({
    'gaps.status.strong': { zh: '强', en: 'strong' },
    'gaps.status.weak': { zh: '弱', en: 'weak' },
    'gaps.status.missing': { zh: '缺', en: 'missing' },
    'gaps.status.unknown': { zh: '未知', en: 'unknown' },
    'gaps.reason.overruled': {
      zh: '{by}自 {from} 起认定为“{status}”，至 {until} 止。理由：{reason}；依据：{source}。按数据计算为“{counted}”。',
      en: '{by} states “{status}” from {from} until {until}. Reason: {reason}; evidence: {source}. The figures alone say “{counted}”.',
    },
    'gaps.overrule_ends_before': {
      zh: '认定的截止日 {until} 早于起始日 {from}，请改正截止日。',
      en: 'The statement would end on {until}, before it begins on {from}. Choose a later end.',
    },
    'gaps.overrule_over': {
      zh: '截止日 {until} 已经过去，认定不会生效。请选今天或以后的日期。',
      en: 'The end {until} has passed, so it would never hold. Choose today or later.',
    },
    'gaps.overrule_too_long': {
      zh: '一次认定最长一年，最晚到 {latest}；到期后如仍需要，请凭新的依据再认定。',
      en: 'One statement holds a year at most, until {latest}; after that, state it again on new evidence.',
    },
    'gaps.no_overrule': {
      zh: '没有编号为 {id} 的认定。请回到环节页面刷新后再试。',
      en: 'There is no overrule {id}. Go back to the node, reload, and try again.',
    },
    'gaps.overrule_ended': {
      zh: '认定 {id} 已经结束，不必再结束一次。',
      en: 'Overrule {id} is over already.',
    },
    'gaps.no_vocabulary': {
      zh: '还没有装载短板的类型和行动（packs/national/gap-vocabulary）。请管理员先装载国家通用包。',
      en: 'Kinds of gaps and acts are not loaded (packs/national/gap-vocabulary). An administrator loads the national pack first.',
    },
    'gaps.unknown_act': {
      zh: '没有“{act}”这种行动，可用的有：{known}。',
      en: 'There is no act "{act}". Known: {known}.',
    },
    'gaps.no_gap': {
      zh: '没有编号为 {id} 的短板，或者您无权查看。请从短板台账重新打开。',
      en: 'There is no gap {id}, or you may not see it. Open it again from the register.',
    },
    'gaps.gap_sent_twice': {
      zh: '同一张表单正在登记，请刷新台账查看，不要重复提交。',
      en: 'The same form is being registered. Reload the register instead of sending again.',
    },
    'gaps.gap_closed': {
      zh: '短板 {id} 已经结束，不能再加依据。需要时请先重新打开。',
      en: 'Gap {id} is over; evidence can no longer be added. Open it again first.',
    },
    'gaps.owner_missing': {
      zh: '请写明由哪个部门负责，再分办。',
      en: 'Say which office answers for it, then assign.',
    },
    'gaps.step_refused': {
      zh: '不能“{action}”：{why}',
      en: 'Cannot {action}: {why}',
    },
    'gaps.refusal.evidence_missing': {
      zh: '还没有发现之日以后的依据，请先添加销号依据。',
      en: 'There is no evidence from the day it was found or later: add evidence first.',
    },
    'gaps.node_or_segment': {
      zh: '请指明一个节点或一个环节（二选一），再提交。',
      en: 'Name one node or one segment of the chain (one of the two), then send.',
    },
    'gaps.no_segment': {
      zh: '产业链“{chain}”的图谱里没有环节“{segment}”。请核对编号。',
      en: 'The map of chain "{chain}" has no segment "{segment}". Check the id.',
    },
    'gaps.nothing_chosen': {
      zh: '还没有选中任何短板，没有分办。请先勾选。',
      en: 'Nothing is chosen, so nothing was assigned. Tick some gaps first.',
    },
    'gaps.kind_missing': {
      zh: '选中的节点里有尚未登记的，请选择登记为哪一类（断点、堵点、卡点、难点、痛点）。',
      en: 'Some of the nodes are not registered yet: choose the kind under which they are registered.',
    },
    'gaps.assigned_title': { zh: '{node}：{status}', en: '{node}: {status}' },
    'gaps.assigned_source': { zh: '环节状态判断（{on}）：{why}', en: 'Status of the node on {on}: {why}' },
    'gaps.raise_no_firm': {
      zh: '您的账号没有对应的企业，不能以企业名义反映问题。请先认领企业。',
      en: 'Your account belongs to no firm, so nothing can be raised in its name. Claim your firm first.',
    },
    'gaps.raise_other_data': {
      zh: '您的企业不在当前查看的这套数据里，没有提交。请切换“正式／演示”后再提交。',
      en: 'Your firm does not stand in the data now shown; nothing was sent. Switch between held and demo data, then send.',
    },
    'gaps.refusal.same_person': {
      zh: '提请销号的人不能自己销号，请由另一位办理。',
      en: 'Whoever asked to close cannot close: another person does it.',
    },
    'gaps.refusal.own_evidence_only': {
      zh: '销号依据全部由您本人添加，请由另一位销号，或由他人补充依据。',
      en: 'All of the evidence is your own: another person closes, or adds evidence.',
    },
    'gaps.refusal.comment_missing': { zh: '请写明理由。', en: 'Give a reason.' },
    'gaps.refusal.not_permitted': {
      zh: '这一步由 {roles} 办理。',
      en: 'This step belongs to {roles}.',
    },
    'gaps.refusal.wrong_state': {
      zh: '当前阶段不能办理这一步，请刷新后查看。',
      en: 'Not in this state; reload and look again.',
    },
    'gaps.todo_gap': { zh: '短板“{title}”（{owner}）待办结', en: 'Gap “{title}” ({owner}) is to be settled' },
    'gaps.todo_raised': {
      zh: '企业或部门反映的“{title}”待受理',
      en: '“{title}” was raised and waits to be taken up',
    },
    'gaps.told_assigned': {
      zh: '短板“{title}”已交由贵单位负责，期限 {due}',
      en: 'The gap “{title}” was assigned to your office, due {due}',
    },
    'gaps.told_assigned.name': { zh: '短板：交办', en: 'Gaps: assigned' },
    'gaps.told_overdue': {
      zh: '短板“{title}”已超过期限 {due}',
      en: 'The gap “{title}” is past its last day {due}',
    },
    'gaps.told_overdue.name': { zh: '短板：超期', en: 'Gaps: overdue' },
    'gaps.told_returned': {
      zh: '短板“{title}”的销号申请被退回，请看理由',
      en: 'Closing the gap “{title}” was returned: see the reason',
    },
    'gaps.told_returned.name': { zh: '短板：退回', en: 'Gaps: returned' },
    'gaps.told_proving': {
      zh: '短板“{title}”已提请销号，请另一位核对依据后办理',
      en: 'Closing of the gap “{title}” is asked for: another person checks the evidence',
    },
    'gaps.told_proving.name': { zh: '短板：提请销号', en: 'Gaps: closing asked for' },
    'gaps.told_raised': {
      zh: '企业或部门反映了“{title}”，请受理',
      en: '“{title}” was raised: take it up or decline',
    },
    'gaps.told_raised.name': { zh: '短板：企业或部门反映', en: 'Gaps: raised' },
    'gaps.told_accepted': { zh: '您反映的“{title}”已受理', en: 'What you raised, “{title}”, was taken up' },
    'gaps.told_accepted.name': { zh: '反映的问题：已受理', en: 'Raised: taken up' },
    'gaps.told_declined': {
      zh: '您反映的“{title}”不予受理，理由见页面',
      en: 'What you raised, “{title}”, was declined: see the reason',
    },
    'gaps.told_declined.name': { zh: '反映的问题：不予受理', en: 'Raised: declined' },
    'gaps.told_settled': { zh: '您反映的“{title}”已销号', en: 'What you raised, “{title}”, was closed' },
    'gaps.told_settled.name': { zh: '反映的问题：已销号', en: 'Raised: closed' },
    'gaps.todo_close': { zh: '短板“{title}”待销号', en: 'Gap “{title}” waits to be closed' },
    'gaps.resilience_series': {
      zh: '每月末一点，由带日期的记录回算：声明、认定、台账事项的发现与销号、企业成立日期；图谱、门槛、权重都用现在的一把尺。企业和供应关系是现在登记的，成立日期不明的按一直在算。',
      en: 'One point at each end of a month, worked back from what bears a day: statements, overrules, items of the register found and closed, foundings of firms; map, thresholds and weights are those of today. Firms and relations are those held now; one whose founding is not known counts throughout.',
    },
    'gaps.resilience_definition': {
      zh: '综合指数（0—100）= 已知各部分按权重的平均：自主可控（强 1、弱 0.5、缺 0，按受影响环节加权）、不依赖单一来源、有替代来源、畅通（没有未销号的断点、堵点、卡点）。未知的部分不计，只降低覆盖率。',
      en: 'Index (0–100): weighted mean of the parts that are known: self-reliance (strong 1, weak 0.5, missing 0, weighted by what depends on the node), not hanging on one source, alternates at hand, flow (no open break, blockage or choke point). An unknown part is left out and lowers the coverage.',
    },
    'gaps.part.selfReliance': { zh: '自主可控', en: 'Self-reliance' },
    'gaps.part.selfReliance_text': {
      zh: '{out} 个环节中 {of} 个已能判断，按受影响环节加权（已判断 {hits} 个）。',
      en: '{of} of {out} nodes can be judged, weighted by what depends on them ({hits} judged).',
    },
    'gaps.part.selfReliance_unknown': {
      zh: '{out} 个环节都还不能判断（已判断 {of}，计入 {hits}）。',
      en: 'None of the {out} nodes can be judged yet ({of} judged, {hits} counted).',
    },
    'gaps.part.singleSource': { zh: '不依赖单一来源', en: 'Not single-source' },
    'gaps.part.singleSource_text': {
      zh: '归属已清楚的 {of} 个本地环节中，{hits} 个有两个以上独立集团（共 {out} 个环节）。',
      en: 'Of {of} nodes here whose owners are known, {hits} have two or more independent groups ({out} nodes in all).',
    },
    'gaps.part.singleSource_unknown': {
      zh: '{out} 个环节中没有一个本地企业归属清楚（{of} 个清楚，{hits} 个符合）。',
      en: 'Of {out} nodes none has firms here whose owners are known ({of} known, {hits} fit).',
    },
    'gaps.part.alternates': { zh: '有替代来源', en: 'Alternates' },
    'gaps.part.alternates_text': {
      zh: '能判断的 {of} 个环节中，{hits} 个在本市和 200 公里内有两家以上企业（共 {out} 个环节）。',
      en: 'Of {of} judged nodes {hits} have two or more firms here and within 200 km ({out} nodes in all).',
    },
    'gaps.part.alternates_unknown': {
      zh: '{out} 个环节都还不能判断（已判断 {of}，符合 {hits}）。',
      en: 'None of the {out} nodes can be judged yet ({of} judged, {hits} fit).',
    },
    'gaps.part.flow': { zh: '畅通', en: 'Flow' },
    'gaps.part.flow_text': {
      zh: '{out} 个环节中 {hits} 个没有未销号的断点、堵点、卡点（统计 {of} 个）。',
      en: '{hits} of {out} nodes have no open break, blockage or choke point ({of} counted).',
    },
    'gaps.part.flow_unknown': {
      zh: '这条链还没有登记过短板，不能说畅通（{out} 个环节，统计 {of}，符合 {hits}）。',
      en: 'No gap was ever registered on this chain, which does not mean that it flows ({out} nodes, {of} counted, {hits} fit).',
    },
    'gaps.page.title': { zh: '短板一页纸：{node}（{status}）', en: 'Gap on a page: {node} ({status})' },
    'gaps.page.demo': { zh: '【演示数据】', en: '[demo data] ' },
    'gaps.page.depends': {
      zh: '没有它就做不成的环节有 {dependents} 个。',
      en: '{dependents} nodes cannot be made without it.',
    },
    'gaps.page.why': { zh: '判断依据', en: 'Why' },
    'gaps.page.acts': { zh: '可采取的行动', en: 'Acts that fit' },
    'gaps.page.no_acts': { zh: '没有适用的行动：先查清状态。', en: 'None: find out the status first.' },
    'gaps.page.could': {
      zh: '产品相近、可以补位的企业（本市和 200 公里内）',
      en: 'Firms with neighbouring products that could step in (here and within 200 km)',
    },
    'gaps.page.elsewhere': { zh: '外地已有的企业', en: 'Firms elsewhere that make it' },
    'gaps.page.firm': { zh: '企业', en: 'Firm' },
    'gaps.page.place': { zh: '所在地', en: 'Place' },
    'gaps.page.neighbour': { zh: '相近产品', en: 'Neighbouring product' },
    'gaps.page.km': { zh: '距离（公里）', en: 'Distance (km)' },
    'gaps.page.score': { zh: '关联度', en: 'Relatedness' },
    'gaps.page.open': { zh: '未销号的短板', en: 'Open gaps of the register' },
    'gaps.page.no_open': {
      zh: '台账中没有可见的未销号短板。',
      en: 'none to be seen in the register.',
    },
    'gaps.page.kind': { zh: '类型', en: 'Kind' },
    'gaps.page.what': { zh: '内容', en: 'What' },
    'gaps.page.owner': { zh: '责任单位', en: 'Owner' },
    'gaps.page.due': { zh: '期限', en: 'Due' },
    'gaps.page.stage': { zh: '阶段', en: 'Stage' },
    'gaps.page.evidence': { zh: '依据', en: 'Evidence' },
    'gaps.page.field': { zh: '项目', en: 'Field' },
    'gaps.page.all': { zh: '全部短板', en: 'All gaps' },
    'gaps.page.could_sheet': { zh: '可以补位的企业', en: 'Could step in' },
    'gaps.page.no_firms': { zh: '在库企业中没有。', en: 'none among the firms held.' },
    'gaps.page.method': {
      zh: '相近企业由产品关联度得出，是走访线索，不是能力认定。',
      en: 'Candidates come from relatedness of products: whom to ask, not a finding of ability.',
    },
    'gaps.page.list_title': { zh: '{city}产业链短板清单', en: 'Gaps of the chains of {city}' },
    'gaps.page.list_shown': {
      zh: '按影响排序，列出前 {shown} 处，共 {all} 处；全部见电子表格。',
      en: 'The gravest {shown} of {all}; the workbook holds all.',
    },
    'gaps.page.status': { zh: '状态', en: 'Status' },
    'gaps.page.node': { zh: '节点', en: 'Node' },
    'gaps.page.chain': { zh: '产业链', en: 'Chain' },
    'gaps.page.segment': { zh: '环节', en: 'Segment' },
    'gaps.page.dependents': { zh: '影响节点', en: 'Dependents' },
    'gaps.page.here': { zh: '本市', en: 'Here' },
    'gaps.page.near': { zh: '200公里内', en: 'Within 200 km' },
    'gaps.relatedness_method': {
      zh: '按企业产品的种类：同时生产两种产品的企业越多，两种产品越相近；得分为企业各产品相近度之和。',
      en: 'By kinds of products: the more firms make both, the nearer two kinds are; a score adds up the nearness of a firm’s kinds.',
    },
  }),
)
