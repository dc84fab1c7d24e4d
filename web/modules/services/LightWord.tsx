import type { TicketSummary } from './api.ts'
import { t } from './words.ts'

const marks = { none: '', green: '●', yellow: '▲', red: '◇' } as const

/** How a ticket stands against its last day, by shape and word. */
export function LightWord({ ticket }: { ticket: Pick<TicketSummary, 'light' | 'overdueWorkingDays'> }) {
  const { light, overdueWorkingDays } = ticket
  return (
    <span className={light === 'red' ? 'ls-overdue' : undefined}>
      {marks[light]} {t(`light_${light}`, { days: overdueWorkingDays })}
    </span>
  )
}
