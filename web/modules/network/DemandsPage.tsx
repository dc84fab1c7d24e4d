import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import type { Demand } from '../../../src/modules/network/model.ts'
import { Page } from '../../ui/Page.tsx'
import { getJson } from '../../ui/request.ts'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { bandText } from './band-text.ts'
import { DemandForm } from './DemandForm.tsx'
import { DemandView } from './DemandView.tsx'
import { t } from './demand-words.ts'

const route = getRouteApi('/project-demands')

/** What projects will need: published by offices, answered by suppliers before the tender. */
export function DemandsPage() {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const mayManage = useMay('demands.manage')
  const mayAnswer = useMay('demands.answer')
  const { demand, add } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery({
    queryKey: ['demands', city.code, dataset],
    queryFn: () =>
      getJson<{ items: Demand[] }>('/api/network/demands', { city: city.code, dataset }).then(
        ({ items }) => items,
      ),
  })
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = (id: string | undefined, form?: 'new') =>
    void navigate({ search: (held) => ({ ...held, demand: id, add: form }) })
  const changed = () => void queries.invalidateQueries({ queryKey: ['demands'] })
  const shown = data.find(({ id }) => id === demand)
  const button = mayManage && (
    <Button type="primary" onClick={() => open(undefined, 'new')}>
      {t('add')}
    </Button>
  )
  return (
    <Page
      title={t('title')}
      sentence={sentenceOf(data, mayManage, mayAnswer)}
      actions={data.length > 0 && button}
    >
      {data.length === 0 ? (
        <Empty title={t('none')} why={mayAnswer ? t('noneFirm') : t('noneWhy')} action={button} />
      ) : (
        <DataTable
          name={t('title')}
          rows={data}
          columns={columns(mayManage)}
          rowId={({ id }) => id}
          onOpen={({ id }) => open(id)}
        />
      )}
      <Drawer
        open={shown !== undefined}
        onClose={() => open(undefined)}
        title={shown?.projectName}
        size={560}
        destroyOnHidden
      >
        {shown && <DemandView key={shown.id} demand={shown} onChanged={changed} />}
      </Drawer>
      <Drawer
        open={add !== undefined}
        onClose={() => open(undefined)}
        title={t('add')}
        size={520}
        destroyOnHidden
      >
        <DemandForm
          onSaved={({ id }) => {
            changed()
            open(id)
          }}
        />
      </Drawer>
    </Page>
  )
}

function sentenceOf(data: readonly Demand[], mayManage: boolean, mayAnswer: boolean): string {
  const open = data.filter(({ state }) => state === 'open')
  if (mayManage)
    return t('officeSentence', {
      open: open.length,
      answered: open.filter(({ interests }) => interests && interests.length > 0).length,
    })
  if (!mayAnswer) return t('publicSentence')
  return t('firmSentence', {
    fits: open.filter(({ fits }) => fits !== null).length,
    marked: open.filter(({ isInterested }) => isInterested).length,
  })
}

function columns(mayManage: boolean): Column<Demand>[] {
  return [
    {
      id: 'product',
      title: t('product'),
      width: 160,
      grow: 2,
      phone: 'title',
      value: ({ product }) => product,
    },
    { id: 'project', title: t('project'), width: 200, grow: 2, value: ({ projectName }) => projectName },
    {
      ...{ id: 'amount', title: t('amount'), width: 230, grow: 0, align: 'right' as const },
      value: (one) => bandText(one),
      cell: (one) => bandText(one) ?? <Unknown />,
    },
    {
      ...{ id: 'tender', title: t('tender'), width: 110, grow: 0 },
      value: ({ tenderOn }) => tenderOn,
      cell: ({ tenderOn }) => tenderOn ?? <Unknown />,
    },
    { id: 'state', title: t('state'), width: 120, grow: 0, value: ({ stateText }) => stateText },
    ...(mayManage
      ? ([
          {
            id: 'matches',
            title: t('matches'),
            width: 110,
            grow: 0,
            align: 'right',
            value: ({ matches }) => matches,
          },
          {
            id: 'interests',
            title: t('interests'),
            width: 100,
            grow: 0,
            align: 'right',
            value: ({ interests }) => interests?.length ?? null,
          },
        ] satisfies Column<Demand>[])
      : ([
          {
            ...{ id: 'fits', title: t('fits'), width: 150, grow: 1 },
            value: ({ fits, isInterested }) => (isInterested ? t('marked') : fitText(fits)),
          },
        ] satisfies Column<Demand>[])),
  ]
}

/** Why one's firm is told. */
export const fitText = (fits: Demand['fits']): string =>
  fits === null ? t('nobody') : t(fits.reason === 'node' ? 'fitsNode' : 'fitsProduct', { words: fits.words })
