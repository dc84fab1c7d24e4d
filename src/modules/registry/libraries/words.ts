import { catalogueOf, registerWords } from '../../../platform/words.ts'

registerWords(
  'registry',
  catalogueOf({
    'registry.library_review_due': {
      zh: '“{name}”{year} 年度自评还没有提交',
      en: 'The self-evaluation of {name} for {year} is not handed in',
    },
    'registry.library_review_due.name': { zh: '年度自评', en: 'Yearly self-evaluation' },
    'registry.no_project': { zh: '没有编号为 {id} 的项目。', en: 'There is no project {id}.' },
    'registry.project_held': {
      zh: '本市已有同名项目“{name}”（编号 {id}），没有重复登记。请打开它修改，或换一个名称。',
      en: 'The city has a project named "{name}" already ({id}); none was added. Open it, or take another name.',
    },
    'registry.no_entry': { zh: '没有编号为 {id} 的条目。', en: 'There is no entry {id}.' },
    'registry.entry_held': {
      zh: '“{name}”在这一类里已经登记过（编号 {id}），没有重复登记。',
      en: '"{name}" stands in this library already ({id}); none was added.',
    },
    'registry.no_park': { zh: '没有编号为 {id} 的园区。', en: 'There is no park {id}.' },
    'registry.park_held': {
      zh: '本市已有园区“{name}”（编号 {id}），没有重复登记。',
      en: 'The city has a park named "{name}" already ({id}); none was added.',
    },
    'registry.park_name_held': {
      zh: '本市另有一个园区叫“{name}”，没有改动。请换一个名称。',
      en: 'Another park of the city is named "{name}". Nothing changed; take another name.',
    },
    'registry.no_park_value': { zh: '这个园区没有编号为 {id} 的登记。', en: 'The park has no entry {id}.' },
    'registry.park_value_imported': {
      zh: '这是导入 {importId} 带来的，要随那次导入一起撤销。没有改动。',
      en: 'Import {importId} brought this; it is taken back with that import. Nothing changed.',
    },
    'registry.park_value_undone': {
      zh: '{by} 已经撤回了这一项，没有改动。',
      en: '{by} took this back already. Nothing changed.',
    },
    'registry.park_value_replaced': {
      zh: '之后有人登记了新的数，没有改动。要撤回请先撤回后面的那一项。',
      en: 'A later word took its place. Nothing changed; take that one back first.',
    },
    'registry.no_campaign': { zh: '没有编号为 {id} 的主题年活动。', en: 'There is no campaign {id}.' },
    'registry.campaign_project_unfit': {
      zh: '有 {count} 个项目不属于本市这套数据，整批没有加入。请核对后重试。',
      en: '{count} projects are not of this city and data set; none was added. Check the list.',
    },
    'registry.no_library_kind': {
      zh: '没有“{kind}”这一类。可选：{kinds}。',
      en: 'There is no library "{kind}". Choose one of: {kinds}.',
    },
    'registry.no_life': {
      zh: '还没有“{key}”的阶段规定。请管理员运行 lianshu pack load。',
      en: 'No stages of "{key}" are loaded. The administrator runs lianshu pack load.',
    },
    'registry.entry_level_unfit': {
      zh: '“{kind}”没有“{level}”这一级，可选：{levels}。没有登记。',
      en: '"{kind}" has no level "{level}"; choose one of: {levels}. Nothing was recorded.',
    },
    'registry.no_leading_firm': {
      zh: '没有编号为 {id} 的龙头骨干企业，或已移出当年名单。请刷新后重选。',
      en: 'There is no leading firm {id}, or it was taken off the list. Reload and choose again.',
    },
    'registry.no_measure': {
      zh: '“{figure}”不能设目标：没有这项数据，或不是金额、数量、比率。没有改动。',
      en: 'No target can be set for "{figure}": no such figure, or no amount, count or rate. Nothing changed.',
    },
    'registry.target_unreadable': {
      zh: '“{figure}”的目标“{text}”读不出大于零的数。请写成如 50亿元、12%、300。没有改动。',
      en: 'The target "{text}" of "{figure}" is no number above zero. Write e.g. 50亿元, 12% or 300. Nothing changed.',
    },
    'registry.entry_field_missing': {
      zh: '“{kind}”要写明“{field}”。没有登记。',
      en: '"{kind}" needs "{field}". Nothing was recorded.',
    },
    'registry.entry_place_unfit': {
      zh: '“{kind}”不挂节点、项目或上级条目。没有登记。',
      en: '"{kind}" stands at no node, project or parent entry. Nothing was recorded.',
    },
    'registry.entry_circle': {
      zh: '“{name}”本身归在这一条之下，不能再作它的上级。没有改动。',
      en: '"{name}" belongs to this entry itself and cannot be its parent. Nothing changed.',
    },
    'registry.entry_changed': {
      zh: '您打开之后有人改过“{name}”。没有覆盖；请刷新后再改。',
      en: 'Somebody changed "{name}" since you opened it; nothing was overwritten. Reload and change it again.',
    },
    'registry.entry_name_held': {
      zh: '这一类里已有同名同级同单位的“{name}”，没有改动。请换一个名称，或打开那一条。',
      en: 'Another entry of this library has the same name, level and host: "{name}". Nothing changed.',
    },
    'registry.no_part_kind': {
      zh: '“{kind}”没有“{part}”这一项明细。可选：{parts}。没有登记。',
      en: '"{kind}" has no part "{part}"; choose one of: {parts}. Nothing was recorded.',
    },
    'registry.part_without_firm': {
      zh: '“{part}”不写单位。没有登记。',
      en: '"{part}" names no organisation. Nothing was recorded.',
    },
    'registry.part_firm_missing': {
      zh: '“{part}”要写明单位。没有登记。',
      en: '"{part}" needs an organisation. Nothing was recorded.',
    },
    'registry.no_part': { zh: '这一条没有编号为 {id} 的明细。', en: 'The entry has no part {id}.' },
    'registry.part_ended': {
      zh: '明细 {id} 已经撤下，不能再改。请新增一项。',
      en: 'Part {id} was taken out and cannot be changed. Add a new one.',
    },
    'registry.part_not_followed': {
      zh: '“{part}”不登记落实情况。没有登记。',
      en: '"{part}" is not followed up. Nothing was recorded.',
    },
    'registry.no_entry_evidence': {
      zh: '这一条没有编号为 {id} 的佐证材料。请先上传到这一条。没有登记。',
      en: 'The entry has no document {id}. Hand it in here first. Nothing was recorded.',
    },
    'registry.entry_field_unfit': {
      zh: '“{kind}”的“{field}”不对：要求 {type}。没有登记。',
      en: 'The field "{field}" of "{kind}" must be a {type}. Nothing was recorded.',
    },
    'registry.day_not_there': {
      zh: '“{date}”不是日历上的日子，没有登记。请写成 2024、2024-03 或 2024-03-15。',
      en: '"{date}" is no day of the calendar; nothing was recorded. Write 2024, 2024-03 or 2024-03-15.',
    },
    'registry.day_ahead': {
      zh: '{date} 还没有到，只能登记已经发生的事。没有登记。',
      en: '{date} has not come yet; only what has happened is recorded. Nothing was recorded.',
    },
    'registry.day_before_last': {
      zh: '{date} 早于上一步的 {last}，没有登记。请核对日期，或先用“退回”更正上一步。',
      en: '{date} is before the step of {last}; nothing was recorded. Check the date, or step back first.',
    },
    'registry.day_after_next': {
      zh: '{date} 晚于下一步的 {next}，没有登记。请核对日期，或先更正下一步。',
      en: '{date} is after the next step of {next}; nothing was recorded. Check the date, or correct the next step first.',
    },
    'registry.no_step': { zh: '这一条没有编号为 {id} 的步骤。', en: 'The entry has no step {id}.' },
    'registry.life_refused': {
      zh: '现在不能“{action}”：{reasons}。没有改动。',
      en: '"{action}" cannot be done now: {reasons}. Nothing changed.',
    },
    'registry.life_reason.wrong_state': { zh: '当前阶段不允许', en: 'not in this stage' },
    'registry.life_reason.not_permitted': { zh: '角色不允许', en: 'your role may not' },
    'registry.life_reason.comment_missing': { zh: '请写明原因', en: 'a reason is needed' },
    'registry.life_reason.unknown_action': { zh: '没有这个操作', en: 'no such action' },
    'registry.life_reason.other': { zh: '条件不满足', en: 'a condition is not met' },
    'registry.no_key_rule': {
      zh: '没有“{rule}”这条入库规则。可选：{rules}。',
      en: 'There is no inclusion rule "{rule}". Choose one of: {rules}.',
    },
    'registry.snapshot_taken': {
      zh: '{year} 年的重点企业库已经定稿，定稿后不再改变。',
      en: 'The key-firm library of {year} stands already and does not change any more.',
    },
    'registry.snapshot_year_ahead': {
      zh: '{year} 年还没有到，不能定稿。',
      en: 'The year {year} has not come; no library can be taken of it.',
    },
    'registry.no_snapshot': {
      zh: '{year} 年没有重点企业库，无法比较。请先定稿，或换一个年份。',
      en: 'There is no key-firm library of {year} to compare. Take one first, or choose another year.',
    },
    'registry.project_city_missing': {
      zh: '“{text}”不是库里的城市，这一行没有导入。请写区划代码（六位）或城市全称。',
      en: '"{text}" is no city that is held; this row was not imported. Write its six-digit code or full name.',
    },
    'registry.project_name_missing': {
      zh: '名称为空或太长，这一行没有导入。',
      en: 'The name is empty or too long; this row was not imported.',
    },
    'registry.project_stage_unknown': {
      zh: '“{text}”不是项目阶段（可用：{known}），这一行没有导入。',
      en: '"{text}" is no stage of a project (use one of {known}); this row was not imported.',
    },
    'registry.project_money_bad': {
      zh: '投资额“{text}”不是金额，这一行没有导入。请写数字，可带 元、万元、亿元；表头写了单位时可只写数字。',
      en: '"{text}" is no amount; this row was not imported. Write a number, with 元, 万元 or 亿元 where the header names no unit.',
    },
    'registry.project_day_bad': {
      zh: '日期“{text}”不对，这一行没有导入。请写成 2024、2024-03 或 2024-03-15。',
      en: 'The date "{text}" is not valid; this row was not imported. Write 2024, 2024-03 or 2024-03-15.',
    },
    'registry.library_kind_missing': {
      zh: '“{text}”不是库的类别（可用：{known}），这一行没有导入。',
      en: '"{text}" is no kind of library (use one of {known}); this row was not imported.',
    },
    'registry.project_key_bad': {
      zh: '“{text}”不是产业链或节点的代码（小写字母、数字、横线），这一行没有导入。',
      en: '"{text}" is no id of a chain or node (small letters, digits, dashes); this row was not imported.',
    },
    'registry.project_major_bad': {
      zh: '“{text}”读不出是不是重大项目，这一行没有导入。请写“是”或“否”，不知道就空着。',
      en: '"{text}" does not say whether the project is major; this row was not imported. Write yes or no, or leave it empty.',
    },
    'registry.entry_column_unfit': {
      zh: '“{kind}”没有“{field}”这一项，这一格没有用。',
      en: '"{kind}" has no "{field}"; this cell was not used.',
    },
    'registry.entry_cell_bad': {
      zh: '“{kind}”的“{field}”读不出“{text}”（要求：{type}），这一行没有导入。',
      en: '"{text}" cannot be read as "{field}" of "{kind}" (wanted: {type}); this row was not imported.',
    },
    'registry.entry_money_unit': {
      zh: '“{field}”的“{text}”没有写单位，这一行没有导入。请在格里或表头写明 元、万元 或 亿元。',
      en: '"{field}" tells {text} without a unit; this row was not imported. Name the unit of money in the cell or the header.',
    },
    'registry.entry_value_stands': {
      zh: '“{field}”已登记为“{held}”，表里写的是“{text}”，没有改动。要改请打开这一条。',
      en: '"{field}" stands as "{held}"; the sheet says "{text}". Nothing was changed: open it to change it.',
    },
    'registry.entry_which': {
      zh: '名为“{name}”的有 {count} 条，分不清是哪一条，这一行没有导入。请写全级别和依托单位。',
      en: '{count} entries are named "{name}"; this row was not imported. Tell the level and the host.',
    },
    'registry.entry_needs': {
      zh: '“{kind}”要写明“{field}”，这一行没有导入。',
      en: '"{kind}" needs "{field}"; this row was not imported.',
    },
    'registry.host_unsure': {
      zh: '“{name}”像库里的一家单位，但不能确定，只记下了名称。请打开这一条选定单位。',
      en: '"{name}" resembles an organisation that is held, not surely; only the name was kept. Open it and choose.',
    },
    'registry.row_names_nobody': {
      zh: '“{text}”不在本市这套数据里，这一格没有用。请先登记它，再导入一次。',
      en: '"{text}" is not held in this city and data set; the cell was not used. Record it first and import again.',
    },
    'registry.library_level_bad': {
      zh: '“{text}”不是级别（可用：国家级、省级、市级），这一行没有导入。',
      en: '"{text}" is no level (use 国家级, 省级 or 市级); this row was not imported.',
    },
  }),
)
