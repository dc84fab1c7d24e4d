import { type Entry, words } from '../../ui/words.ts'

/** Words of what people enter and correct of indicators. */
export const editWords = {
  ownTargets: ['人工登记的目标', 'Targets that people entered'],
  ownTargetsNone: [
    '还没有人工登记的目标。可以在公文页逐条登记，也可以在这里录入。',
    'None yet. Take them up on the page of a plan, or enter one here.',
  ],
  enterTarget: ['录入目标', 'Enter a target'],
  correctTarget: ['更正目标', 'Correct the target'],
  correct: ['更正', 'Correct'],
  restore: ['恢复', 'Bring back'],
  takenBack: ['已撤回', 'taken back'],
  targetNote: [
    '写下一份文件对一个期限的要求。每次更正成为新的一版，旧版保留；与其他文件不一致时列为冲突。',
    'What one document asks for by one day. Each correction is a new version; disagreements are listed as conflicts.',
  ],
  withdrawTarget: ['撤回这个目标', 'Take this target back'],
  withdrawTargetNote: [
    '撤回后不再计入，各版保留，可以恢复。',
    'It counts no more; its versions stay, and it can be brought back.',
  ],
  restoreTarget: ['恢复这个目标', 'Bring this target back'],
  restoreTargetNote: ['按撤回前的内容恢复，成为新的一版。', 'As it stood before; this is a new version.'],
  scopeHint: ['这个数包括什么，如 省级、规上企业、全市', 'What the figure covers, as the document says it'],
  scopeEn: ['口径（英文，可不填）', 'Scope (English, optional)'],
  exactly: ['等于', 'exactly'],
  atLeast: ['不少于', 'at least'],
  over: ['超过', 'over'],
  atMost: ['不超过', 'at most'],
  under: ['少于', 'under'],
  about: ['约', 'about'],
  range: ['区间', 'between'],
  times: ['倍数（翻一番写 2）', 'times (twice: 2)'],
  valueRule: ['请填一个数，区间写成 30–50', 'One number, or a range as 30–50'],
  valueHint: ['区间写成 30–50', 'A range as 30–50'],
  due: ['期限', 'Deadline'],
  dueHint: [
    '2024、2024-06 或 2024-06-30；没有写明就留空',
    '2024, 2024-06 or 2024-06-30; empty where none is named',
  ],
  dueWritten: ['期限（原文，可不填）', 'Deadline as written (optional)'],
  noDue: ['没有期限', 'no deadline'],
  sourceDate: ['来源日期（可不填）', 'Date of the source (optional)'],
  sourcePlace: ['原文位置（可不填）', 'Place in the source (optional)'],
  correctValue: ['更正这个数', 'Correct this figure'],
  correctValueNote: [
    '原来的数撤回并保留，更正后的数取代它。',
    'The old figure is taken back and stays as history; the new one stands in its place.',
  ],
  newIndicator: ['新建指标', 'New indicator'],
  newIndicatorNote: [
    '写明名称、算法、单位、方向、责任部门和周期，成为第 1 版；以后每次修改都是新的一版。单位以后不能改。',
    'Name, method, unit, direction, department and frequency make version 1; each change is a new version. The unit stays.',
  ],
  id: ['编号', 'Id'],
  idHint: [
    '小写字母、数字和连字符，例如 skilled-workers-new',
    'Lower case, digits and hyphens, as skilled-workers-new',
  ],
  unit: ['单位', 'Unit'],
  checking: ['正在检查算式…', 'Checking the formula …'],
  formulaStands: ['算式成立：{words}', 'The formula stands: {words}'],
  formulaEmpty: ['还没有数值的指标：{names}', 'Nothing is held yet of: {names}'],
  withdrawIndicator: ['撤回这个指标', 'Take this indicator back'],
  withdrawIndicatorNote: [
    '撤回后不再列出；定义各版保留，可以恢复。还有数值、目标或算式用着它时不能撤回。',
    'It is listed no more; its versions stay, and it can be brought back. Not while figures, targets or formulas stand on it.',
  ],
  restoreIndicator: ['恢复这个指标', 'Bring this indicator back'],
  restoreIndicatorNote: [
    '按撤回前的定义恢复，成为新的一版。',
    'As it was defined before; this is a new version.',
  ],
  indicatorTakenBack: ['这个指标已撤回：{reason}', 'This indicator was taken back: {reason}'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof editWords>(editWords)
