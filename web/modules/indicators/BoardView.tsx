import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Select } from 'antd'
import { Empty } from '../../ui/states.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type BoardRow, fiveChains, frequencies } from './api.ts'
import { boardColumns } from './board-columns.tsx'
import { useChainNames } from './use-chain-names.ts'
import { t } from './words.ts'

const route = getRouteApi('/indicators')
type Filters = {
  owner?: string | undefined
  chain?: string | undefined
  five?: string | undefined
  freq?: string | undefined
  stale?: boolean | undefined
}

const isIn = (row: BoardRow, { owner, chain, five, freq, stale }: Filters) =>
  (owner === undefined || (row.owner?.unit ?? '') === (owner === '-' ? '' : owner)) &&
  (chain === undefined || (row.chain ?? '-') === chain) &&
  (five === undefined || row.fiveChains.some((each) => each === five)) &&
  (freq === undefined || row.frequency === freq) &&
  (!stale || row.isStale)

/** Every indicator with its standing; filtered by department, chain, five chains, frequency and what is stale. */
export function BoardView({ rows }: { rows: readonly BoardRow[] }) {
  const search = route.useSearch()
  const navigate = useNavigate()
  const stay = route.useNavigate()
  const { nameChain } = useChainNames()
  const change = (part: Filters) => void stay({ search: (held) => ({ ...held, ...part }), replace: true })
  const shown = rows.filter((row) => isIn(row, search))
  return (
    <DataTable
      name={t('indicators')}
      rows={shown}
      columns={boardColumns(nameChain)}
      rowId={rowIdOf}
      onOpen={(row) => void navigate(pageOf(row))}
      tools={<FilterFields rows={rows} search={search} change={change} nameChain={nameChain} />}
      empty={
        rows.length === 0 ? (
          <Empty title={t('none')} why={t('noneWhy')} />
        ) : (
          <Empty
            title={t('noneHere')}
            why={t('noneHereWhy')}
            action={
              <Button
                onClick={() =>
                  change({
                    owner: undefined,
                    chain: undefined,
                    five: undefined,
                    freq: undefined,
                    stale: undefined,
                  })
                }
              >
                {t('clearFilters')}
              </Button>
            }
          />
        )
      }
    />
  )
}

/** A row is an indicator of a chain and subject in a scope. */
export const rowIdOf = (row: Pick<BoardRow, 'indicator' | 'chain' | 'subject' | 'scope'>): string =>
  JSON.stringify([row.indicator, row.chain, row.subject, row.scope?.zh ?? null])

/** The address of a row's page, opened on its chain and scope. */
export const pageOf = ({ indicator, chain, scope }: Pick<BoardRow, 'indicator' | 'chain' | 'scope'>) => ({
  to: '/indicators/$indicatorId' as const,
  params: { indicatorId: indicator },
  search: { chain: chain ?? undefined, scope: scope?.zh },
})

type FieldProps = {
  rows: readonly BoardRow[]
  search: Filters
  change(part: Filters): void
  nameChain(id: string | null): string
}

function FilterFields({ rows, search, change, nameChain }: FieldProps) {
  const owners = [...new Set(rows.map(({ owner }) => owner?.unit ?? '-'))].sort()
  const chains = [...new Set(rows.map(({ chain }) => chain ?? '-'))]
  const field = (
    key: 'owner' | 'chain' | 'five' | 'freq',
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      style={{ minWidth: 112 }}
      value={search[key]}
      onChange={(value?: string) => change({ [key]: value })}
      options={options}
    />
  )
  return (
    <>
      {field(
        'owner',
        t('owner'),
        owners.map((unit) => ({ value: unit, label: unit === '-' ? t('ownerNone') : unit })),
      )}
      {field(
        'chain',
        t('chain'),
        chains.map((id) => ({ value: id, label: nameChain(id === '-' ? null : id) })),
      )}
      {field(
        'five',
        t('fiveChains'),
        fiveChains.map((id) => ({ value: id, label: t(id) })),
      )}
      {field(
        'freq',
        t('frequency'),
        frequencies.map((id) => ({ value: id, label: t(id) })),
      )}
      <Checkbox
        checked={search.stale === true}
        onChange={({ target }) => change({ stale: target.checked || undefined })}
      >
        {t('staleOnly')}
      </Checkbox>
    </>
  )
}
