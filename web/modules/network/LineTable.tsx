import type { LedgerLine } from '../../../src/modules/network/model.ts'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { bandText } from './band-text.ts'
import { t } from './ledger-words.ts'

/** Lines of a ledger, as its own firm sees them. */
export function LineTable({ lines }: { lines: readonly LedgerLine[] }) {
  const columns: Column<LedgerLine>[] = [
    { id: 'line', title: t('line'), width: 60, grow: 0, align: 'right', value: ({ line }) => line },
    {
      id: 'supplier',
      title: t('supplier'),
      width: 200,
      grow: 2,
      phone: 'title',
      value: ({ supplier }) => supplier,
    },
    {
      ...{ id: 'place', title: t('place'), width: 90, grow: 0 },
      value: ({ placeCode, organisationId }) => placeCode ?? organisationId,
      cell: ({ placeCode, organisationId }) => placeCode ?? (organisationId ? '✓' : <Unknown />),
    },
    { id: 'product', title: t('product'), width: 140, grow: 1, value: ({ product }) => product ?? '' },
    {
      ...{ id: 'scope', title: t('scope'), width: 100, grow: 0 },
      value: ({ scope }) => (scope === null ? null : t(scope)),
      cell: ({ scope }) => (scope === null ? <Unknown /> : t(scope)),
    },
    {
      ...{ id: 'amount', title: t('amount'), width: 150, grow: 0, align: 'right' as const },
      value: (one) => bandText(one),
    },
  ]
  return (
    <DataTable
      name={t('title')}
      rows={lines}
      columns={columns}
      rowId={({ line }) => String(line)}
      maxRows={10}
    />
  )
}
