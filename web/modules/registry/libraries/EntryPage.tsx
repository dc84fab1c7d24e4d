import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ComponentType, useState } from 'react'
import { FileButton } from '../../../ui/FileButton.tsx'
import { instant } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import { useChainNames } from '../use-chain-names.ts'
import { addEntryEvidence, type EntryDetail, entryQuery, type KindAnswer, kindsQuery } from './api.ts'
import { EntryCorrection } from './EntryCorrection.tsx'
import { EntryForm } from './EntryForm.tsx'
import { EntryParts } from './EntryParts.tsx'
import { t as word } from './entry-words.ts'
import { History, StepForm } from './History.tsx'
import { LogForm } from './LogForm.tsx'
import { Pair, ValuePairs } from './ValueFields.tsx'
import { t } from './words.ts'

/** What a later room shows of an entry; `web/whole-library.tsx` composes. */
export type EntrySection = ComponentType<{ entryId: string }>

/** One entry of a library: what is known, its parts with what became of them, evidence, tasks, history, next step. */
export function EntryPage({ entryId, sections }: { entryId: string; sections: readonly EntrySection[] }) {
  const { city, dataset } = useScope()
  const { data: entry, error, refetch } = useQuery(entryQuery(entryId))
  const { data: kinds } = useQuery(
    kindsQuery({ city: entry?.cityCode ?? city.code, dataset: entry?.dataset ?? dataset }),
  )
  if (error)
    return <Page title={word('entry')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  const kind = kinds?.find(({ id }) => id === entry?.kind)
  if (!entry || !kind) return <Loading rows={10} />
  return <Shown entry={entry} kind={kind} sections={sections} />
}

type Known = { entry: EntryDetail; kind: KindAnswer }

function Shown({ entry, kind, sections }: Known & { sections: readonly EntrySection[] }) {
  const mayWrite = useMay('libraries.write')
  const [isEditing, edit] = useState(false)
  const state = kind.states.find(({ id }) => id === entry.state)
  return (
    <Page
      title={entry.name}
      sentence={
        <>
          <Link to="/libraries" search={{ kind: kind.id }} className="ls-link">
            {inLang(kind.title)}
          </Link>{' '}
          · {inLang(state?.title ?? entry.state)} {entry.stateSince ?? <Unknown />}
        </>
      }
      actions={
        <>
          <EntryCorrection entry={entry} kind={kind} />
          {mayWrite && <Button onClick={() => edit(true)}>{word('edit')}</Button>}
        </>
      }
    >
      {isEditing && (
        <EntryForm kind={kind} entry={entry} onClose={() => edit(false)} onSaved={() => edit(false)} />
      )}
      <div className="ls-columns">
        <div className="ls-stack">
          <Facts entry={entry} kind={kind} />
          <EntryParts entry={entry} kind={kind} />
          <Below entry={entry} kind={kind} />
        </div>
        <div className="ls-stack">
          <Evidence entry={entry} />
          {sections.map((Section, i) => (
            <Section key={Section.displayName ?? i} entryId={entry.id} />
          ))}
          <section className="ls-panel">
            <div className="ls-panel-body ls-stack" style={{ paddingTop: 12 }}>
              <History events={entry.events} fields={kind.fields} />
              <StepForm of="library/entries" id={entry.id} actions={entry.actions} />
              <LogForm of="library/entries" id={entry.id} />
            </div>
          </section>
        </div>
      </div>
    </Page>
  )
}

function Facts({ entry, kind }: Known) {
  const chains = useChainNames()
  const chain = chains.find(({ value }) => value === entry.chainId)?.label ?? entry.chainId
  return (
    <section className="ls-panel">
      <h2>{word('known')}</h2>
      <div className="ls-panel-body">
        <ValuePairs fields={kind.fields} values={entry.fields}>
          {entry.ratios.map((ratio) => (
            <Pair key={ratio.name} term={inLang(ratio.title)}>
              {ratio.value === null ? (
                <Unknown why={word('ratioWhy')} />
              ) : (
                `${ratio.value} ${inLang(ratio.unit)}`
              )}
              {entry.below.length > 0 &&
                `（${word('withBelow')} ${ratio.withBelow === null ? word('before') : `${ratio.withBelow} ${inLang(ratio.unit)}`}）`}
            </Pair>
          ))}
          {kind.levels.length > 0 && (
            <Pair term={t('level')}>{entry.level === null ? null : t(entry.level)}</Pair>
          )}
          <Pair term={t('host')}>
            {entry.organisationId ? (
              <Link to="/firms/$firmId" params={{ firmId: entry.organisationId }} className="ls-link">
                {entry.organisationName}
              </Link>
            ) : (
              entry.organisationName
            )}
          </Pair>
          <Place entry={entry} kind={kind} chain={chain} />
          {entry.reviewDue && <Pair term={t('reviewDue')}>{entry.reviewDue}</Pair>}
          <Pair term={t('source')}>{entry.source}</Pair>
        </ValuePairs>
      </div>
    </section>
  )
}

function Place({ entry, kind, chain }: Known & { chain: string | null }) {
  return (
    <>
      {chain !== null && <Pair term={word('chainId')}>{chain}</Pair>}
      {kind.located && (
        <>
          <Pair term={word('node')}>
            {entry.chainId && entry.nodeId && (
              <Link
                to="/gaps/$chainId/$nodeId"
                params={{ chainId: entry.chainId, nodeId: entry.nodeId }}
                className="ls-link"
              >
                {entry.nodeId}
              </Link>
            )}
          </Pair>
          <Pair term={word('project')}>
            {entry.projectId && (
              <Link to="/projects" search={{ open: entry.projectId }} className="ls-link">
                {entry.projectName}
              </Link>
            )}
          </Pair>
        </>
      )}
      {entry.parentId && (
        <Pair term={word('parent')}>
          <Link to="/libraries/$entryId" params={{ entryId: entry.parentId }} className="ls-link">
            {entry.parentName}
          </Link>
        </Pair>
      )}
    </>
  )
}

function Below({ entry, kind }: Known) {
  if (entry.below.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{word('below')}</h2>
      <ul className="ls-panel-body ls-lines">
        {entry.below.map((one) => (
          <li key={one.id}>
            <Link to="/libraries/$entryId" params={{ entryId: one.id }} className="ls-link">
              {one.name}
            </Link>
            <span className="ls-soft">
              {inLang(kind.states.find(({ id }) => id === one.state)?.title ?? one.state)}
              {one.ratios.map(
                ({ title, value, unit }) =>
                  ` · ${inLang(title)} ${value === null ? word('before') : `${value} ${inLang(unit)}`}`,
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Documents that show the entry; a task that ends in it needs one to be done. */
function Evidence({ entry }: { entry: EntryDetail }) {
  const mayWrite = useMay('libraries.write')
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: (file: File) => addEntryEvidence(entry.id, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['library-entry'] }),
  })
  return (
    <section className="ls-panel">
      <h2>{word('evidence')}</h2>
      <div className="ls-panel-body ls-stack">
        {add.error && <Problem error={add.error} />}
        {entry.evidence.length === 0 && <p className="ls-soft">{word('evidenceNone')}</p>}
        <ul className="ls-lines" hidden={entry.evidence.length === 0}>
          {entry.evidence.map(({ id, fileName, uploadedAt }) => (
            <li key={id}>
              <a className="ls-link" href={`/api/attachments/${id}`}>
                {fileName}
              </a>
              <span className="ls-soft">{instant(uploadedAt)}</span>
            </li>
          ))}
        </ul>
        {mayWrite && (
          <div>
            <FileButton
              name={word('evidence')}
              words={word('addEvidence')}
              isSending={add.isPending}
              onFile={(file) => add.mutate(file)}
            />{' '}
            <small className="ls-soft">{word('evidenceKinds')}</small>
          </div>
        )}
      </div>
    </section>
  )
}
