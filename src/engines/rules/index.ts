/** The face of the engine: what rooms may use. */

export { titlesAskedFor } from './asked-titles.ts'
export {
  type Assessed,
  type AssessedLine,
  type AssessmentInput,
  assess,
  type GroupRecord,
} from './assessment.ts'
export { type BudgetLine, budgetByClause, budgetByFact } from './breakdown.ts'
export { allocateBudget, type BudgetMode } from './budget.ts'
export { type CaseReport, runCases } from './cases.ts'
export type { CellValue, TitleSpan } from './cell.ts'
export type { Change } from './cheapest-change.ts'
export { cityContributions } from './city-contributions.ts'
export type { Verdict } from './clause-reference.ts'
export { type FactLine, factLines } from './cli-facts.ts'
export { type Comparison as RunComparison, compareRuns } from './compare-runs.ts'
export { type ConditionLine, type Explanation, explainOne, explainRow } from './explain.ts'
export { readFactValue } from './fact-value.ts'
export { readFacts } from './facts-file.ts'
export type { Fraction } from './fraction.ts'
export {
  add as addFractions,
  compare as compareFractions,
  divide as divideFractions,
  fraction,
  multiply as multiplyFractions,
  reduced,
  subtract as subtractFractions,
} from './fraction.ts'
export { type Library, libraryOf } from './library.ts'
export { type Lift, liftsFrom, liftsTo, openPoints } from './lift.ts'
export { loadPolicies } from './load-policies.ts'
export type { Assessment } from './lower-assessment.ts'
export { type GridLine, parameterGrid } from './parameter-grid.ts'
export { dueFen, splitInstalments, splitPayers } from './payment.ts'
export type { Clause, Policy, StackingRule } from './policy.ts'
export { formatDay, formatQuantity, parseDay, QuantityError, scaleOf } from './quantity.ts'
export { type PolicyText, type Problem, readData, readPolicy } from './read-policy.ts'
export { type Holdings, type Obstacle, type Readiness, readinessOf } from './readiness.ts'
export { applyReform, type Reform, readReform } from './reform.ts'
export { type ResultLine, resultLines } from './result.ts'
export type { ClauseOutcome } from './run.ts'
export { evaluate, type Run, type RunOptions } from './run.ts'
export { RunMemory } from './run-memory.ts'
export { classify, type ScoreLine, scoreTable } from './scorecard.ts'
export { type CityRecord, readValue } from './snapshot.ts'
export { staticProblems } from './static-checks.ts'
export type { Column } from './table.ts'
export { type Row, type Table, tableOf } from './table.ts'
export { namesOf, textOfCond, textOfNum } from './text.ts'
export { type Totals, totalsOf } from './totals.ts'
export type { FactDefinition } from './written.ts'
export { policySchema, type WrittenCase, type WrittenClause, type WrittenPolicy } from './written.ts'
