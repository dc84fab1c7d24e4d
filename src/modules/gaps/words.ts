import './notice-kinds.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'gaps',
  catalogueOf({
    'gaps.no_chain': {
      zh: '{city} 没有编号为“{chain}”且已画图谱的产业链。请核对编号，或先装载该市的地区包。',
      en: '{city} has no chain "{chain}" with a drawn map. Check the id, or load the pack of the city first.',
    },
    'gaps.no_node': {
      zh: '产业链“{chain}”的图谱里没有环节“{node}”。请核对编号。',
      en: 'The map of chain "{chain}" has no node "{node}". Check the id.',
    },
    'gaps.date_in_future': {
      zh: '声明日期 {date} 还没有到，没有写入。请填写作出声明的日期。',
      en: 'The date {date} lies in the future; nothing was written. Give the day on which it was stated.',
    },
    'gaps.demo_too_large': {
      zh: '演示城市最多 {mostFirms} 家企业、{mostLinks} 条关系；没有生成。',
      en: 'A demo city has at most {mostFirms} firms and {mostLinks} relations; nothing was generated.',
    },
    'gaps.demo_no_room': {
      zh: '{firms} 家企业按图谱排不出 {links} 条关系，最多 {possible} 条；没有生成。请减少关系或增加企业。',
      en: '{firms} firms along the maps have room for {possible} relations, not for {links}; nothing was generated. Ask for fewer relations or more firms.',
    },
    'gaps.demo_no_map': {
      zh: '{city} 还没有画好的产业链图谱，无法生成演示城市。请先装载地区包。',
      en: '{city} has no drawn chain map, so no demo city can be made. Load the pack of the city first.',
    },
    'gaps.reason.firms': {
      zh: '在库企业：本市 {here} 家，200 公里内 {within200Km} 家，更远 {elsewhere} 家，位置不明 {positionUnknown} 家。',
      en: 'Firms held: {here} here, {within200Km} within 200 km, {elsewhere} elsewhere, {positionUnknown} of unknown position.',
    },
    'gaps.reason.position_unknown': {
      zh: '有 {positionUnknown} 家位置不明，不计入任何圈层。',
      en: '{positionUnknown} firms of unknown position count in no ring.',
    },
    'gaps.reason.unconfirmed': {
      zh: '另有 {unconfirmed} 家（本市 {unconfirmedHere} 家）只是产品词相符，尚未确认，不计入判断。',
      en: 'Another {unconfirmed} firms ({unconfirmedHere} here) match by product words only, unconfirmed; they do not count.',
    },
    'gaps.reason.groups_enough': {
      zh: '本市有 {groups} 个独立企业集团，达到“强”的门槛 {strongGroups} 个（另有 {groupUnknown} 家归属不明）。',
      en: '{groups} independent owner groups here reach the {strongGroups} needed for strong ({groupUnknown} firms of unknown owner besides).',
    },
    'gaps.reason.groups_too_few': {
      zh: '本市只有 {groups} 个独立企业集团，不到“强”的门槛 {strongGroups} 个（另有 {groupUnknown} 家归属不明）。',
      en: 'Only {groups} independent owner groups here, short of the {strongGroups} needed for strong ({groupUnknown} firms of unknown owner besides).',
    },
    'gaps.reason.groups_unknown': {
      zh: '已知 {groups} 个独立企业集团，另有 {groupUnknown} 家归属不明；查清归属后可能达到门槛 {strongGroups} 个。',
      en: '{groups} independent owner groups are known and {groupUnknown} firms have an unknown owner; once known, the {strongGroups} needed for strong may be reached.',
    },
    'gaps.reason.ratio_enough': {
      zh: '本地配套率达到“强”的门槛 {strongLocalRatio}，覆盖率够用。',
      en: 'The local-sourcing ratio reaches the {strongLocalRatio} needed for strong, with enough coverage.',
    },
    'gaps.reason.ratio_too_low': {
      zh: '本地配套率低于“强”的门槛 {strongLocalRatio}，覆盖率够用。',
      en: 'The local-sourcing ratio is below the {strongLocalRatio} needed for strong, with enough coverage.',
    },
    'gaps.reason.ratio_uncovered': {
      zh: '本地配套率的覆盖不到 {minimalCoverageRatio}，不参与判断。',
      en: 'The local-sourcing ratio covers less than {minimalCoverageRatio} and does not count.',
    },
    'gaps.reason.ratio_unknown': {
      zh: '本地配套率未知，或参与企业太少不便公开，不参与判断。',
      en: 'The local-sourcing ratio is unknown, or rests on too few firms to be public; it does not count.',
    },
    'gaps.reason.only_nearby': {
      zh: '本市没有，只有 200 公里内的 {within200Km} 家可以就近配套。',
      en: 'Nobody here; {within200Km} firms within 200 km can supply from near.',
    },
    'gaps.reason.too_few': {
      zh: '企业数不到“弱”的门槛（本市 {weakFirmsHere} 家，或 200 公里内 {weakFirmsWithin200Km} 家）。',
      en: 'Too few firms to be weak (that needs {weakFirmsHere} here or {weakFirmsWithin200Km} within 200 km).',
    },
    'gaps.reason.none_held': {
      zh: '本市和 200 公里内没有已确认的在库企业，也没有“登记完整”的声明：不能说“缺”，只能说未知。',
      en: 'No confirmed firm is held here or within 200 km, and nobody stated that the register is complete: unknown, not missing.',
    },
    'gaps.reason.register_complete': {
      zh: '{date} 声明本环节登记完整（依据：{source}），仍没有企业：缺。',
      en: 'On {date} the register was stated complete for this node (source: {source}), and nobody is held: missing.',
    },
    'gaps.reason.confirmed_missing': {
      zh: '{date} 由办公室确认本环节缺失（依据：{source}）。',
      en: 'On {date} an office confirmed that this node is missing (source: {source}).',
    },
    'gaps.reason.statement_contradicted': {
      zh: '{date} 的声明（依据：{source}）与库里的企业不符，请核对后更新声明或企业。',
      en: 'The statement of {date} (source: {source}) does not agree with the firms held; check and mend one of them.',
    },
    'gaps.reason.no_thresholds': {
      zh: '该市地区包没有给出强弱门槛，无法判断。',
      en: 'The pack of the city gives no thresholds, so nothing can be judged.',
    },
    'gaps.sentence.judged': {
      zh: '{nodes} 个环节中：强 {strong}，弱 {weak}，缺 {missing}，未知 {unknown}。',
      en: 'Of {nodes} nodes {strong} are strong, {weak} weak, {missing} missing, {unknown} unknown.',
    },
    'gaps.sentence.gravest': {
      zh: '{missing} 处缺环，其中影响最大的是“{node}”（{chain}），{dependents} 个下游环节离不开它。',
      en: '{missing} nodes are missing; the gravest is {node} ({chain}), without which {dependents} other nodes cannot be made.',
    },
    'gaps.sentence.no_maps': {
      zh: '还没有画好的产业链图谱。',
      en: 'No chain map is drawn yet.',
    },
    'gaps.sentence.unconfirmed': {
      zh: '有 {firms} 家企业只凭产品词归入环节，待确认。',
      en: '{firms} firms stand at nodes by product words only and wait to be confirmed.',
    },
  }),
)
