import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Drawer, Select } from 'antd'
import type {
  LeadingFirm,
  Structure,
  StructureFigureAnswer,
  StructureFirms,
} from '../../../src/modules/network/model.ts'
import { digits, money, percent } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { getJson } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { t } from './structure-words.ts'

const route = getRouteApi('/structure')

/** What each chain is made of, with the firms that make every figure, and how its leading firms draw others along. */
export function StructurePage() {
  const { city, dataset } = useScope()
  const { chain, indicator } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery({
    queryKey: ['structure', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<Structure>('/api/network/structure', { city: city.code, dataset }, signal),
  })
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  const shown =
    data.chains.find(({ id }) => id === chain) ?? [...data.chains].sort((a, b) => b.firms - a.firms)[0]
  if (!shown)
    return (
      <Page title={t('title')}>
        <Empty title={t('none')} why={t('noneWhy')} />
      </Page>
    )
  const open = (search: { chain?: string | undefined; indicator?: string | undefined }) =>
    void navigate({ search: (held) => ({ ...held, ...search }) })
  const known = shown.figures.filter(({ value }) => value !== null).length
  return (
    <Page
      title={`${t('title')}：${inLang(shown.name)}`}
      sentence={`${t('firms', { count: shown.firms })} · ${t('sentence', { known, all: shown.figures.length })}`}
      actions={
        <Select
          aria-label={t('chain')}
          value={shown.id}
          onChange={(id) => open({ chain: id, indicator: undefined })}
          options={data.chains.map(({ id, name, firms }) => ({
            value: id,
            label: `${inLang(name)} (${firms})`,
          }))}
          style={{ minWidth: 220 }}
        />
      }
    >
      <DataTable
        name={t('title')}
        rows={[...shown.figures, ...data.city]}
        columns={figureColumns()}
        rowId={(one) => one.indicator}
        onOpen={(one) => open({ chain: shown.id, indicator: one.indicator })}
        maxRows={10}
      />
      <Leading chain={shown} />
      <Drawer
        open={indicator !== undefined}
        onClose={() => open({ indicator: undefined })}
        title={t('makersTitle')}
        size={480}
        destroyOnHidden
      >
        {indicator && (
          <Makers
            chain={shown.id}
            figure={[...shown.figures, ...data.city].find((one) => one.indicator === indicator)}
          />
        )}
      </Drawer>
    </Page>
  )
}

const valueText = ({ value, unit }: StructureFigureAnswer) =>
  value === null ? null : `${digits(value, unit === '家' ? 0 : 1)} ${unit}`

const inputText = ({ inputs }: StructureFigureAnswer) =>
  inputs
    .map(
      ({ name, value, unit }) =>
        `${name} ${value === null ? '?' : digits(value, unit === '家' ? 0 : 1)}${unit}`,
    )
    .join('；')

const figureColumns = (): Column<StructureFigureAnswer>[] => [
  {
    id: 'indicator',
    title: t('indicator'),
    width: 180,
    grow: 1,
    phone: 'title',
    value: ({ name }) => inLang(name),
  },
  {
    ...{ id: 'value', title: t('value'), width: 120, grow: 0, align: 'right' as const },
    value: ({ value }) => value,
    cell: (one) =>
      valueText(one) ?? <Unknown why={one.isHeldBack ? t('heldBack') : (one.unknownBecause ?? undefined)} />,
  },
  {
    ...{ id: 'coverage', title: t('coverage'), width: 90, grow: 0, align: 'right' as const },
    value: ({ coverageRatio }) => coverageRatio,
    cell: ({ coverageRatio }) => (coverageRatio === null ? '—' : `${percent(coverageRatio, 0)?.text}%`),
  },
  {
    ...{ id: 'inputs', title: t('inputs'), width: 260, grow: 3 },
    value: (one) =>
      one.value === null ? (one.isHeldBack ? t('heldBack') : one.unknownBecause) : inputText(one),
  },
]

function Makers({ chain, figure }: { chain: string; figure: StructureFigureAnswer | undefined }) {
  const { city, dataset } = useScope()
  const indicator = figure?.indicator ?? ''
  const { data, error } = useQuery({
    queryKey: ['structure', 'firms', city.code, dataset, chain, indicator],
    queryFn: () =>
      getJson<StructureFirms>('/api/network/structure/firms', { city: city.code, dataset, chain, indicator }),
    enabled: indicator !== '',
  })
  if (error) return <Problem error={error} />
  if (!data || !figure) return <Loading rows={3} />
  return (
    <div className="ls-stack">
      <p>
        <b>{inLang(figure.name)}</b>{' '}
        {valueText(figure) ?? <Unknown why={figure.unknownBecause ?? t('heldBack')} />}
      </p>
      {figure.formula && (
        <p className="ls-soft">
          {t('formula')}：{inLang(figure.formula)}
        </p>
      )}
      {figure.unknownBecause && <p>{figure.unknownBecause}</p>}
      {!data.mayRead ? (
        <p className="ls-soft">{t('makersHidden')}</p>
      ) : data.firms.length === 0 ? (
        <p className="ls-soft">{t('makersNone')}</p>
      ) : (
        <ul className="ls-lines">
          {data.firms.map(({ id, name }) => (
            <li key={id}>
              <Link to="/firms/$firmId" params={{ firmId: id }}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Leading({ chain }: { chain: Structure['chains'][number] }) {
  return (
    <section className="ls-stack" data-testid="leading">
      <h2>{t('leading')}</h2>
      {chain.leadingStated === 0 ? (
        <p className="ls-soft">{t('leadingNone')}</p>
      ) : chain.leading === null ? (
        <p className="ls-soft">{t('leadingHidden')}</p>
      ) : (
        <DataTable
          name={t('leading')}
          rows={chain.leading}
          columns={leadingColumns()}
          rowId={({ id }) => id}
          maxRows={10}
        />
      )}
    </section>
  )
}

const orUnknown = (text: string | null | undefined) => text ?? <Unknown />

const leadingColumns = (): Column<LeadingFirm>[] => [
  {
    ...{ id: 'name', title: t('name'), width: 220, grow: 2, phone: 'title' as const },
    value: ({ name }) => name,
    cell: ({ id, name }) => (
      <Link to="/firms/$firmId" params={{ firmId: id }}>
        {name}
      </Link>
    ),
  },
  {
    id: 'year',
    title: t('year'),
    width: 90,
    grow: 0,
    value: ({ year }) => year,
    cell: ({ year }) => orUnknown(year === null ? null : String(year)),
  },
  {
    ...{ id: 'suppliers', title: t('suppliers'), width: 150, align: 'right' as const },
    value: ({ localSuppliers }) => localSuppliers,
    cell: ({ localSuppliers, ownerUnknown }) => (
      <>
        {orUnknown(localSuppliers === null ? null : String(localSuppliers))}{' '}
        {ownerUnknown ? (
          <small className="ls-soft">{t('ownerUnknown', { count: ownerUnknown })}</small>
        ) : null}
      </>
    ),
  },
  {
    ...{ id: 'purchase', title: t('purchase'), width: 130, align: 'right' as const },
    value: ({ purchaseFen }) => (purchaseFen === null ? null : Number(purchaseFen) / 100),
    cell: ({ purchaseFen }) => {
      const shown = money(purchaseFen)
      return orUnknown(shown && `${shown.text} ${shown.unit}`)
    },
  },
  {
    ...{ id: 'local', title: t('localRatio'), width: 100, align: 'right' as const },
    value: ({ localRatio }) => localRatio,
    cell: ({ localRatio }) => orUnknown(localRatio === null ? null : `${percent(localRatio)?.text}%`),
  },
  {
    ...{ id: 'coefficient', title: t('coefficient'), width: 180, align: 'right' as const },
    value: ({ coefficient }) => coefficient,
    cell: ({ coefficient }) => orUnknown(coefficient === null ? null : digits(coefficient, 2)),
  },
  {
    ...{ id: 'index', title: t('index'), width: 130, align: 'right' as const },
    value: ({ internationalisation }) => internationalisation,
    cell: ({ internationalisation }) =>
      orUnknown(internationalisation === null ? null : `${percent(internationalisation)?.text}%`),
  },
]
