/** The objects that a task ends in or is about: those of the libraries with their state, others under a name. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { PathLink } from '../../../ui/frame/PathLink.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Problem } from '../../../ui/states.tsx'
import { inLang } from '../../../ui/words.ts'
import { addLink, libraryEntriesQuery, libraryKindsQuery, removeLink, type TaskDetail } from './api.ts'
import { pathOf } from './fields.ts'
import { useChange } from './TaskParts.tsx'
import { t } from './words.ts'

type TaskLink = TaskDetail['links'][number]
const plainKinds = [
  ...['policy', 'project', 'project_list', 'platform', 'agreement', 'fund', 'exhibition'],
  ...['gap', 'lead', 'alert', 'ticket', 'target', 'other'],
] as Exclude<TaskLink['kind'], 'object'>[]

/** The links of a task, what kind of object it is to end in, and the ways to link or make one. */
export function Links({ task }: { task: TaskDetail }) {
  const remove = useChange((id: string) => removeLink(task.id, id))
  return (
    <section className="ls-panel" data-testid="task-links">
      <h2>{t('links')}</h2>
      <div className="ls-panel-body ls-stack">
        {task.endsIn && <EndsIn end={task.endsIn} />}
        {remove.error && <Problem error={remove.error} />}
        {task.links.length === 0 && <p className="ls-soft">{t('linksNone')}</p>}
        <ul className="ls-lines" hidden={task.links.length === 0}>
          {task.links.map((link) => (
            <li key={link.id}>
              <One link={link} />
              {task.mayReport && (
                <Button size="small" type="text" onClick={() => remove.mutate(link.id)}>
                  {t('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {task.mayReport && <ObjectLink task={task} />}
        {task.mayReport && (
          <details className="ls-details">
            <summary>{t('linkPlain')}</summary>
            <PlainLink task={task} />
          </details>
        )}
      </div>
    </section>
  )
}

/** The kind of object that a task ends in, and whether one is there. */
export function EndsIn({ end }: { end: NonNullable<TaskDetail['endsIn']> }) {
  return (
    <p className={end.isReached ? '' : 'ls-soft'}>
      {t(end.isReached ? 'endsInReached' : 'endsIn', {
        kind: inLang(end.title),
        states: end.states.map(inLang).join(t('or')),
      })}
    </p>
  )
}

function One({ link: { kind, title, path, object } }: { link: TaskLink }) {
  return (
    <span>
      <span className="ls-tag">{object ? inLang(object.kindTitle) : t(`link_${kind}`)}</span>{' '}
      {path ? <PathLink path={path}>{title}</PathLink> : title}
      {object && (
        <span className="ls-soft">
          {' '}
          · {inLang(object.stateTitle)} ·{' '}
          {object.evidence > 0 ? t('objectEvidence', { count: object.evidence }) : t('objectNoEvidence')}
        </span>
      )}
    </span>
  )
}

/** Chooses an object of a library, or goes to make one for this task. */
function ObjectLink({ task }: { task: TaskDetail }) {
  const scope = useScope()
  const mayMake = useMay('libraries.write')
  const { data: kinds } = useQuery(libraryKindsQuery(scope))
  const [chosen, choose] = useState<string | null>(null)
  const kind = chosen ?? task.endsIn?.kind ?? kinds?.[0]?.id ?? ''
  const { data: entries } = useQuery({
    ...libraryEntriesQuery(scope, kind),
    enabled: kind !== '',
  })
  const [entry, setEntry] = useState<string | null>(null)
  const add = useChange(
    () => addLink(task.id, { entryId: entry! }),
    () => setEntry(null),
  )
  const linked = new Set(task.links.map(({ object }) => object?.entryId))
  return (
    <div className="ls-stack" style={{ gap: 8 }}>
      {add.error && <Problem error={add.error} />}
      <Space wrap>
        <Select
          aria-label={t('linkKind')}
          style={{ width: 170 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={kind}
          onChange={(value) => {
            choose(value)
            setEntry(null)
          }}
          options={(kinds ?? []).map(({ id, title }) => ({ value: id, label: inLang(title) }))}
        />
        <Select
          aria-label={t('linkObject')}
          style={{ width: 240 }}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          placeholder={t('linkObject')}
          value={entry}
          onChange={(value: string | undefined) => setEntry(value ?? null)}
          options={(entries ?? [])
            .filter(({ id }) => !linked.has(id))
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Space>
      <Space wrap>
        <Button disabled={entry === null} loading={add.isPending} onClick={() => add.mutate()}>
          {t('addLink')}
        </Button>
        {mayMake && kind !== '' && (
          <Link
            to="/libraries"
            className="ls-link"
            search={{
              kind,
              task: task.id,
              name: task.title,
              chain: task.chainId ?? undefined,
              source: [task.planTitle, task.place].filter(Boolean).join(' ') || undefined,
            }}
          >
            {t('makeObject')}
          </Link>
        )}
      </Space>
    </div>
  )
}

function PlainLink({ task }: { task: TaskDetail }) {
  const [kind, setKind] = useState<(typeof plainKinds)[number]>('policy')
  const [title, setTitle] = useState('')
  const [address, setAddress] = useState('')
  const path = pathOf(address, window.location.origin)
  const add = useChange(
    () => addLink(task.id, { kind, title: title.trim(), path: path || null }),
    () => {
      setTitle('')
      setAddress('')
    },
  )
  return (
    <div className="ls-stack" style={{ gap: 8 }}>
      {add.error && <Problem error={add.error} />}
      <Space wrap>
        <Select
          aria-label={t('linkKind')}
          style={{ width: 128 }}
          value={kind}
          onChange={setKind}
          options={plainKinds.map((value) => ({ value, label: t(`link_${value}`) }))}
        />
        <Input
          aria-label={t('linkTitle')}
          placeholder={t('linkTitle')}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
      </Space>
      <Input
        aria-label={t('linkPath')}
        placeholder={t('linkPath')}
        status={path === null ? 'error' : ''}
        value={address}
        onChange={({ target }) => setAddress(target.value)}
      />
      {path === null && <span className="ls-late">{t('linkPathBad')}</span>}
      <div>
        <Button
          disabled={title.trim() === '' || path === null}
          loading={add.isPending}
          onClick={() => add.mutate()}
        >
          {t('addLink')}
        </Button>
      </div>
    </div>
  )
}
