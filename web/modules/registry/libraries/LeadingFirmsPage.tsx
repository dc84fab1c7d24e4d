import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select, Space } from 'antd'
import { useMemo, useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import { figureText } from '../figure-text.ts'
import { AddForm, EndForm, TargetForm } from './LeadingForms.tsx'
import {
  carryLeading,
  type LeadingFirm,
  type LeadingList,
  type LeadingMeasure,
  leadingQuery,
} from './leading-api.ts'
import { t } from './leading-words.ts'

const route = getRouteApi('/leading-firms')
type Open = { what: 'add' } | { what: 'target' | 'end'; firm: LeadingFirm }

/** The leading and backbone firms of a year: targets, what was reached, who came and who left. */
export function LeadingFirmsPage() {
  const { city, dataset } = useScope()
  const { year } = route.useSearch()
  const { data, error, refetch } = useQuery(leadingQuery({ city: city.code, dataset, year }))
  const maySettle = useMay('libraries.settle')
  const [open, setOpen] = useState<Open | null>(null)
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  const close = () => setOpen(null)
  const begun = data.year ?? new Date().getFullYear()
  const button = maySettle && (
    <Button type="primary" onClick={() => setOpen({ what: 'add' })}>
      {t('add')}
    </Button>
  )
  return (
    <Page
      title={t('title')}
      sentence={data.year !== null && <Told list={data} year={data.year} />}
      actions={
        data.firms.length > 0 && (
          <Space wrap>
            {maySettle && <Carry list={data} />}
            {button}
          </Space>
        )
      }
    >
      {!data.readsFigures && data.firms.some(({ targets }) => targets.length > 0) && (
        <p className="ls-soft">{t('hidden')}</p>
      )}
      {data.year === null || data.firms.length === 0 ? (
        <Empty title={t('none')} why={t('noneWhy')} action={button} />
      ) : (
        <Firms list={data} maySettle={maySettle} onOpen={setOpen} />
      )}
      {open?.what === 'add' && <AddForm year={begun} onClose={close} />}
      {open?.what === 'target' && (
        <TargetForm firm={open.firm} year={begun} measures={data.measures} onClose={close} />
      )}
      {open?.what === 'end' && <EndForm firm={open.firm} year={begun} onClose={close} />}
    </Page>
  )
}

function Told({ list, year }: { list: LeadingList; year: number }) {
  const came = list.firms.filter(({ change }) => change === 'came').length
  const left = list.left
  return (
    <>
      {t('sentence', { year, count: count(list.firms.length) })}{' '}
      {left === null
        ? t('noBefore', { year: year - 1 })
        : [
            t('came', { count: count(came) }),
            left.length === 0
              ? t('leftNone')
              : t('left', { count: count(left.length), names: left.map(({ name }) => name).join('、') }),
          ].join(' · ')}
    </>
  )
}

/** Begins the year after the newest list with its firms. */
function Carry({ list }: { list: LeadingList }) {
  const { city, dataset } = useScope()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const from = list.years[0]!.year
  const carry = useMutation({
    mutationFn: () => carryLeading({ city: city.code, dataset, from, to: from + 1 }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['leading-firms'] })
      await navigate({ search: { year: String(from + 1) } })
    },
  })
  return (
    <>
      <Button loading={carry.isPending} onClick={() => carry.mutate()}>
        {t('carry', { from, to: from + 1 })}
      </Button>
      {carry.error && <Problem error={carry.error} />}
    </>
  )
}

type FirmsProps = { list: LeadingList; maySettle: boolean; onOpen(open: Open): void }

function Firms({ list, maySettle, onOpen }: FirmsProps) {
  const navigate = route.useNavigate()
  const columns = useMemo(() => columnsOf(list, maySettle, onOpen), [list, maySettle, onOpen])
  return (
    <DataTable
      name={t('title')}
      rows={list.firms}
      rowId={({ id }) => id}
      columns={columns}
      tools={
        <Select
          aria-label={t('year')}
          value={String(list.year)}
          onChange={(year: string) => void navigate({ search: { year }, replace: true })}
          options={list.years.map(({ year, firms }) => ({
            value: String(year),
            label: `${year}（${firms}）`,
          }))}
        />
      }
    />
  )
}

const targetOf = (firm: LeadingFirm, { figure }: LeadingMeasure) =>
  firm.targets.find((target) => target.figure === figure)

function columnsOf(
  list: LeadingList,
  maySettle: boolean,
  onOpen: (open: Open) => void,
): Column<LeadingFirm>[] {
  const used = list.measures.filter((measure) => list.firms.some((firm) => targetOf(firm, measure)))
  return [
    {
      id: 'name',
      title: t('firm'),
      width: 170,
      grow: 2,
      phone: 'title',
      value: (firm) => firm.name,
      cell: (firm) => (
        <Link to="/firms/$firmId" params={{ firmId: firm.organisationId }}>
          {firm.name}
        </Link>
      ),
    },
    { id: 'standing', title: t('standing'), width: 90, grow: 0, value: (firm) => t(firm.standing) },
    {
      id: 'change',
      title: t('change'),
      width: 70,
      grow: 0,
      value: (firm) =>
        firm.change === null ? null : t(firm.change === 'came' ? 'changeCame' : 'changeStays'),
      cell: (firm) =>
        firm.change === null ? <Unknown /> : t(firm.change === 'came' ? 'changeCame' : 'changeStays'),
    },
    ...used.flatMap(measureColumns),
    {
      id: 'source',
      title: t('sourceShort'),
      width: 200,
      grow: 1,
      phone: 'none',
      isHidden: used.length > 0,
      value: (firm) => firm.source,
    },
    ...(maySettle ? [actsColumn(onOpen)] : []),
  ]
}

function measureColumns(measure: LeadingMeasure): Column<LeadingFirm>[] {
  const label = inLang(measure.label)
  const progress = (firm: LeadingFirm) => targetOf(firm, measure)?.progressRatio ?? null
  return [
    {
      id: `${measure.figure}-target`,
      title: t('target', { label }),
      width: 108,
      align: 'right',
      value: (firm) => numberOf(targetOf(firm, measure)?.target),
      cell: (firm) => {
        const target = targetOf(firm, measure)
        return target ? figureText(measure, target.target) : <span className="ls-soft">{t('notSet')}</span>
      },
    },
    {
      id: `${measure.figure}-value`,
      title: t('value', { label }),
      width: 108,
      align: 'right',
      value: (firm) => numberOf(targetOf(firm, measure)?.value),
      cell: (firm) => {
        const value = targetOf(firm, measure)?.value
        return value === null || value === undefined ? <Unknown /> : figureText(measure, value)
      },
    },
    {
      id: `${measure.figure}-progress`,
      title: t('progress', { label }),
      unit: '%',
      width: 96,
      align: 'right',
      value: (firm) => percentOf(progress(firm)),
      cell: (firm) => percentOf(progress(firm)) ?? <Unknown />,
    },
  ]
}

const numberOf = (text: string | null | undefined) =>
  text === null || text === undefined ? null : Number(text)
const percentOf = (ratio: number | null) => (ratio === null ? null : Math.round(ratio * 1000) / 10)

const actsColumn = (onOpen: (open: Open) => void): Column<LeadingFirm> => ({
  id: 'acts',
  title: t('acts'),
  width: 124,
  grow: 0,
  phone: 'bare',
  isSortable: false,
  value: () => null,
  cell: (firm) => (
    <Space size={0}>
      <Button size="small" type="text" onClick={() => onOpen({ what: 'target', firm })}>
        {t('setTarget')}
      </Button>
      <Button size="small" type="text" onClick={() => onOpen({ what: 'end', firm })}>
        {t('end')}
      </Button>
    </Space>
  ),
})
