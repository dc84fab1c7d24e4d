import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { instant } from '../../ui/format.ts'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { t as ui } from '../../ui/ui-words.ts'
import type { ImportSummary } from './api.ts'
import { kindText } from './import-kind.ts'
import { t } from './words.ts'

type Counted = 'rows' | 'created' | 'joined' | 'unchanged' | 'waiting' | 'refused'

const columnsOf = (): Column<ImportSummary>[] => [
  { id: 'at', title: t('importedAt'), width: 170, grow: 0, value: (each) => instant(each.importedAt) },
  { id: 'file', title: t('file'), width: 200, grow: 3, value: (each) => each.fileName, phone: 'title' },
  {
    id: 'kind',
    title: t('kind'),
    width: 90,
    grow: 0,
    value: (each) => kindText(each.kind),
  },
  {
    id: 'dataset',
    title: ui('dataset'),
    width: 90,
    grow: 0,
    value: (each) => ui(each.dataset),
    phone: 'none',
  },
  ...(['rows', 'created', 'joined', 'unchanged', 'waiting', 'refused'] as Counted[]).map(
    (key): Column<ImportSummary> => ({
      id: key,
      title: t(key),
      width: 96,
      grow: 0,
      align: 'right',
      value: (each) => each[key],
    }),
  ),
  {
    id: 'undone',
    title: t('state'),
    width: 90,
    grow: 0,
    value: (each) => (each.undoneAt ? t('undone') : ''),
    phone: 'none',
  },
  { id: 'by', title: t('importedBy'), width: 110, value: (each) => each.importedBy, phone: 'none' },
]

/** Past imports; each opens its report. */
export function ImportHistory({ imports }: { imports: readonly ImportSummary[] }) {
  const navigate = useNavigate()
  const columns = useMemo(columnsOf, [])
  return (
    <DataTable
      name={t('history')}
      rows={imports}
      columns={columns}
      rowId={({ importId }) => importId}
      onOpen={({ importId }) => void navigate({ to: '/import/$importId', params: { importId } })}
      tools={<h2 className="ls-table-title">{t('history')}</h2>}
      maxRows={12}
      empty={<p className="ls-table-none">{t('historyNone')}</p>}
    />
  )
}
