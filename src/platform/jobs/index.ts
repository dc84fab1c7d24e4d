// Long work after the request: pieces on PostgreSQL, taken by any number of worker processes. docs/decisions/0023.
export { type Effect, type JobDefinition, registerJob, type Task } from './definition.ts'
export {
  cancelRun,
  enqueue,
  findJobRun,
  type JobRequest,
  type JobRun,
  pauseRun,
  resumeRun,
} from './runs.ts'
export type { RunStatus } from './tables.ts'
export { startWorker, type Worker, type WorkerOptions } from './worker.ts'
