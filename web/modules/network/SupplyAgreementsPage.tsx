import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import type { Agreement, AgreementAggregateAnswer } from '../../../src/modules/network/model.ts'
import { money, percent } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { getJson } from '../../ui/request.ts'
import { useMay, useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { AgreementForm } from './AgreementForm.tsx'
import { AgreementView } from './AgreementView.tsx'
import { t } from './agreement-words.ts'

const route = getRouteApi('/supply-agreements')

/** A firm's own agreements; for everybody else the sums of the city. */
export function SupplyAgreementsPage() {
  return useMay('supply_agreements.own') ? <OwnAgreements /> : <CitySums />
}

const partnerOf = (one: Agreement) => (one.side === 'buyer' ? one.supplier : one.buyer)

function OwnAgreements() {
  const { dataset } = useScope()
  const queries = useQueryClient()
  const { agreement, add } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery({
    queryKey: ['agreements', dataset],
    queryFn: () =>
      getJson<{ items: Agreement[] }>('/api/network/agreements', { dataset }).then(({ items }) => items),
  })
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const open = (id: string | undefined, form?: 'new' | undefined) =>
    void navigate({ search: (held) => ({ ...held, agreement: id, add: form }) })
  const renew = (id: string) => void navigate({ search: (held) => ({ ...held, agreement: id, add: 'new' }) })
  const changed = () => void queries.invalidateQueries({ queryKey: ['agreements'] })
  const shown = data.find(({ id }) => id === agreement)
  const counted = (standing: Agreement['standing']) =>
    data.filter((one) => one.standing === standing && one.state === 'in_force').length
  const sentence = t('sentence', {
    running: counted('running') + counted('expiring'),
    expiring: counted('expiring'),
    waiting: data.filter(({ state }) => state === 'proposed').length,
  })
  const button = (
    <Button type="primary" onClick={() => open(undefined, 'new')}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('title')} sentence={sentence} actions={data.length > 0 && button}>
      {data.length === 0 ? (
        <Empty title={t('none')} why={t('noneWhy')} action={button} />
      ) : (
        <DataTable
          name={t('title')}
          rows={data}
          columns={columns()}
          rowId={({ id }) => id}
          onOpen={({ id }) => open(id)}
        />
      )}
      <Drawer
        open={shown !== undefined && !add}
        onClose={() => open(undefined)}
        title={shown && partnerOf(shown).name}
        size={640}
        destroyOnHidden
      >
        {shown && (
          <AgreementView
            key={shown.id}
            agreement={shown}
            onChanged={changed}
            onRenew={() => renew(shown.id)}
          />
        )}
      </Drawer>
      <Drawer
        open={add !== undefined}
        onClose={() => open(undefined)}
        title={t('add')}
        size={560}
        destroyOnHidden
      >
        <AgreementForm
          renews={shown}
          onSaved={({ id }) => {
            changed()
            open(id)
          }}
        />
      </Drawer>
    </Page>
  )
}

const thisYear = () => new Date().getFullYear()
const ofYear = (one: Agreement) => one.years.find(({ year }) => year === thisYear())
const inWan = (fen: string | null | undefined) => (fen == null ? null : Number(fen) / 1_000_000)

const columns = (): Column<Agreement>[] => [
  {
    id: 'partner',
    title: t('partner'),
    width: 200,
    grow: 2,
    phone: 'title',
    value: (one) => partnerOf(one).name,
  },
  { id: 'product', title: t('product'), width: 140, grow: 1, value: ({ product }) => product },
  { id: 'side', title: t('side'), width: 90, grow: 0, value: ({ side }) => t(side) },
  { id: 'state', title: t('state'), width: 120, grow: 0, value: ({ stateText }) => stateText },
  { id: 'standing', title: t('standing'), width: 100, grow: 0, value: ({ standing }) => t(standing) },
  { id: 'ends', title: t('ends'), width: 110, grow: 0, value: ({ endsOn }) => endsOn },
  {
    id: 'agreed',
    title: t('agreed'),
    unit: '万元',
    width: 110,
    grow: 0,
    align: 'right',
    value: (one) => inWan(ofYear(one)?.valueFen),
  },
  {
    id: 'delivered',
    title: t('delivered'),
    unit: '万元',
    width: 110,
    grow: 0,
    align: 'right',
    value: (one) => inWan(ofYear(one)?.deliveredFen),
  },
  {
    id: 'fulfilled',
    title: t('fulfilled'),
    unit: '%',
    width: 90,
    grow: 0,
    align: 'right',
    value: (one) => {
      const year = ofYear(one)
      const ratio = year?.valueRatio ?? year?.volumeRatio ?? null
      return ratio === null ? null : Math.round(1000 * ratio) / 10
    },
  },
]

type Year = AgreementAggregateAnswer['years'][number]

function CitySums() {
  const { city, dataset } = useScope()
  const { data, error, refetch } = useQuery({
    queryKey: ['agreement-figures', city.code, dataset],
    queryFn: () =>
      getJson<AgreementAggregateAnswer>('/api/network/agreement-figures', { city: city.code, dataset }),
  })
  if (error)
    return <Page title={t('cityTitle')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return (
    <Page title={t('cityTitle')} sentence={t('citySentence')}>
      {data.years.length === 0 ? (
        <Empty title={t('cityNone')} why={t('cityNoneWhy')} />
      ) : (
        <DataTable
          name={t('cityTitle')}
          rows={data.years}
          columns={sumColumns()}
          rowId={({ year }) => String(year)}
          maxRows={12}
        />
      )}
    </Page>
  )
}

const inPercent = (ratio: number | null) => (ratio === null ? null : Math.round(1000 * ratio) / 10)
const shownPercent = (ratio: number | null, why: string) => percent(ratio)?.text ?? <Unknown why={why} />

function sumColumns(): Column<Year>[] {
  const ratio = (
    id: string,
    title: string,
    of: (year: Year) => number | null,
    why = t('heldBack'),
  ): Column<Year> => ({
    ...{ id, title, unit: '%', width: 120, align: 'right' as const },
    value: (year) => inPercent(of(year)),
    cell: (year) => shownPercent(of(year), year.isHeldBack ? t('heldBack') : why),
  })
  return [
    { id: 'year', title: t('year'), width: 80, grow: 0, phone: 'title', value: ({ year }) => year },
    {
      ...{ id: 'agreements', title: t('agreements'), width: 100, align: 'right' as const },
      value: ({ agreements }) => agreements,
      cell: ({ agreements }) => agreements ?? <Unknown why={t('heldBack')} />,
    },
    {
      ...{ id: 'agreed', title: t('agreedValue'), width: 130, align: 'right' as const },
      value: ({ agreedFen }) => inWan(agreedFen),
      cell: ({ agreedFen }) => {
        const shown = money(agreedFen)
        return shown ? `${shown.text} ${shown.unit}` : <Unknown why={t('heldBack')} />
      },
    },
    ratio('fulfilment', t('fulfilment'), ({ fulfilmentRatio }) => fulfilmentRatio, t('untold')),
    ratio('local', t('local'), ({ localRatio }) => localRatio),
    ratio('second', t('second'), ({ secondSourceRatio }) => secondSourceRatio),
    ratio('price', t('price'), ({ priceChange }) => priceChange, t('unpriced')),
  ]
}
