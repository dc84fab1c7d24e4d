import type { Catalogue } from '../words.ts'

export const packWords: Catalogue = {
  zh: {
    'packs.no_folder': '没有这个城市包目录：{folder}。请检查名称。',
    'packs.has_problems':
      '城市包 {pack} 有 {count} 处问题，没有装入任何内容。请运行 lianshu pack check {pack} 查看并改正。',
  },
  en: {
    'packs.no_folder': 'There is no pack folder {folder}. Check the name.',
    'packs.has_problems':
      'The pack {pack} has {count} problems; nothing of it was loaded. Run lianshu pack check {pack} to see them and mend them.',
  },
}
