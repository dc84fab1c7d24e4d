import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Select, Space } from 'antd'
import { useState } from 'react'
import { Figure } from '../../ui/Figure.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { ThingActs } from '../../ui/thing-acts.tsx'
import { inLang } from '../../ui/words.ts'
import { type BoardRow, type IndicatorPageAnswer, indicatorQuery } from './api.ts'
import { pageOf, rowIdOf } from './BoardView.tsx'
import { ConflictList } from './ConflictList.tsx'
import { DefinitionSection } from './DefinitionSection.tsx'
import { EnteredSection } from './EnteredSection.tsx'
import { FormulaSection } from './FormulaSection.tsx'
import { markedText, numberText, sourceText, targetText } from './figure-text.tsx'
import { IndicatorChart } from './IndicatorChart.tsx'
import { RowLight, reasonText } from './LightMark.tsx'
import { OwnTargets } from './OwnTargets.tsx'
import { t } from './page-words.ts'
import { SourceTable } from './SourceTable.tsx'
import { TargetSection } from './TargetSection.tsx'
import { useChainNames } from './use-chain-names.ts'
import { ValueForm } from './ValueForm.tsx'
import { t as w } from './words.ts'

type Props = { id: string; chain: string | undefined; scope: string | undefined }

/** One indicator opened: how it stands, its series and their sources, formula, targets, conflicts and definition. */
export function IndicatorPage({ id, chain, scope }: Props) {
  const { data, error, refetch } = useQuery(indicatorQuery(useScope(), id))
  if (error)
    return <Page title={w('indicator')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  const row = chosenRow(data.rows, chain, scope)
  return <Surface page={data} row={row} />
}

/** The row that the address names; else the first that has a value, else the first. */
function chosenRow(
  rows: readonly BoardRow[],
  chain: string | undefined,
  scope: string | undefined,
): BoardRow {
  const named = rows.filter(
    (row) => (chain === undefined || row.chain === chain) && (scope === undefined || row.scope?.zh === scope),
  )
  const among = named.length > 0 ? named : rows
  return among.find(({ value }) => value !== null) ?? among[0]!
}

function Surface({ page, row }: { page: IndicatorPageAnswer; row: BoardRow }) {
  const { nameChain } = useChainNames()
  const place = nameChain(row.chain)
  const scope = row.scope ? t('inScope', { scope: inLang(row.scope) }) : ''
  const sentence =
    row.value === null
      ? `${t('sentenceUnknown', { place, scope })}${row.unknownBecause ? inLang(row.unknownBecause) : ''}`
      : t('sentenceKnown', {
          place,
          scope,
          value: markedText(row.comparator, row.value),
          unit: row.unit,
          date: row.asOf ?? '',
        })
  return (
    <Page
      title={inLang(page.definition.name)}
      sentence={sentence}
      figures={<Figures row={row} />}
      actions={<Actions page={page} row={row} />}
    >
      {page.rows.length > 1 && <RowChoice rows={page.rows} row={row} />}
      <div className="ls-stack">
        <IndicatorChart page={page} row={row} />
        <FormulaSection page={page} row={row} />
        {page.conflicts.length > 0 && <ConflictList conflicts={page.conflicts} />}
        <TargetSection rows={page.rows} places={page.places} />
        <OwnTargets page={page} row={row} />
        <SourceTable page={page} />
        <DefinitionSection page={page} />
        <EnteredSection page={page} />
      </div>
    </Page>
  )
}

function Figures({ row }: { row: BoardRow }) {
  const unit = row.unit
  const { target } = row
  const origin = {
    definition: inLang(row.name),
    ...(row.source ? { source: sourceText({ source: row.source, origin: row.origin }) } : {}),
    asOf: row.asOf,
  }
  return (
    <>
      <Figure
        label={t('value')}
        value={row.value === null ? null : { text: markedText(row.comparator, row.value), unit }}
        asOf={row.asOf}
        origin={origin}
        why={row.unknownBecause ? inLang(row.unknownBecause) : w('reasonNoValue')}
        note={row.isStale && <span className="ls-soft">{w('staleNote', { date: row.staleFrom ?? '' })}</span>}
      />
      {row.previous && (
        <Figure
          label={t('before')}
          value={{ text: numberText(row.previous.value), unit }}
          asOf={row.previous.asOf}
        />
      )}
      {row.targets.length > 0 && (
        <Figure
          label={t('target')}
          value={target ? { text: targetText(target), unit } : openTargets(row)}
          why={w('reasonConflict')}
          note={
            <>
              <RowLight row={row} />
              <span>{target ? (target.dueWritten ?? target.dueDate) : w('reasonConflict')}</span>
            </>
          }
        />
      )}
      {target && target.light !== 'reached' && (
        <Figure
          label={t('forecast')}
          value={target.forecast && { text: numberText(target.forecast.value), unit }}
          why={t('forecastNone')}
          note={
            target.forecast ? (
              t('forecastNote', {
                low: numberText(target.forecast.low),
                high: numberText(target.forecast.high),
              })
            ) : (
              <span>{reasonText(target)}</span>
            )
          }
        />
      )}
    </>
  )
}

/** Both sides of a conflict that nobody has decided. */
function openTargets(row: BoardRow) {
  const open = row.targets.filter(({ binds }) => binds === null)
  return open.length === 0 ? null : { text: open.map(targetText).join(' / '), unit: row.unit }
}

function RowChoice({ rows, row }: { rows: readonly BoardRow[]; row: BoardRow }) {
  const navigate = useNavigate()
  const { nameChain } = useChainNames()
  return (
    <Select
      className="ls-no-print"
      aria-label={t('row')}
      style={{ maxWidth: 420 }}
      value={rowIdOf(row)}
      onChange={(id) => {
        const next = rows.find((each) => rowIdOf(each) === id)
        if (next) void navigate({ ...pageOf(next), replace: true })
      }}
      options={rows.map((each) => ({
        value: rowIdOf(each),
        label: [nameChain(each.chain), inLang(each.scope), each.subject].filter(Boolean).join(' · '),
      }))}
    />
  )
}

function Actions({ page, row }: { page: IndicatorPageAnswer; row: BoardRow }) {
  const mayEnter = useMay('indicators.enter')
  const [isEntering, setIsEntering] = useState(false)
  return (
    <Space wrap>
      <ThingActs room="indicators" path={row.openPath} title={inLang(row.name)} chainId={row.chain} />
      {mayEnter && <Button onClick={() => setIsEntering(true)}>{t('enter')}</Button>}
      {isEntering && <ValueForm page={page} row={row} onClose={() => setIsEntering(false)} />}
    </Space>
  )
}
