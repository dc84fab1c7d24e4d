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
    'gaps.todo_close': { zh: '短板“{title}”待销号', en: 'Gap “{title}” waits to be closed' },
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
  }),
)
