import './import/words.ts'
import './report-words.ts'
import './words.ts'

export { type CityNetwork, type NetworkFacts, summaryOf } from './domain/network-facts.ts'
export type { FirmFact, RelationFact, SupplyFacts } from './domain/supply-facts.ts'
export { buildNetwork, type SupplyNetwork } from './domain/supply-network.ts'
export { reportImporter } from './import/report-importer.ts'
export * from './model.ts'
export { riskRoutes } from './routes.ts'
export { listAlerts, reportEvent, riskTodo } from './service/alerts.ts'
export { analyseMonth, type MonthAnalysis } from './service/analyse-month.ts'
export { type AlertCounts, countAlerts } from './service/count-alerts.ts'
export { ensureDemoRisk } from './service/demo-risk.ts'
export { essentialInputSection } from './service/essential-inputs.ts'
export { findLatestRun, listGroupRisks } from './service/group-ranking.ts'
export { measureRemedies, measureRemedy } from './service/measure-remedies.ts'
export { monitoringSection } from './service/monitoring-rules.ts'
export { keepReports } from './service/reports.ts'
export {
  cancelRun,
  findOwnExposure,
  findRun,
  getRun,
  listFirmRisks,
  listRuns,
  pauseRankingRun,
  resumeRankingRun,
  startRun,
} from './service/runs.ts'
export { cancelStressWork, getStressTest, listStressTests, runStressTest } from './service/stress-tests.ts'
export { suggestRemedies } from './service/suggest-remedies.ts'
export { buildSupplyNetwork, loadNetworkFacts } from './service/supply-network.ts'
