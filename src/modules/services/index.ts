export {
  answerLived,
  type CycleKey,
  finishLifePart,
  type LifeLine,
  type Lived,
  lifeDueOn,
  readLived,
  settled,
  takeLifeAction,
} from './lives.ts'
