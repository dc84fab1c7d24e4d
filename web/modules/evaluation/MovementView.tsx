import { useMemo } from 'react'
import { ScrollX } from '../../ui/ScrollX.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { Matrix, Mover } from './api.ts'
import { t } from './words.ts'

/** How subjects moved between classes: the matrix, then each mover with what moved it. */
export function MovementView({ matrix, movers }: { matrix: Matrix; movers: readonly Mover[] }) {
  const columns = useMemo(moverColumns, [])
  return (
    <>
      <section className="ls-panel">
        <h2>{t('matrix')}</h2>
        <ScrollX className="ls-panel-body">
          <MatrixTable matrix={matrix} />
        </ScrollX>
      </section>
      {movers.length > 0 && (
        <DataTable
          name={t('movers')}
          rows={movers}
          columns={columns}
          rowId={({ organisationId }) => organisationId}
        />
      )}
    </>
  )
}

function MatrixTable({ matrix: { levels, cells } }: { matrix: Matrix }) {
  const name = (level: string | null) => level ?? t('noClass')
  return (
    <table className="ls-plain ls-evaluation-matrix">
      <thead>
        <tr>
          <th>{t('before')}</th>
          {levels.map((level) => (
            <th key={level ?? '?'} data-right>
              {name(level)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {levels.map((level, row) => (
          <tr key={level ?? '?'}>
            <th scope="row">{name(level)}</th>
            {(cells[row] ?? []).map((count, column) => (
              <td key={levels[column] ?? '?'} data-right data-same={row === column || undefined}>
                {count}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const standing = ({ level, score }: Mover['before']) =>
  `${level ?? t('noClass')}${score === null ? '' : ` · ${Math.round(Number(score) * 100) / 100}`}`

const moverColumns = (): Column<Mover>[] => [
  { id: 'name', title: t('firm'), width: 220, grow: 2, phone: 'title', value: (m) => m.name },
  {
    id: 'direction',
    title: t('state'),
    width: 80,
    grow: 0,
    value: (m) =>
      m.direction === 'up' ? `▲ ${t('up')}` : m.direction === 'down' ? `▼ ${t('down')}` : t('unclear'),
  },
  { id: 'before', title: t('before'), width: 160, value: (m) => standing(m.before) },
  { id: 'after', title: t('after'), width: 160, value: (m) => standing(m.after) },
  {
    id: 'why',
    title: t('why'),
    width: 280,
    grow: 3,
    isSortable: false,
    value: (m) => [...m.why.map(difference), ...(m.note ? [m.note] : [])].join('；'),
  },
]

function difference({ label, difference: points }: Mover['why'][number]): string {
  if (points === null) return `${label} ?`
  const short = Math.round(Number(points) * 100) / 100
  return `${label} ${short > 0 ? '+' : ''}${short}`
}
