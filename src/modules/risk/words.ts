import './notice-kinds.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'

registerWords(
  'risk',
  catalogueOf({
    'risk.network_empty': {
      zh: '{on} 这一天没有生效的供应关系，无法计算。请先导入供应关系，或换一个日期。',
      en: 'No supply relation is in force on {on}, so there is nothing to compute. Import relations first, or choose another day.',
    },
    'risk.no_run': {
      zh: '没有编号为 {id} 的计算，或者您不能查看它。',
      en: 'There is no run {id}, or it is not yours to see.',
    },
    'risk.run_ended': {
      zh: '计算 {id} 已结束，或已处于这个状态，不能再改。请刷新查看它现在的状态。',
      en: 'Run {id} has ended or is in that state already. Reload to see how it stands.',
    },
    'risk.no_firm': {
      zh: '这次计算里没有编号为 {id} 的企业。请从名次表里打开企业。',
      en: 'Firm {id} is not part of this run. Open firms from the ranking.',
    },
    'risk.nobody_hit': {
      zh: '这个情景没有触及供应网络中的任何企业（{notHeld} 家不在网络里，{placeUnknown} 家位置不明）。请换一个范围，或先导入供应关系。',
      en: 'The scenario hits no firm of the supply network ({notHeld} are not in it, the place of {placeUnknown} is unknown). Choose another range, or import relations first.',
    },
    'risk.no_test': {
      zh: '没有编号为 {id} 的压力测试，或者您不能查看它。',
      en: 'There is no stress test {id}, or it is not yours to see.',
    },
    'risk.no_matrix': {
      zh: '616 行业关键投入矩阵还没有装入。请先装入全国包，或改用产业链图谱的关键投入。',
      en: 'The 616-sector matrix is not loaded. Load the national pack first, or take essential inputs from the chain maps.',
    },
    'risk.matrix_maps_few': {
      zh: '{firms} 家企业中只有 {mapped} 家的行业能对应到矩阵，不足 {least}%，算出来的不是这座城市。请补充企业的行业代码，或改用产业链图谱的关键投入。',
      en: 'Only {mapped} of {firms} firms have an industry that the matrix knows, less than {least} %, so the result would not be of this city. Add industry codes, or take essential inputs from the chain maps.',
    },
    'risk.test_not_computed': {
      zh: '“{title}”还没有算完，或没有算成。请等它算完，或取消后重新发起。',
      en: '“{title}” is not computed yet, or failed. Wait for it, or cancel it and ask again.',
    },
    'risk.measuring_already': {
      zh: '这次测试正在测算另一组措施。请等它算完，或先取消。',
      en: 'Another set of remedies is being measured on this test. Wait for it, or cancel it first.',
    },
    'risk.nothing_under_way': {
      zh: '“{title}”没有正在进行的计算，不用取消。请刷新查看它现在的状态。',
      en: 'Nothing is under way on “{title}”, so there is nothing to cancel. Reload to see how it stands.',
    },
    'risk.remedy_add_supplier': {
      zh: '{firm} 采购的“{node}”有 {percent}% 改由 {supplier} 供应',
      en: '{percent}% of the “{node}” that {firm} buys comes from {supplier}',
    },
    'risk.remedy_add_newcomer': {
      zh: '{firm} 采购的“{node}”有 {percent}% 改由新的第二供应商供应',
      en: '{percent}% of the “{node}” that {firm} buys comes from a new second source',
    },
    'risk.remedy_fill_node': {
      zh: '在本市补上“{node}”，承接本市采购的 {percent}%',
      en: 'Fill “{node}” in the city, taking over {percent}% of what the city buys',
    },
    'risk.remedy_raise_stock': {
      zh: '{firm} 的“{node}”库存备到 {days} 天',
      en: '{firm} holds {days} days of “{node}” in stock',
    },
    'risk.remedy_raise_all_stock': {
      zh: '{firm} 的各项投入库存备到 {days} 天',
      en: '{firm} holds {days} days of every input in stock',
    },
    'risk.report_of_other': {
      zh: '第 {line} 条：只能报送本企业的数据。',
      en: 'Report {line}: you may report for your own firm only.',
    },
    'risk.report_no_firm': {
      zh: '第 {line} 条：没有编号为 {id} 的企业，或它的所在城市未知。',
      en: 'Report {line}: there is no firm {id}, or its city is unknown.',
    },
    'risk.report_other_city': {
      zh: '第 {line} 条：“{firm}”不在您负责的城市，不能由您报送。',
      en: 'Report {line}: “{firm}” is not in your city, so you cannot report for it.',
    },
    'risk.report_period': {
      zh: '第 {line} 条：“{period}”不是报送期。月报写 2026-10，周报写 2026-W43。',
      en: 'Report {line}: “{period}” is no period. Write 2026-10 for a month, 2026-W43 for a week.',
    },
    'risk.report_too_early': {
      zh: '第 {line} 条：{period} 到 {end} 才结束，届时再报。',
      en: 'Report {line}: {period} ends on {end}; report after that day.',
    },
    'risk.change_orders': { zh: '订单偏离往期', en: 'Orders left their own history' },
    'risk.change_capacity': { zh: '产能利用率偏离往期', en: 'Capacity use left its own history' },
    'risk.change_delay': { zh: '到货延误偏离往期', en: 'Delivery delay left its own history' },
    'risk.no_alert': { zh: '没有编号为 {id} 的预警。', en: 'There is no alert {id}.' },
    'risk.alert_incomplete': {
      zh: '请写明原因和责任人，再转入处置。',
      en: 'State the cause and the owner before the alert is handled.',
    },
    'risk.alert_step': {
      zh: '预警现在是“{state}”，不能这样操作。请刷新后再试。',
      en: 'The alert is “{state}” now; this step is not open. Reload and try again.',
    },
    'risk.event_key': {
      zh: '这张表已经提交过另一事件。请重新打开表单。',
      en: 'This form was sent for another event. Open the form again.',
    },
    'risk.alert_raised': { zh: '{firm}：{title}', en: '{firm}: {title}' },
    'risk.alert_raised.name': { zh: '供应链预警', en: 'Supply alerts' },
    'risk.report_missing': {
      zh: '请报送 {period} 的供应链监测数据。',
      en: 'Please report supply figures for {period}.',
    },
    'risk.report_missing.name': { zh: '监测报送提醒', en: 'Reminders to report' },
    'risk.todo_alert': { zh: '供应链预警：{firm} {title}', en: 'Supply alert: {firm} {title}' },
    'risk.todo_report': { zh: '报送 {period} 的供应链监测数据', en: 'Report supply figures for {period}' },
    'risk.run_gone': {
      zh: '任务 {job} 所属的计算已不存在。请重新发起。',
      en: 'The run behind job {job} is gone. Start it again.',
    },
  }),
)
