import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { inLang } from '../../ui/words.ts'
import { type MissingRoles, missingRolesQuery } from './api.ts'
import { t } from './words.ts'

type Fault = MissingRoles['faults'][number]

function columnsOf(): Column<Fault>[] {
  const kinds = { none: t('kindNone'), holder_unknown: t('kindUnknown'), several: t('kindSeveral') }
  const roles = { leader: t('leader'), lead_department: t('leadDepartment') }
  return [
    {
      id: 'chain',
      title: t('name'),
      width: 180,
      grow: 2,
      phone: 'title',
      value: (fault) => inLang(fault.chainName),
    },
    { id: 'role', title: t('missingRole'), width: 140, value: (fault) => roles[fault.role] },
    { id: 'kind', title: t('missingKind'), width: 220, grow: 2, value: (fault) => kinds[fault.kind] },
    { id: 'from', title: t('missingSince'), width: 110, grow: 0, value: (fault) => fault.from },
    {
      id: 'to',
      title: t('missingUntil'),
      width: 110,
      grow: 0,
      value: (fault) => fault.to ?? t('missingOpen'),
    },
    {
      id: 'holders',
      title: t('missingHolders'),
      width: 160,
      phone: 'none',
      value: (fault) => fault.holders.join('、') || '—',
    },
  ]
}

/** Where a chain lacks exactly one leader or lead department, by stretch of days, and what cannot be told. */
export function MissingRolesTable() {
  const { city, dataset } = useScope()
  const { data, error, refetch } = useQuery(missingRolesQuery(city.code, dataset))
  const columns = useMemo(columnsOf, [])
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  const { faults, unnamedCount } = data
  const chains = new Set(faults.map(({ chainId }) => chainId)).size
  const unnamed = unnamedCount ? t('missingUnnamed', { count: unnamedCount }) : ''
  return (
    <DataTable
      name={t('missing')}
      rows={faults}
      columns={columns}
      rowId={({ chainId, role, from }) => `${chainId}/${role}/${from}`}
      maxRows={Math.min(Math.max(faults.length, 1), 12)}
      tools={
        <>
          <h2 className="ls-table-title">{t('missing')}</h2>
          <span className="ls-soft">
            {faults.length > 0 && t('missingChains', { count: chains })} {unnamed}
          </span>
        </>
      }
      empty={<p className="ls-table-none">{t('missingNone')}</p>}
    />
  )
}
