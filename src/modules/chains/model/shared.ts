// What this room's files share with those of indicators: dates as written, and how faults of a pack are told.

export { faultIn, findRepeatedIds, type Located, type PackFault } from '../../indicators/model/pack-fault.ts'
export { firstDayOf } from '../../indicators/model/partial-date.ts'
export type { Bilingual } from '../../indicators/model.ts'
