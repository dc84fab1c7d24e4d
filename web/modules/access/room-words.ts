import { type Entry, words } from '../../ui/words.ts'

/** What the rooms of the house are called where one of them is named to a person. */
export const roomWords = {
  access: ['账号与权限', 'Accounts'],
  registry: ['企业与项目库', 'Register'],
  indicators: ['指标', 'Indicators'],
  chains: ['产业链图谱', 'Chain maps'],
  network: ['供应关系', 'Supply relations'],
  gaps: ['短板', 'Gaps'],
  risk: ['供应链监测', 'Supply risk'],
  evaluation: ['评价', 'Evaluation'],
  policy: ['政策直达', 'Policies'],
  matching: ['供需对接', 'Matching'],
  challenges: ['揭榜挂帅', 'Challenges'],
  cultivation: ['梯度培育', 'Cultivation'],
  finance: ['金融', 'Finance'],
  talent: ['人才', 'Talent'],
  services: ['公共服务', 'Services'],
  programmes: ['督办事项', 'Programmes'],
  atlas: ['产业地图', 'Map'],
  reports: ['报告', 'Reports'],
} satisfies Record<string, Entry>

const t = words<keyof typeof roomWords>(roomWords)

/** The name of a room; an unknown one is shown as it came. */
export function roomName(room: string): string {
  return Object.hasOwn(roomWords, room) ? t(room as keyof typeof roomWords) : room
}
