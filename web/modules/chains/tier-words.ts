import { type Entry, words } from '../../ui/words.ts'

export const tierWords = {
  roles: ['链上角色', 'Roles in chains'],
  tiers: ['企业梯队', 'Tiers of firms'],
  tiersOf: ['{chain}企业梯队', 'Tiers of firms: {chain}'],
  sentence: [
    '{day}：链主 {master} 家，骨干 {backbone} 家，高成长 {high_growth} 家，配套 {supporting} 家。',
    'On {day}: {master} leading, {backbone} backbone, {high_growth} fast growing, {supporting} supporting.',
  ],
  master: ['链主', 'Leading'],
  backbone: ['骨干', 'Backbone'],
  high_growth: ['高成长', 'Fast growing'],
  supporting: ['配套', 'Supporting'],
  tierNone: ['还没有登记', 'None recorded'],
  none: ['这条链还没有登记企业角色', 'No roles are recorded in this chain'],
  noneWhy: [
    '在企业页面“登记 › 登记链上角色”里写明角色、日期和依据，梯队就在这里。',
    'Record a role with its days and evidence on the page of a firm (Record); the tiers stand here.',
  ],
  former: ['曾任', 'Formerly'],
  onDay: ['按哪一天', 'On which day'],
  since: ['{day} 起', 'since {day}'],
  sinceUnknown: ['起始日期未知', 'first day unknown'],
  until: ['至 {day}', 'until {day}'],
  more: ['另外 {count} 家', '{count} more'],
  less: ['收起', 'Fewer'],
  end: ['登记终止', 'Record its end'],
  lastDay: ['最后一天', 'Last day'],
  evidence: ['依据', 'Evidence'],
  source: ['来源', 'Source'],
  required: ['请填写', 'Please fill in'],
  map: ['图谱', 'Map'],
} satisfies Record<string, Entry>

export const t = words<keyof typeof tierWords>(tierWords)
