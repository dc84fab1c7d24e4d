import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { LifeCycleView } from '../../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useMay } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { FormDialog } from '../FormDialog.tsx'
import { LifeHistory } from '../LifeHistory.tsx'
import { LifeSteps } from '../LifeSteps.tsx'
import { actOnCase, type CaseDetail, caseQuery, changeCase, exportHref } from './api.ts'
import { caseFields, caseWords } from './CaseListPage.tsx'
import { t } from './words.ts'

const route = getRouteApi('/cases/$caseId')

/** One case: the words, its life, and how it is handed to another city. */
export function CasePage() {
  const { caseId } = route.useParams()
  const { data, error, refetch } = useQuery(caseQuery(caseId))
  if (error) return <Page title={t('cases')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return (
    <Page
      title={data.title}
      sentence={[data.stateTitle, data.unit, data.fromCity && `${t('receivedFrom')} ${data.fromCity}`]
        .filter(Boolean)
        .join(' · ')}
      actions={<Acts one={data} />}
    >
      {data.life && (
        <section className="ls-panel">
          <h2>{t('cycle')}</h2>
          <div className="ls-panel-body">
            <LifeCycleView picture={data.life.picture} />
          </div>
        </section>
      )}
      {data.life && (
        <LifeSteps
          actions={data.life.offers.actions}
          seen={data.life.seen}
          queryKey={['cases']}
          act={(body) => actOnCase(data.id, body)}
        />
      )}
      <div className="ls-columns">
        <CaseWords one={data} />
        {data.life && <LifeHistory history={data.life.history} />}
      </div>
    </Page>
  )
}

function Acts({ one }: { one: CaseDetail }) {
  const queries = useQueryClient()
  const mayManage = useMay('programmes.manage')
  const [isOpen, setOpen] = useState(false)
  const isInLibrary = ['accepted', 'reported', 'published'].includes(one.state) && one.fromCity === null
  return (
    <>
      {one.mayChange && <Button onClick={() => setOpen(true)}>{t('change')}</Button>}
      {mayManage && isInLibrary && (
        <Button href={exportHref(one.id)} download={`${one.title}.json`}>
          {t('export')}
        </Button>
      )}
      {isOpen && (
        <FormDialog
          title={t('change')}
          fields={caseFields()}
          begin={{
            ...{ title: one.title, unit: one.unit, problem: one.problem, practice: one.practice },
            ...{ result: one.result ?? '', lesson: one.lesson ?? '' },
          }}
          onSend={(values) => changeCase(one.id, { seen: one.life!.seen, ...caseWords(values) })}
          onDone={() => void queries.invalidateQueries({ queryKey: ['cases'] })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function CaseWords({ one }: { one: CaseDetail }) {
  const parts = [
    [t('problem'), one.problem],
    [t('practice'), one.practice],
    [t('resultShown'), one.result],
    [t('lessonShown'), one.lesson],
  ] as const
  return (
    <section className="ls-panel">
      <h2>{t('title')}</h2>
      <dl className="ls-pairs ls-panel-body">
        {parts.map(([term, text]) => [
          <dt key={`${term} t`}>{term}</dt>,
          <dd key={`${term} d`} style={{ whiteSpace: 'pre-wrap' }}>
            {text ?? <Unknown />}
          </dd>,
        ])}
        {one.reportedTo && [<dt key="r">{t('reportedTo')}</dt>, <dd key="rd">{one.reportedTo}</dd>]}
        {one.source && [<dt key="s">{t('source')}</dt>, <dd key="sd">{one.source}</dd>]}
        {one.files.length > 0 && [
          <dt key="f">{t('source')}</dt>,
          <dd key="fd">
            {one.files.map(({ id, fileName }) => (
              <a key={id} href={`/api/attachments/${id}`}>
                {fileName}
              </a>
            ))}
          </dd>,
        ]}
      </dl>
    </section>
  )
}
