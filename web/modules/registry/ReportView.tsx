import { type ReactNode, useMemo } from 'react'
import { count } from '../../ui/format.ts'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { ImportReport } from './api.ts'
import { t } from './words.ts'

type Problem = ImportReport['problems'][number]

const columnsOf = (): Column<Problem>[] => [
  {
    id: 'line',
    title: t('line'),
    width: 88,
    grow: 0,
    align: 'right',
    value: (problem) => problem.line,
    cell: (problem) => problem.line || t('wholeFile'),
  },
  { id: 'column', title: t('column'), width: 140, grow: 0, value: (problem) => problem.column ?? '' },
  {
    id: 'message',
    title: t('problem'),
    width: 320,
    grow: 4,
    value: (problem) => problem.message,
    phone: 'title',
  },
  { id: 'code', title: t('code'), width: 190, value: (problem) => problem.code, phone: 'none' },
]

/** Kinds of which nothing waits but what a person decides. */
const isReviewed = (kind: string) => kind === 'parks' || kind === 'leads'

/** An import report that adds up, with its problems by line and column. */
export function ReportView({
  report,
  title,
  children,
}: {
  report: ImportReport
  title: string
  children?: ReactNode
}) {
  const { rows, accepted, refused, created, joined, unchanged, waiting } = report
  const counts = { rows, accepted, refused, created, joined, unchanged, waiting }
  const shown = Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, count(value)]))
  const made = [
    report.encoding && t('encoding', { encoding: report.encoding }),
    report.sheet && t('sheet', { sheet: report.sheet }),
  ]
  return (
    <>
      <section className="ls-panel" data-testid="import-report">
        <h2>{title}</h2>
        <div className="ls-panel-body ls-stack">
          <dl className="ls-cells">
            {(Object.keys(counts) as (keyof typeof counts)[]).map((key) => (
              <div key={key} data-count={key}>
                <dt>{t(key)}</dt>
                <dd>{count(counts[key])}</dd>
              </div>
            ))}
          </dl>
          <p className="ls-soft">
            {t('sums', shown)} {waiting > 0 && t(isReviewed(report.kind) ? 'waitingReview' : 'waitingNote')}{' '}
            {made.filter(Boolean).join(' · ')}
          </p>
          {children && <div className="ls-line">{children}</div>}
        </div>
      </section>
      {report.problemCount > 0 && <Problems report={report} />}
    </>
  )
}

function Problems({ report }: { report: ImportReport }) {
  const columns = useMemo(columnsOf, [])
  return (
    <DataTable
      name={t('problems')}
      rows={report.problems}
      columns={columns}
      rowId={(problem) => `${problem.line}/${problem.column}/${problem.code}/${problem.message}`}
      maxRows={Math.min(12, report.problems.length)}
      tools={
        <>
          <b>{t('problems')}</b>
          <span className="ls-soft">
            {t('problemsShown', { shown: report.problems.length, count: count(report.problemCount) })}
          </span>
        </>
      }
    />
  )
}
