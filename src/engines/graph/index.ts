export {
  type Chain,
  type ChainNeed,
  type ChainNode,
  countByStatus,
  type NodeFirms,
  type NodeMark,
  type NodeStatus,
  pathThrough,
  STATUSES,
} from './chain.ts'
export { type Change, type DrawingOptions, type DrawingWords, drawChain } from './draw-chain.ts'
export { CARD, type Card, type Layout, type LayoutOptions, layOut, neighbour, type Wire } from './layout.ts'
export { widthOf, wrap } from './wrap.ts'
