export { readTable } from './read-table.ts'
export { Spool, type SpooledFile, type SpoolLimits, spooledFileOf, spoolLimits } from './spool.ts'
export {
  defaultLimits,
  type ProblemLevel,
  type ReadOptions,
  type Table,
  type TableLimits,
  type TableProblem,
  type TableRow,
} from './table.ts'
export { describeProblem, problemWords } from './words.ts'
export { harmlessCell, type OutTable, writeCsv, writeXlsx } from './write-table.ts'
