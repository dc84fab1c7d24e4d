import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { getJson } from '../../../ui/request.ts'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { nameUnit, tieUnits, type Unit, unitsQuery } from './api.ts'
import { t } from './words.ts'

/** Units of the city's tasks: whom each name means in the register, and how many of its tasks are late. */
export function UnitsPage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(unitsQuery(scope))
  if (error)
    return <Page title={t('unitsPage')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  if (data.length === 0)
    return (
      <Page title={t('unitsPage')}>
        <Empty title={t('tasksNone')} why={t('tasksNoneWhy')} />
      </Page>
    )
  return <Units units={data} />
}

function Units({ units }: { units: readonly Unit[] }) {
  const scope = useScope()
  const mayManage = useMay('programmes.manage')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [open, setOpen] = useState<Unit | null>(null)
  const tie = useMutation({
    mutationFn: () => tieUnits(scope),
    onSuccess: async ({ tied }) => {
      message.info(t('tied', { count: tied }))
      await queries.invalidateQueries({ queryKey: ['tasks'] })
    },
  })
  const none = units.filter(({ organisationId }) => organisationId === null).length
  return (
    <Page
      title={t('unitsPage')}
      sentence={t('unitsSentence', { count: count(units.length), none: count(none) })}
      actions={
        mayManage && (
          <Button loading={tie.isPending} onClick={() => tie.mutate()}>
            {t('tieAgain')}
          </Button>
        )
      }
    >
      {tie.error && <Problem error={tie.error} />}
      <DataTable
        name={t('unitsPage')}
        rows={units}
        columns={columns(mayManage ? setOpen : null)}
        rowId={({ name }) => name}
        onOpen={() => void navigate({ to: '/tasks', search: { as: 'unit' } })}
      />
      {open && <NameDialog unit={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

const columns = (onName: ((unit: Unit) => void) | null): Column<Unit>[] => [
  { id: 'name', title: t('unitName'), value: ({ name }) => name, width: 200, grow: 2, phone: 'title' },
  {
    id: 'organisation',
    title: t('registered'),
    value: ({ organisationName }) => organisationName,
    cell: (unit) => (
      <span>
        {unit.organisationName ?? <span className="ls-late">{t('notTied')}</span>}{' '}
        {unit.tiedBy && <span className="ls-soft">{t(`tiedBy_${unit.tiedBy}`)}</span>}{' '}
        {onName && (
          <Button
            size="small"
            type="link"
            onClick={(event) => {
              event.stopPropagation()
              onName(unit)
            }}
          >
            {t('nameUnit')}
          </Button>
        )}
      </span>
    ),
    width: 320,
    grow: 3,
  },
  { id: 'tasks', title: t('total'), value: ({ tasks }) => tasks, width: 84, align: 'right' },
  { id: 'open', title: t('open'), value: ({ open }) => open, width: 84, align: 'right' },
  { id: 'red', title: t('red'), value: ({ red }) => red, width: 84, align: 'right' },
]

type Found = { items: { id: string; name: string }[] }

function NameDialog({ unit, onClose }: { unit: Unit; onClose(): void }) {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(unit.organisationId)
  const found = useQuery({
    queryKey: ['programmes', 'organisations', dataset, text],
    queryFn: ({ signal }) =>
      getJson<Found>('/api/organisations', { dataset, q: text.trim(), limit: 20 }, signal),
    enabled: text.trim().length > 1,
  })
  const save = useMutation({
    mutationFn: (organisationId: string | null) =>
      nameUnit({ city: city.code, dataset, name: unit.name, organisationId }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      onClose()
    },
  })
  const options = (found.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const own =
    unit.organisationId !== null && text === ''
      ? [{ value: unit.organisationId, label: unit.organisationName ?? unit.organisationId }]
      : []
  return (
    <Modal
      open
      title={t('nameUnitOf', { name: unit.name })}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: chosen === null, loading: save.isPending }}
      onOk={() => save.mutate(chosen)}
      onCancel={onClose}
    >
      <div className="ls-stack">
        {save.error && <Problem error={save.error} />}
        <p className="ls-soft">{t('nameUnitWhy')}</p>
        <Select
          aria-label={t('registered')}
          showSearch={{ filterOption: false, onSearch: setText }}
          placeholder={t('findUnit')}
          value={chosen}
          onChange={setChosen}
          options={[...own, ...options]}
        />
        {unit.tiedBy === 'person' && (
          <Button type="link" onClick={() => save.mutate(null)}>
            {t('takeBack')}
          </Button>
        )}
      </div>
    </Modal>
  )
}
