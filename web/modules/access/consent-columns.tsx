import { Button } from 'antd'
import { day } from '../../ui/format.ts'
import { roleName } from '../../ui/frame/role-words.ts'
import type { Column } from '../../ui/table/column.ts'
import { t } from './consent-words.ts'
import type { Consent } from './people-api.ts'

/** Columns of confidential uploads; `act` opens one. */
export const consentColumns = (act: { label: string; open(id: string): void }): Column<Consent>[] => [
  { id: 'name', title: t('name'), width: 180, grow: 2, phone: 'title', value: (c) => c.name },
  {
    id: 'organisation',
    title: t('organisation'),
    width: 180,
    grow: 2,
    value: (c) => c.organisationName ?? t('several'),
  },
  { id: 'purpose', title: t('purpose'), width: 180, grow: 3, value: (c) => c.purpose ?? t('unstatedWord') },
  {
    id: 'readers',
    title: t('readers'),
    width: 150,
    value: (c) => c.readers.map(roleName).join('、') || t('nobody'),
  },
  { id: 'until', title: t('until'), width: 110, value: (c) => c.validUntil ?? t('untilWithdrawn') },
  { id: 'given', title: t('given'), width: 110, value: (c) => day(c.givenAt) },
  { id: 'state', title: t('state'), width: 90, value: (c) => t(c.state) },
  {
    id: 'act',
    title: '',
    width: 90,
    grow: 0,
    isSortable: false,
    phone: 'bare',
    value: () => '',
    cell: (c) =>
      c.state === 'withdrawn' ? null : (
        <Button size="small" onClick={() => act.open(c.id)}>
          {act.label}
        </Button>
      ),
  },
]
