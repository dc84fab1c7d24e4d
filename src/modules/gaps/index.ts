import './words.ts'

export * from './model.ts'
export { statusSection } from './pack-section.ts'
export { gapsRoutes } from './routes.ts'
export { getChainGaps, listGaps } from './service/chain-gaps.ts'
export { ensureDemoCity, findDemoCity, generateDemoCity } from './service/demo-city.ts'
export { getNodeDetail, stateAboutNode } from './service/node-detail.ts'
export { getOverview } from './service/overview.ts'
