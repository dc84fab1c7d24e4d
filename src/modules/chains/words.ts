import './notice-kinds.ts'
import { catalogueOf, registerWords } from '../../platform/words.ts'
import './words/acts.ts'
import './words/bodies.ts'

registerWords(
  'chains',
  catalogueOf({
    'chains.no_chain': {
      zh: '{city} 的目录里没有产业链 {chainId}。请从产业链列表里选择。',
      en: 'The catalogue of {city} has no chain {chainId}. Choose one from the list of chains.',
    },
    'chains.map_not_drawn': {
      zh: '“{chain}”的图谱还没有绘制。绘制后放进城市包的 maps/，再装入。',
      en: 'The map of "{chain}" is not drawn yet. Put it into maps/ of the pack and load the pack.',
    },
    'chains.no_map_version': {
      zh: '图谱 {mapId} 没有版本 {version}。不写版本号即为现行版本。',
      en: 'The map {mapId} has no version {version}. Leave the version out for the one that holds.',
    },
    'chains.role_no_chain': {
      zh: '目录和图谱里都没有产业链“{chain}”，请从产业链列表里选择。',
      en: 'No catalogue or map has the chain "{chain}"; choose one from the list of chains.',
    },
    'chains.role_not_running': {
      zh: '这个角色已经写明终止日期，或者 {day} 早于它的起始日期；请核对后再登记。',
      en: 'This role has its last day already, or begins after {day}; check and record it again.',
    },
    'chains.unknown_nodes': {
      zh: '有 {count} 个环节不在任何现行图谱里：{nodes}。请改正环节编号，这一批没有写入。',
      en: '{count} nodes stand on no map that holds: {nodes}. Mend their ids; nothing of this batch was written.',
    },
  }),
)
