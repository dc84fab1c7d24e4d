import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useRef } from 'react'
import { send } from '../../ui/request.ts'
import { useMay, useScope } from '../../ui/session.ts'
import { type NodeAct, post } from './about-api.ts'
import { type RecordField, RecordForm, type Told } from './RecordForm.tsx'
import { t } from './work-words.ts'

const aims = ['mend-short', 'forge-long', 'fill-blank'] as const
const acts = ['build', 'supplement', 'increase', 'strengthen', 'extend', 'lengthen'] as const
export type NodeOf = { chain: string; node: string }

/** What is done on a node: each act with owner, last day, evidence and the steps that may be taken. */
export function NodeActs({ of, items }: { of: NodeOf; items: readonly NodeAct[] }) {
  const mayAct = useMay('chains.act')
  return (
    <>
      <h3>{t('acts')}</h3>
      {items.length === 0 && <p className="ls-soft">{t('actsNone')}</p>}
      {items.map((act) => (
        <OneAct key={act.id} act={act} mayAct={mayAct} />
      ))}
      {mayAct && <PlanAct of={of} />}
    </>
  )
}

function OneAct({ act, mayAct }: { act: NodeAct; mayAct: boolean }) {
  const words = [act.aim && t(act.aim), act.act && t(act.act)].filter(Boolean).join(' · ')
  const facts = [
    act.stateName,
    act.owner ?? t('ownerNone'),
    act.dueOn ?? t('dueNone'),
    act.isOverdue && t('overdue'),
    act.source,
  ]
  return (
    <article>
      <b>
        {words}：{act.title}
      </b>
      <p className="ls-soft">{facts.filter(Boolean).join(' · ')}</p>
      {act.note && <p>{act.note}</p>}
      {act.evidence.map(({ id, fileName }) => (
        <p key={id}>
          {t('evidence')} <a href={`/api/attachments/${id}`}>{fileName}</a>
        </p>
      ))}
      {mayAct && act.actions.length > 0 && <ActSteps act={act} />}
    </article>
  )
}

function ActSteps({ act }: { act: NodeAct }) {
  const path = `/api/chain-work/acts/${act.id}`
  const step = (action: string) => (told: Told) =>
    post(`${path}/steps`, { seen: act.seen, action, ...(told.comment ? { comment: told.comment } : {}) })
  const change: RecordField[] = [
    { name: 'owner', label: t('owner'), kind: 'text', max: 120, start: act.owner ?? '' },
    { name: 'dueOn', label: t('dueOn'), kind: 'date', start: act.dueOn ?? '' },
    { name: 'note', label: t('note'), kind: 'area', max: 1000, start: act.note ?? '' },
  ]
  return (
    <Space wrap>
      {act.actions.map(({ name, title, needsComment, blockedBy }) =>
        blockedBy.length > 0 ? (
          <Button key={name} size="small" disabled title={blockedBy.join(' ')}>
            {title}
          </Button>
        ) : (
          <RecordForm
            key={name}
            title={title}
            fields={[
              { name: 'comment', label: t('comment'), kind: 'area', isRequired: needsComment, max: 1000 },
            ]}
            save={step(name)}
          />
        ),
      )}
      <Upload path={`${path}/evidence`} />
      <RecordForm
        isQuiet
        title={t('change')}
        fields={change}
        save={(told) => send('PATCH', path, { seen: act.seen, ...told })}
      />
    </Space>
  )
}

function Upload({ path }: { path: string }) {
  const input = useRef<HTMLInputElement>(null)
  const queries = useQueryClient()
  const sent = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.set('document', file)
      return post(path, form)
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['chains'] }),
  })
  return (
    <>
      <Button size="small" type="text" loading={sent.isPending} onClick={() => input.current?.click()}>
        {t('addEvidence')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('addEvidence')}
        onChange={({ target }) => target.files?.[0] && sent.mutate(target.files[0])}
      />
      {sent.error && <Alert type="error" showIcon title={sent.error.message} />}
    </>
  )
}

function PlanAct({ of }: { of: NodeOf }) {
  const { city, dataset } = useScope()
  const key = useRef(crypto.randomUUID())
  const fields: RecordField[] = [
    {
      name: 'aim',
      label: t('aim'),
      kind: 'choice',
      help: t('actHelp'),
      options: aims.map((value) => ({ value, label: t(value) })),
    },
    {
      name: 'act',
      label: t('act'),
      kind: 'choice',
      options: acts.map((value) => ({ value, label: t(value) })),
    },
    { name: 'title', label: t('actTitle'), kind: 'text', isRequired: true, max: 120 },
    { name: 'owner', label: t('owner'), kind: 'text', max: 120 },
    { name: 'dueOn', label: t('dueOn'), kind: 'date' },
    { name: 'note', label: t('note'), kind: 'area', max: 1000 },
    { name: 'source', label: t('source'), kind: 'text', isRequired: true },
  ]
  return (
    <RecordForm
      title={t('planAct')}
      fields={fields}
      save={async (told) => {
        const body = { city: city.code, dataset, ...of, requestKey: key.current, ...told }
        const made = await post('/api/chain-work/acts', body)
        // The next act is another request; only a retry of this one keeps its key.
        key.current = crypto.randomUUID()
        return made
      }}
    />
  )
}
