import { count } from '../../ui/format.ts'
import type { Column } from '../../ui/table/column.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import type { ParkProfile } from './api.ts'
import { t } from './words.ts'

export const area = (squareMetres: number | null) =>
  squareMetres === null ? <Unknown /> : count(squareMetres)

export const placeWord = ({ place, districtName }: ParkProfile) =>
  place === null ? null : place.precision === 'given' ? t('placeGiven') : (districtName ?? t('placeDistrict'))

const right = { width: 110, grow: 0, align: 'right' as const }

/** What of a park is shown in the lists of the maps. */
export const parkColumns = (): Column<ParkProfile>[] => [
  { id: 'name', title: t('park'), width: 150, grow: 2, phone: 'title', value: ({ name }) => name },
  {
    id: 'land',
    title: t('land'),
    unit: t('squareMetres'),
    ...right,
    value: ({ land }) => land.availableM2,
    cell: ({ land }) => area(land.availableM2),
  },
  {
    id: 'floor',
    title: t('floor'),
    unit: t('squareMetres'),
    ...right,
    value: ({ factories }) => factories.freeM2,
    cell: ({ factories }) => area(factories.freeM2),
  },
  {
    id: 'titles',
    title: t('titles'),
    width: 160,
    grow: 1,
    isHidden: true,
    value: ({ titles }) =>
      titles
        .filter(({ ended }) => ended === null)
        .map(({ title }) => title)
        .join('、') || null,
  },
  {
    id: 'partner',
    title: t('partner'),
    width: 90,
    grow: 0,
    isHidden: true,
    value: ({ partnerCountry }) => partnerCountry,
  },
  {
    id: 'place',
    title: t('place'),
    width: 100,
    grow: 0,
    value: placeWord,
    cell: (park) => placeWord(park) ?? <Unknown />,
  },
]
