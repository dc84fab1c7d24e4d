import { Checkbox } from 'antd'
import { StatusMark } from '../../ui/StatusMark.tsx'
import type { Column } from '../../ui/table/column.ts'
import { t as ui } from '../../ui/ui-words.ts'
import { inLang, lang } from '../../ui/words.ts'
import type { GapVocabulary } from './gap-api.ts'
import type { RegisterRow } from './register-rows.ts'
import { t } from './register-words.ts'
import { t as g } from './words.ts'

/** English words are longer: a column that fits four characters has to fit as many words. */
const wide = (zh: number, en: number) => (lang() === 'en' ? en : zh)

export type Picking = { picked: ReadonlySet<string>; turn(key: string): void }

/** What a row is called: its node, or its segment as a whole. */
export const placeOf = ({ node, segment }: Pick<RegisterRow, 'node' | 'segment'>): string =>
  node?.name ?? (segment ? `${segment.name}（${t('wholeSegment')}）` : '')

/** The columns of the register: which chain and node, how grave, why, who until when, how far it is. */
export function registerColumns(
  vocabulary: GapVocabulary | undefined,
  picking: Picking | null,
): Column<RegisterRow>[] {
  const kindName = (row: RegisterRow) => {
    const kind = vocabulary?.kinds.find(({ id }) => id === row.kind)
    return kind ? inLang(kind.name) : (row.kind ?? t('notRegistered'))
  }
  return [
    ...(picking ? [pickColumn(picking)] : []),
    {
      id: 'status',
      title: g('status'),
      width: wide(84, 116),
      grow: 0,
      phone: 'bare',
      value: (row) => (row.status === null ? '' : ui(row.status)),
      cell: (row) =>
        row.status === null ? <span className="ls-soft">—</span> : <StatusMark status={row.status} />,
    },
    { id: 'node', title: t('node'), width: 140, grow: 2, phone: 'title', value: placeOf },
    { id: 'chain', title: t('chain'), width: 104, value: (row) => row.chain.name },
    {
      id: 'kind',
      title: t('kind'),
      width: wide(78, 120),
      grow: 0,
      value: kindName,
      cell: (row) =>
        row.kind === null ? (
          <span className="ls-soft">{t('notRegistered')}</span>
        ) : (
          <strong>{kindName(row)}</strong>
        ),
    },
    {
      id: 'severity',
      title: t('severity'),
      unit: t('severityUnit'),
      width: 118,
      grow: 0,
      align: 'right',
      value: (row) => row.dependents,
      cell: (row) => (row.dependents === null ? <span className="ls-soft">—</span> : row.dependents),
    },
    {
      id: 'reason',
      title: t('reason'),
      width: 170,
      grow: 4,
      isSortable: false,
      phone: 'none',
      value: (row) => [row.title, row.reason].filter(Boolean).join(' · '),
    },
    ...handlingColumns(),
  ]
}

const handlingColumns = (): Column<RegisterRow>[] => [
  {
    id: 'owner',
    title: t('owner'),
    width: 108,
    value: (row) => row.owner ?? '',
    cell: (row) => row.owner ?? <span className="ls-soft">{t('noOwner')}</span>,
  },
  {
    id: 'due',
    title: t('due'),
    width: wide(124, 156),
    grow: 0,
    value: (row) => row.dueOn ?? '',
    cell: (row) =>
      row.dueOn === null ? (
        <span className="ls-soft">{t('noDue')}</span>
      ) : row.isOverdue ? (
        <strong style={{ color: 'var(--ls-missing)' }}>
          {row.dueOn} {t('overdue')}
        </strong>
      ) : (
        row.dueOn
      ),
  },
  {
    id: 'stage',
    title: t('stage'),
    width: wide(88, 140),
    grow: 0,
    value: (row) => row.stateName ?? t('notRegistered'),
    cell: (row) => row.stateName ?? <span className="ls-soft">{t('notRegistered')}</span>,
  },
  {
    id: 'evidence',
    title: t('evidence'),
    unit: t('evidenceUnit'),
    width: wide(80, 128),
    grow: 0,
    align: 'right',
    value: (row) => row.evidenceCount ?? 0,
  },
  {
    id: 'closedOn',
    title: t('closedOn'),
    width: 104,
    grow: 0,
    isHidden: true,
    phone: 'none',
    value: (row) => row.closedOn ?? '',
  },
  {
    id: 'raisedBy',
    title: t('raisedBy'),
    width: 150,
    isHidden: true,
    phone: 'none',
    value: (row) => row.raisedBy ?? '',
  },
]

/** A tick before each row that can still be given to somebody. */
const pickColumn = ({ picked, turn }: Picking): Column<RegisterRow> => ({
  id: 'pick',
  title: t('pick'),
  width: wide(60, 76),
  grow: 0,
  isSortable: false,
  phone: 'none',
  value: () => '',
  cell: (row) =>
    mayPick(row) ? (
      // biome-ignore lint/a11y/noStaticElementInteractions: only keeps a click on the tick from opening the row
      // biome-ignore lint/a11y/useKeyWithClickEvents: the tick itself takes the keyboard
      <span onClick={(event) => event.stopPropagation()}>
        <Checkbox
          aria-label={t('pickRow', { name: placeOf(row) })}
          checked={picked.has(row.key)}
          onChange={() => turn(row.key)}
        />
      </span>
    ) : null,
})

/** Whether a row can be given to an office: nothing is registered yet, or the item goes on. */
export const mayPick = ({ state }: RegisterRow): boolean =>
  state === null || !['closed', 'dropped', 'declined'].includes(state)
