import { Modal } from 'antd'
import { useState } from 'react'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import type { Call, CallPanel } from './api.ts'
import { t } from './reviewer-words.ts'

type Row = CallPanel['applications'][number]

/** Means by criterion and the order so far; a row opens the single sheets. */
export function PointsTable({ call, panel }: { call: Call; panel: CallPanel }) {
  const [opened, setOpened] = useState<Row | null>(null)
  const number = { width: 100, grow: 0, align: 'right' as const }
  const columns: Column<Row>[] = [
    { id: 'place', title: t('place'), ...number, value: (row) => row.place ?? '' },
    { id: 'subject', title: t('subject'), width: 200, grow: 2, phone: 'title', value: (row) => row.subject },
    { id: 'mean', title: t('mean'), ...number, value: (row) => row.mean ?? t('noMean') },
    ...call.criteria.map(
      ({ id, label, max }): Column<Row> => ({
        id,
        title: label,
        unit: String(max),
        width: 110,
        grow: 0,
        align: 'right',
        value: (row) => row.byCriterion[id] ?? '',
      }),
    ),
    {
      id: 'count',
      title: t('count'),
      width: 170,
      value: (row) => {
        const counted = row.sheets.filter(({ counts }) => counts).length
        const of = `${counted} / ${row.eligible}`
        return row.eligible < panel.needed ? `▲ ${of} · ${t('short', { count: row.eligible })}` : of
      },
    },
  ]
  return (
    <section className="ls-stack">
      <h2>{t('sheets')}</h2>
      <p className="ls-soft">{t('rounding')}</p>
      <DataTable<Row>
        name={t('sheets')}
        rows={panel.applications}
        columns={columns}
        rowId={({ id }) => id}
        maxRows={12}
        onOpen={setOpened}
      />
      {opened && <Sheets call={call} row={opened} onDone={() => setOpened(null)} />}
    </section>
  )
}

function Sheets({ call, row, onDone }: { call: Call; row: Row; onDone(): void }) {
  return (
    <Modal open title={`${t('single')} · ${row.subject}`} footer={null} onCancel={onDone}>
      {row.sheets.length === 0 ? (
        <p>{t('noSheets')}</p>
      ) : (
        <ul className="ls-lines">
          {row.sheets.map(({ reviewer, points, total, comment, scoredAt, counts }) => (
            <li key={`${reviewer} ${scoredAt}`} style={{ flexWrap: 'wrap' }}>
              <span>
                {t('sheetLine', {
                  reviewer,
                  points: call.criteria.map(({ id, label }) => `${label} ${points[id] ?? '—'}`).join('，'),
                  total,
                })}{' '}
                {!counts && <span className="ls-tag">{t('notCounted')}</span>}
              </span>
              {comment && <small>{comment}</small>}
            </li>
          ))}
        </ul>
      )}
    </Modal>
  )
}
