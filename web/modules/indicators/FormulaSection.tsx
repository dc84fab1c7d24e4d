import { Link } from '@tanstack/react-router'
import { percent } from '../../ui/format.ts'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import type { BoardRow, IndicatorPageAnswer, StatementAnswer } from './api.ts'
import { markedText, numberText } from './figure-text.tsx'
import { t } from './page-words.ts'

/** How the figure is computed, the numbers that went into it, and the firms and facts behind them. */
export function FormulaSection({ page, row }: { page: IndicatorPageAnswer; row: BoardRow }) {
  const { definition, formula } = page
  const said = lastStatement(page, row)
  return (
    <section className="ls-panel">
      <h2>{t('formula')}</h2>
      <div className="ls-panel-body ls-stack">
        <p>{definition.formula ? inLang(definition.formula) : t('formulaNone')}</p>
        {formula && <p>= {inLang(formula.words)}</p>}
        {said && said.inputs.length > 0 && (
          <Numbers said={said} row={row} indicators={formula?.indicators ?? []} />
        )}
        {formula && (
          <p className="ls-tags">
            {formula.indicators.map(({ id, name }) => (
              <Link key={id} to="/indicators/$indicatorId" params={{ indicatorId: id }} search={{}}>
                <span className="ls-tag">{inLang(name)}</span>
              </Link>
            ))}
          </p>
        )}
        {said?.origin === 'computed' && <Basis said={said} />}
      </div>
    </section>
  )
}

function lastStatement(page: IndicatorPageAnswer, row: BoardRow): StatementAnswer | undefined {
  const series = page.series.find(
    ({ chain, subject, scope }) =>
      chain === row.chain && subject === row.subject && (scope?.zh ?? null) === (row.scope?.zh ?? null),
  )
  const point = series?.points.find(({ asOf }) => asOf === row.asOf)
  return point?.statements.find(({ id }) => id === point.binding) ?? point?.statements[0]
}

type Named = NonNullable<IndicatorPageAnswer['formula']>['indicators']

/** An input of a formula by the name of its indicator; one of a room as the room names it. */
function inputName(name: string, indicators: Named): string {
  const [id, scope] = name.split('[', 2)
  const found = indicators.find((each) => each.id === id)
  if (!found) return name
  return scope === undefined ? inLang(found.name) : `${inLang(found.name)}〔${scope.replace(']', '')}〕`
}

function Numbers({ said, row, indicators }: { said: StatementAnswer; row: BoardRow; indicators: Named }) {
  return (
    <div>
      <p className="ls-soft">{t('numbers')}</p>
      <dl className="ls-pairs">
        {said.inputs.map(({ name, value, unit, asOf }) => (
          <div key={`${name} ${asOf}`} style={{ display: 'contents' }}>
            <dt>
              {inputName(name, indicators)} {asOf && <small>{asOf}</small>}
            </dt>
            <dd>
              {value === null ? <Unknown /> : numberText(value)} {unit}
            </dd>
          </div>
        ))}
        <dt>=</dt>
        <dd>
          <b>{said.value === null ? <Unknown /> : markedText(said.comparator, said.value)}</b> {row.unit}
        </dd>
      </dl>
    </div>
  )
}

function Basis({ said }: { said: StatementAnswer }) {
  const coverage =
    said.coverageRatio === null
      ? t('coverageUnknown')
      : t('coverage', { share: `${percent(said.coverageRatio)?.text}%` })
  const version = said.definitionVersion === null ? [] : [t('byVersion', { version: said.definitionVersion })]
  return (
    <p>
      <span className="ls-soft">{[...version, coverage].join(' · ')} </span>
      {said.factsPath && <PathLink path={said.factsPath}>{t('facts')}</PathLink>}
    </p>
  )
}
