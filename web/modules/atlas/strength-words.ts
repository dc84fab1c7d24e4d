import { type Entry, words } from '../../ui/words.ts'

export const strengthWords = {
  title: ['园区与产业强项', 'Parks and their strengths'],
  sentence: [
    '{parks} 个园区、{industries} 个有来源说明的强项产业；国别合作园区 {partners} 个。',
    '{parks} parks and {industries} industries that sources call a strength; {partners} parks with a partner country.',
  ],
  none: ['还没有园区强项', 'No strengths of parks yet'],
  noneWhy: [
    '在园区页登记“强项”及其来源后，这里按园区和产业列成矩阵。',
    'Once strengths and their sources are recorded with the parks, they stand here by park and industry.',
  ],
} as const satisfies Record<string, Entry>

export const t = words(strengthWords)
