import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { cancelIssue, fileAddress, type Issue, issueQuery } from './api.ts'
import { InChinese } from './InChinese.tsx'
import { StatementView, TableView } from './StatementView.tsx'
import { WritingProgress } from './WritingProgress.tsx'
import { t } from './words.ts'

const route = getRouteApi('/reports/$issueId')

/** One issue as it reads, each statement beside its sources; files to download once they are written. */
export function IssuePage() {
  const { issueId } = route.useParams()
  const queries = useQueryClient()
  const { data: issue, error, refetch } = useQuery(issueQuery(issueId))
  const cancel = useMutation({
    mutationFn: () => cancelIssue(issueId),
    onSettled: () => queries.invalidateQueries({ queryKey: ['reports', 'issue', issueId] }),
  })
  useOwnScope(issue)
  if (error) return <Page title={t('reports')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!issue) return <Loading rows={12} />
  return (
    <Page
      title={issue.title}
      sentence={<IssueSentence issue={issue} />}
      actions={<Downloads issue={issue} />}
    >
      <InChinese />
      <WritingProgress job={issue.job} onCancel={() => cancel.mutate()} error={cancel.error} />
      {sectionsOf(issue).map(({ heading, parts }) => (
        <section key={heading} className="ls-panel">
          <h2>{heading}</h2>
          <div className="ls-panel-body ls-statements">
            {parts.map((part) =>
              part.kind === 'table' ? (
                <TableView key={part.key} rows={part.rows} />
              ) : (
                <StatementView key={part.statement.key} statement={part.statement} />
              ),
            )}
          </div>
        </section>
      ))}
    </Page>
  )
}

/** A report is of one city and data set: the page around it is set to them, whatever the address said. */
function useOwnScope(issue: Issue | undefined) {
  const navigate = route.useNavigate()
  const { city, dataset } = useScope()
  const isOther = issue !== undefined && (issue.city !== city.code || issue.dataset !== dataset)
  useEffect(() => {
    if (!isOther) return
    const search = { city: issue.city, dataset: issue.dataset === 'demo' ? ('demo' as const) : undefined }
    void navigate({ search, replace: true })
  }, [isOther, issue, navigate])
}

function IssueSentence({ issue }: { issue: Issue }) {
  return (
    <>
      {t('issueSentence', {
        ...{ number: issue.issueNumber, date: issue.asOf, statements: issue.statementCount },
        ...{ unknown: issue.unknownCount, changed: issue.changedCount },
      })}{' '}
      {issue.previous ? (
        <Link to="/reports/$issueId" params={{ issueId: issue.previous.id }}>
          {t('compareWith', { day: issue.previous.asOf })}
        </Link>
      ) : (
        t('firstIssue')
      )}
    </>
  )
}

const formatNames: Readonly<Record<string, string>> = { docx: 'Word', pdf: 'PDF', xlsx: 'Excel', svg: 'SVG' }

function Downloads({ issue }: { issue: Issue }) {
  return (
    <>
      {issue.files
        .filter(({ sizeBytes }) => sizeBytes !== null)
        .map(({ id, format }) => (
          <a key={id} className="ls-button" href={fileAddress(id)} download>
            {t('download', { format: formatNames[format] ?? format })}
          </a>
        ))}
    </>
  )
}

type Statement = Issue['statements'][number]
type Part = { kind: 'one'; statement: Statement } | { kind: 'table'; key: string; rows: Statement[] }

/** The statements by section, the rows of one table together. */
function sectionsOf({ statements }: Issue): { heading: string; parts: Part[] }[] {
  const sections: { heading: string; parts: Part[] }[] = []
  for (const statement of statements) {
    if (sections.at(-1)?.heading !== statement.section)
      sections.push({ heading: statement.section, parts: [] })
    const { parts } = sections.at(-1)!
    const table = statement.key.split('/')[0]!
    const last = parts.at(-1)
    if (statement.kind !== 'row') parts.push({ kind: 'one', statement })
    else if (last?.kind === 'table' && last.key === table) last.rows.push(statement)
    else parts.push({ kind: 'table', key: table, rows: [statement] })
  }
  return sections
}
