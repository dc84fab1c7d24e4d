import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Empty } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import type { IndicatorPageAnswer, StatementAnswer } from './api.ts'
import { markedText } from './figure-text.tsx'
import { t } from './page-words.ts'
import { useChainNames } from './use-chain-names.ts'
import { t as w } from './words.ts'

type Row = StatementAnswer & {
  key: string
  chain: string | null
  scopeWords: string
  standing: 'binding' | 'beside' | 'undecided'
}
const originWords = {
  document: 'document',
  entered: 'entered',
  computed: 'computed',
  formula: 'formulaOrigin',
} as const

const writtenAs = ({ asWritten }: Pick<Row, 'asWritten'>): string | undefined =>
  asWritten?.value == null
    ? undefined
    : t('asWritten', { value: markedText('=', asWritten.value), unit: asWritten.unit })

const columns = (nameChain: (id: string | null) => string): Column<Row>[] => [
  { id: 'asOf', title: w('asOf'), width: 104, grow: 0, phone: 'title', value: (row) => row.asOf },
  {
    id: 'period',
    title: t('period'),
    width: 80,
    grow: 0,
    phone: 'none',
    isHidden: true,
    value: (row) => row.period,
  },
  { id: 'chain', title: t('chain'), width: 110, grow: 0, value: (row) => nameChain(row.chain) },
  { id: 'scope', title: t('scope'), width: 100, grow: 1, value: (row) => row.scopeWords },
  {
    id: 'value',
    title: t('value'),
    width: 96,
    grow: 0,
    align: 'right',
    value: (row) => (row.value === null ? null : Number(row.value)),
    cell: (row) =>
      row.value === null ? (
        <Unknown why={row.unknownBecause ? inLang(row.unknownBecause) : undefined} />
      ) : (
        <span title={writtenAs(row)}>
          {markedText(row.comparator, row.value)}
          {row.asWritten && '*'}
        </span>
      ),
  },
  { id: 'standing', title: t('binding'), width: 92, grow: 0, value: (row) => t(row.standing) },
  { id: 'origin', title: t('origin'), width: 92, grow: 0, value: (row) => t(originWords[row.origin]) },
  {
    id: 'source',
    title: w('source'),
    width: 220,
    grow: 3,
    value: (row) => [row.source.title, row.source.place, row.source.date].filter(Boolean).join(' · '),
    cell: (row) =>
      row.factsPath ? (
        <PathLink path={row.factsPath}>{t('facts')}</PathLink>
      ) : (
        [row.source.title, row.source.place].filter(Boolean).join(' · ')
      ),
  },
  {
    id: 'sentence',
    title: w('sourceSentence'),
    width: 240,
    grow: 3,
    value: (row) => [writtenAs(row), row.source.sentence].filter(Boolean).join('；'),
  },
  {
    id: 'enteredBy',
    title: t('enteredBy'),
    width: 96,
    grow: 0,
    phone: 'none',
    value: (row) => row.source.enteredByName ?? '',
  },
]

/** Every figure that anybody said, newest first, with its source; which of them counts is marked. */
export function SourceTable({ page }: { page: IndicatorPageAnswer }) {
  const { nameChain } = useChainNames()
  const rows = page.series.flatMap((series) =>
    series.points.flatMap((point) =>
      point.statements.map(
        (said): Row => ({
          ...said,
          key: JSON.stringify([series.chain, series.subject, series.scope?.zh, point.asOf, said.id]),
          chain: series.chain,
          scopeWords: inLang(series.scope),
          standing: point.binding === null ? 'undecided' : point.binding === said.id ? 'binding' : 'beside',
        }),
      ),
    ),
  )
  rows.sort((a, b) => (a.asOf < b.asOf ? 1 : -1))
  return (
    <section className="ls-panel">
      <h2>{t('sources')}</h2>
      <div className="ls-panel-body">
        <DataTable
          name={`${inLang(page.definition.name)} ${t('sources')}`}
          rows={rows}
          columns={columns(nameChain)}
          rowId={({ key }) => key}
          maxRows={12}
          empty={<Empty title={t('sourcesNone')} why={t('sourcesNoneWhy')} />}
        />
        {page.apart.length > 0 && <Apart apart={page.apart} />}
        {page.parts.length > 0 && <Parts parts={page.parts} unit={page.definition.unit} />}
      </div>
    </section>
  )
}

function Apart({ apart }: Pick<IndicatorPageAnswer, 'apart'>) {
  const { nameChain } = useChainNames()
  return (
    <div className="ls-part">
      <h3>{t('apart')}</h3>
      <p className="ls-soft">{t('apartWhy')}</p>
      <ul className="ls-lines">
        {apart.map(({ id, asOf, chain, scope, comparator, value, unit, source }) => (
          <li key={`${id} ${asOf} ${chain} ${scope?.zh}`}>
            <span>
              {[nameChain(chain), scope && inLang(scope), source.title].filter(Boolean).join(' · ')}
            </span>
            <span className="ls-lines-end">
              <small className="ls-soft">{asOf}</small>
              {value === null ? <Unknown /> : `${markedText(comparator, value)} ${unit}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Parts({ parts, unit }: { parts: IndicatorPageAnswer['parts']; unit: string }) {
  return (
    <div className="ls-part">
      <h3>{t('parts')}</h3>
      <ul className="ls-lines">
        {parts.map(({ dimension, asOf, value, openPath }) => (
          <li key={`${dimension.kind} ${dimension.id}`}>
            <PathLink path={openPath}>
              {t(dimension.kind === 'park' ? 'park' : 'firm')} {dimension.id}
            </PathLink>
            <span className="ls-lines-end">
              <small className="ls-soft">{asOf}</small>
              {value === null ? <Unknown /> : `${markedText('=', value)} ${unit}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
