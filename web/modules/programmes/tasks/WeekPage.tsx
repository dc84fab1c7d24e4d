import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useMemo } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useScope } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { inLang } from '../../../ui/words.ts'
import { chainsQuery } from '../api.ts'
import { type Digest, digestQuery, plansQuery, subscribe, unitsQuery } from './api.ts'
import { BoardColumn } from './TaskBoard.tsx'
import { t } from './words.ts'

const route = getRouteApi('/tasks/week')

/** This week: what falls due, what is late, what was done the week before; by unit, and told on Mondays to who wants it. */
export function WeekPage() {
  const scope = useScope()
  const { kind = 'city', key } = route.useSearch()
  const { data, error, refetch } = useQuery(digestQuery(scope, { kind, key }))
  if (error) return <Page title={t('week')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return (
    <Page
      title={t('week')}
      sentence={t('weekSentence', {
        ...{ monday: data.monday, sunday: data.sunday },
        ...{ due: count(data.due.length), late: count(data.late.length), done: count(data.done.length) },
      })}
      actions={<Subscribe digest={data} kind={kind} about={key} />}
    >
      <About kind={kind} about={key} />
      <ByUnit digest={data} />
      <div className="ls-board ls-board-groups">
        <BoardColumn title={t('weekDue')} tasks={data.due} />
        <BoardColumn title={t('weekLate')} tasks={data.late} />
        <BoardColumn title={t('weekDone')} tasks={data.done} />
      </div>
    </Page>
  )
}

type AboutProps = { kind: 'city' | 'plan' | 'unit' | 'chain'; about: string | undefined }

function Subscribe({ digest, kind, about }: AboutProps & { digest: Digest }) {
  const scope = useScope()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: () => subscribe(scope, { kind, key: about }, !digest.isSubscribed),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tasks', 'digest'] }),
  })
  return (
    <>
      {change.error && <Problem error={change.error} />}
      <Button
        type={digest.isSubscribed ? 'default' : 'primary'}
        loading={change.isPending}
        onClick={() => change.mutate()}
      >
        {digest.isSubscribed ? t('unsubscribe') : t('subscribe')}
      </Button>
    </>
  )
}

function About({ kind, about }: AboutProps) {
  const scope = useScope()
  const navigate = useNavigate()
  const plans = useQuery(plansQuery(scope))
  const units = useQuery(unitsQuery(scope))
  const chains = useQuery(chainsQuery(scope))
  const options = useMemo(
    () => [
      { value: 'city ', label: t('wholeCity') },
      {
        label: t('plan'),
        options: (plans.data?.items ?? []).map(({ id, title }) => ({ value: `plan ${id}`, label: title })),
      },
      {
        label: t('units'),
        options: (units.data ?? []).map(({ name }) => ({ value: `unit ${name}`, label: name })),
      },
      {
        label: t('chain'),
        options: (chains.data?.chains ?? []).map(({ id, name }) => ({
          value: `chain ${id}`,
          label: inLang(name),
        })),
      },
    ],
    [plans.data, units.data, chains.data],
  )
  return (
    <Select
      aria-label={t('weekOf')}
      style={{ width: 'min(100%, 420px)' }}
      showSearch={{ optionFilterProp: 'label' }}
      value={`${kind} ${about ?? ''}`}
      options={options}
      onChange={(value: string) => {
        const at = value.indexOf(' ')
        const next = value.slice(0, at) as AboutProps['kind']
        void navigate({
          to: '/tasks/week',
          search: { kind: next, key: value.slice(at + 1) || undefined },
          replace: true,
        })
      }}
    />
  )
}

function ByUnit({ digest }: { digest: Digest }) {
  if (digest.byUnit.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('byUnit')}</h2>
      <ul className="ls-lines ls-panel-body">
        {digest.byUnit.map(({ name, due, late, done }) => (
          <li key={name}>
            <span>{name}</span>
            <span className="ls-lines-end">
              <span>{t('weekCounts', { due, done })}</span>
              <span className={late > 0 ? 'ls-late' : 'ls-soft'}>{t('weekLateCount', { late })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
