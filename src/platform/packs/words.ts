import type { Catalogue } from '../words.ts'

export const packWords: Catalogue = {
  zh: {
    'packs.no_folder': '没有这个城市包目录：{folder}。请检查名称。',
    'packs.has_problems':
      '城市包 {pack} 有 {count} 处问题，没有装入任何内容。请运行 lianshu pack check {pack} 查看并改正。',
    'packs.strange_folder': '没有任何模块接收这个目录里的文件。可用的目录：{folders}。',
    'packs.strange_file': '城市包里只放 .yaml 文件和 .md 说明。请改名或移走。',
    'packs.unreadable': '不是可读的 YAML：{reason}',
  },
  en: {
    'packs.no_folder': 'There is no pack folder {folder}. Check the name.',
    'packs.has_problems':
      'The pack {pack} has {count} problems; nothing of it was loaded. Run lianshu pack check {pack} to see them and mend them.',
    'packs.strange_folder': 'No room takes the files of this folder. Folders that are taken: {folders}.',
    'packs.strange_file': 'A pack holds .yaml files and .md notes only. Rename it or move it away.',
    'packs.unreadable': 'Not readable as YAML: {reason}',
  },
}
