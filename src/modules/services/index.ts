import './words.ts'

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
export type { PulledTicket, TicketStatistics } from './model.ts'
export { serviceLevelSection } from './pack-section.ts'
export { ticketRoutes } from './routes.ts'
export { ensureDemoTickets } from './service/demo.ts'
export { ticketJob } from './service/escalate.ts'
export { getTicketStatistics } from './service/statistics.ts'
export { listTicketsToPull } from './service/tickets.ts'
export { ticketTodo } from './service/todo.ts'
