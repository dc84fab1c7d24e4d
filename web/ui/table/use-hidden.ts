import { useEffect } from 'react'
import type { DataTableProps } from './DataTable.tsx'
import type { useDataTable } from './use-data-table.ts'

/** Lets a table hide the columns that its page says, for example those of a saved view. */
export function useHidden<Row extends object>(
  table: ReturnType<typeof useDataTable<Row>>,
  { hidden, columns }: DataTableProps<Row>,
): void {
  const key = hidden?.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table is new with each render; the key says what changed
  useEffect(() => {
    if (key === undefined) return
    const ids = key.split(' ')
    table.setColumnVisibility(Object.fromEntries(columns.map(({ id }) => [id, !ids.includes(id)])))
  }, [key])
}
