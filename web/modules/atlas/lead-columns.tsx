import { money } from '../../ui/format.ts'
import type { Column } from '../../ui/table/column.ts'
import { Unknown } from '../../ui/Unknown.tsx'
import type { LeadSummary } from './api.ts'
import { t } from './lead-words.ts'

const tones = { landed: 'strong', lost: 'unknown' } as const

/** A lead's stage by word and shape: done, lost, or on its way. */
export function StageMark({
  lead: { state, stateName },
}: {
  lead: Pick<LeadSummary, 'state' | 'stateName'>
}) {
  const tone = state === 'landed' || state === 'lost' ? tones[state] : 'accent'
  const shape = state === 'landed' ? '●' : state === 'lost' ? '▨' : '▷'
  return (
    <span className={`ls-tone-${tone}`}>
      <span aria-hidden="true">{shape}</span> {stateName}
    </span>
  )
}

export const amount = (fen: string | null) => {
  const shown = money(fen)
  return shown ? `${shown.text} ${shown.unit}` : <Unknown />
}

/** What lists show of leads. */
export const leadColumns = (): Column<LeadSummary>[] => [
  { id: 'firm', title: t('firm'), width: 190, grow: 2, phone: 'title', value: ({ firmName }) => firmName },
  { id: 'title', title: t('title'), width: 150, grow: 2, value: ({ title }) => title },
  {
    id: 'state',
    title: t('state'),
    width: 96,
    grow: 0,
    value: ({ stateName }) => stateName,
    cell: (lead) => <StageMark lead={lead} />,
  },
  { id: 'chain', title: t('chain'), width: 90, grow: 1, value: ({ chain }) => chain?.name ?? '—' },
  { id: 'node', title: t('node'), width: 100, grow: 1, value: ({ node }) => node?.name ?? '—' },
  { id: 'kind', title: t('kind'), width: 90, grow: 0, isHidden: true, value: ({ kind }) => t(kind) },
  {
    id: 'size',
    title: t('size'),
    width: 110,
    grow: 0,
    isHidden: true,
    value: ({ size }) => (size ? t(size) : t('sizeUnknown')),
  },
  { id: 'owner', title: t('owner'), width: 120, grow: 1, value: ({ owner }) => owner ?? t('ownerNone') },
  {
    id: 'nextOn',
    title: t('nextOn'),
    width: 130,
    grow: 0,
    value: ({ nextOn }) => nextOn ?? '—',
    cell: ({ nextOn, isOverdue, hasNoNextStep }) =>
      isOverdue ? (
        <span className="ls-tone-missing">
          ◇ {nextOn} {t('late')}
        </span>
      ) : hasNoNextStep ? (
        <span className="ls-tone-weak">▲ {t('noNext')}</span>
      ) : (
        (nextOn ?? '—')
      ),
  },
  {
    id: 'amount',
    title: t('investment'),
    width: 110,
    grow: 0,
    align: 'right',
    value: ({ investmentFen }) => (investmentFen === null ? null : Number(investmentFen) / 100),
    cell: ({ investmentFen }) => amount(investmentFen),
  },
]
