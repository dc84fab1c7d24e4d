export {
  type Asked,
  act,
  allowedActions,
  closeSubtask,
  finishPart,
  openSubtask,
  recordEscalation,
  refusalsFor,
  replay,
  start,
} from './act.ts'
export { checkLifeCycle, type Flaw } from './check.ts'
export {
  addWorkingDays,
  type Calendar,
  type DueEscalation,
  dayOf,
  dueOn,
  escalationsDue,
  type Standing,
  standing,
  standingOn,
  workingDaysBetween,
} from './deadlines.ts'
export {
  type Action,
  type Actor,
  defineLifeCycle,
  type Event,
  type Instance,
  type LifeCycle,
  type Outcome,
  type Refusal,
  type State,
} from './model.ts'
export { type Parsed, parseLifeCycle } from './parse.ts'
export { lifeCycleMermaid, lifeCycleSvg } from './picture.ts'
