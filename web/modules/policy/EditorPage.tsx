import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import { LifeCycleView } from '../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../ui/Page.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { checkWritten, factsQuery, type VersionDetail, versionQuery } from './api.ts'
import { EditorSteps } from './EditorSteps.tsx'
import { ClauseForm } from './editor/ClauseForm.tsx'
import { LiveCheck } from './editor/LiveCheck.tsx'
import { ParameterForm } from './editor/ParameterForm.tsx'
import { StackingForm } from './editor/StackingForm.tsx'
import { type Case, type Clause, newClause, type Policy } from './editor/written.ts'
import './policy.css'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { t } from './words.ts'

const route = getRouteApi('/policies/$policyId/versions/$number')

/** One version of a policy's rules as a form, with text, cases and faults beside it. */
export function EditorPage() {
  const { policyId, number } = route.useParams()
  const { data, error, refetch } = useQuery(versionQuery(policyId, Number(number)))
  if (error) return <Page title={t('editor')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={12} />
  return <Editor key={`${data.policy} ${data.number} ${data.status}`} version={data} />
}

function Editor({ version }: { version: VersionDetail }) {
  const [policy, setPolicy] = useState(version.written as Policy)
  const [chosen, setChosen] = useState(policy.clauses[0]?.id ?? null)
  const check = useLiveCheck(policy, version)
  const catalogue = useQuery(factsQuery())
  const mayWrite = version.actions.includes('save')
  const setClause = (id: string, clause: Clause, facts = policy.facts) => {
    setPolicy({ ...policy, facts, clauses: policy.clauses.map((one) => (one.id === id ? clause : one)) })
    if (clause.id !== id) setChosen(clause.id)
  }
  const add = () => {
    const clause = newClause(policy.clauses.map(({ id }) => id))
    setPolicy({ ...policy, clauses: [...policy.clauses, clause] })
    setChosen(clause.id)
  }
  const addCase = (id: string, suggestion: Case) => {
    const clause = policy.clauses.find((one) => one.id === id)
    if (clause) setClause(id, { ...clause, cases: [...(clause.cases ?? []), suggestion] })
    setChosen(id)
  }
  const tabs = policy.clauses.map((clause, at) => ({
    // The place, not the id: an id that is being typed must not take the form away.
    key: String(at),
    label: clause.title || clause.id,
    children: catalogue.data ? (
      <ClauseForm
        policy={policy}
        clause={clause}
        catalogue={catalogue.data}
        check={check}
        onChange={(next, facts) => setClause(clause.id, next, facts)}
        onRemove={() => {
          setPolicy({ ...policy, clauses: policy.clauses.filter(({ id }) => id !== clause.id) })
          setChosen(null)
        }}
      />
    ) : (
      <Loading />
    ),
  }))
  const active = Math.max(
    0,
    policy.clauses.findIndex(({ id }) => id === chosen),
  )
  return (
    <Page
      title={policy.title}
      sentence={`${t('version', { number: version.number })} · ${t(`status_${version.status}`)}${version.note ? ` · ${version.note}` : ''}`}
      actions={<EditorSteps version={version} policy={policy} />}
    >
      {!mayWrite && <Alert type="info" showIcon title={t('readOnly')} />}
      <div className="ls-policy-grid">
        <fieldset
          disabled={!mayWrite}
          style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}
          className="ls-stack"
        >
          <section className="ls-panel">
            <div className="ls-panel-body" style={{ paddingTop: 8 }}>
              <Tabs
                activeKey={String(active)}
                onChange={(key) => setChosen(policy.clauses[Number(key)]?.id ?? null)}
                items={tabs}
                tabBarExtraContent={
                  <Button size="small" onClick={add}>
                    {t('addClause')}
                  </Button>
                }
              />
            </div>
          </section>
          <ParameterForm policy={policy} onChange={(parameters) => setPolicy({ ...policy, parameters })} />
          {policy.clauses.length > 1 && (
            <StackingForm policy={policy} onChange={(stacking) => setPolicy({ ...policy, stacking })} />
          )}
        </fieldset>
        <LiveCheck check={check} clauseId={policy.clauses[active]?.id ?? null} onAdd={addCase} />
      </div>
      <section className="ls-panel">
        <h2>{t('lifeOfVersion')}</h2>
        <ScrollX className="ls-panel-body">
          <LifeCycleView picture={version.picture} />
        </ScrollX>
      </section>
      <p>
        <Link to="/policies/$policyId" params={{ policyId: version.policy }} className="ls-link">
          {t('versions')}
        </Link>
      </p>
    </Page>
  )
}

/** The check of what stands in the form now; a moment after the last key. */
function useLiveCheck(policy: Policy, version: VersionDetail) {
  const [check, setCheck] = useState<VersionDetail['check']>(version.check)
  useEffect(() => {
    let isStale = false
    const timer = setTimeout(() => {
      checkWritten(policy).then(
        (told) => {
          if (!isStale) setCheck(told)
        },
        () => {}, // the next key asks again; saving tells what is wrong with the connection
      )
    }, 350)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [policy])
  return check
}
