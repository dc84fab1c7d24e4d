export {
  answerLived,
  type CycleKey,
  chinaDayOf,
  finishLifePart,
  type LifeLine,
  type Lived,
  lifeDueOn,
  readLived,
  settled,
  takeLifeAction,
} from './lives.ts'
