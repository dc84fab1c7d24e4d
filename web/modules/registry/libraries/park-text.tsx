import type { ReactNode } from 'react'
import { count, money } from '../../../ui/format.ts'
import { Unknown } from '../../../ui/Unknown.tsx'
import type { ParkPart } from './api.ts'
import { t } from './words.ts'

/** One thing of a park in a line; what is not known says so. */
export function partText(part: ParkPart): ReactNode {
  const squares = (value: number | null) =>
    value === null ? <Unknown /> : `${count(value)} ${t('squareMetres')}`
  switch (part.kind) {
    case 'title':
      return [part.title, part.level && t(part.level), part.granted, part.ended && `– ${part.ended}`]
        .filter(Boolean)
        .join(' ')
    case 'land':
      return (
        <>
          {squares(part.totalM2)}{' '}
          {part.freeM2 === null ? <Unknown /> : t('free', { area: count(part.freeM2) })}
        </>
      )
    case 'parcel':
      return (
        <>
          {part.code} {part.use} {t(part.status)} {squares(part.areaM2)}
        </>
      )
    case 'factory': {
      const rent = money(part.rentFenPerM2Month)
      return (
        <>
          {part.name} {squares(part.floorAreaM2)}{' '}
          {part.freeM2 === null ? <Unknown /> : t('free', { area: count(part.freeM2) })}{' '}
          {rent && `${rent.text} ${rent.unit}/m²`}
        </>
      )
    }
    case 'ranking':
      return [part.year, part.list, t('place', { place: part.place }), part.of && t('ofAll', { of: part.of })]
        .filter(Boolean)
        .join(' ')
    case 'check':
      return (
        <>
          {part.goal} · {part.item}：{part.isMet === null ? <Unknown /> : t(part.isMet ? 'met' : 'unmet')}
        </>
      )
    case 'strength':
      return `${part.industry}：${part.statement}`
  }
}
