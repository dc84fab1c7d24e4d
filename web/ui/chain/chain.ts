// What a chain map is drawn from: the same on the pages and on the server.
export {
  type Chain,
  type ChainNeed,
  type ChainNode,
  countByStatus,
  type NodeFirms,
  type NodeMark,
  pathThrough,
  STATUSES,
} from '../../../src/engines/graph/index.ts'
