import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { instant } from '../../../ui/format.ts'
import { LifeActs } from '../../../ui/life-cycle/LifeActs.tsx'
import { LifeCycleView } from '../../../ui/life-cycle/LifeCycleView.tsx'
import { Problem } from '../../../ui/states.tsx'
import { inLang } from '../../../ui/words.ts'
import { act, type MapDraft, rebase } from './api.ts'
import { ReadForm } from './NodeReader.tsx'
import { t } from './words.ts'

type Props = { draft: MapDraft; changed: readonly string[]; isSaving: boolean; onTake(draft: MapDraft): void }

/** Where the draft stands, what may be done, the second reader's note for all changes at once, and what was done. */
export function StepsPanel({ draft, changed, isSaving, onTake }: Props) {
  const faults = draft.checks.filter(({ level }) => level === 'fault').length
  const actions = draft.actions.map(({ title, needsWords, blockedBy, ...action }) => ({
    ...action,
    // Faults come and go while somebody edits, so what they block is told from the newest check.
    blockedBy:
      action.name === 'submit' && faults > 0
        ? [...blockedBy, t('faultsFirst', { count: faults })]
        : blockedBy,
    title: inLang(title),
    needsComment: needsWords,
  }))
  const isOpen = draft.state === 'draft' || draft.state === 'review'
  return (
    <div className="ls-map-form" data-testid="steps">
      {isOpen && draft.currentVersion !== draft.baseVersion && <Rebase draft={draft} onTake={onTake} />}
      {draft.state === 'review' && draft.mayRead && changed.length > 0 && (
        <ReadForm
          draft={draft}
          nodes={changed}
          label={t('readAll', { count: changed.length })}
          onTake={onTake}
        />
      )}
      {draft.state === 'review' && !draft.mayRead && <p className="ls-soft">{t('ownWork')}</p>}
      <LifeActs
        actions={isSaving ? [] : actions}
        ask={(action, close) => <ActDialog draft={draft} action={action} onTake={onTake} onClose={close} />}
      />
      <LifeCycleView picture={draft.picture} />
      <ul className="ls-lines">
        {draft.history.map(({ at, by, title, words }) => (
          <li key={`${at} ${inLang(title)}`}>
            <span>
              {inLang(title)} · {by}
              {words && `：${words}`}
            </span>
            <small className="ls-soft">{instant(at)}</small>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Rebase({ draft, onTake }: { draft: MapDraft; onTake(draft: MapDraft): void }) {
  const { mutate, isPending, error } = useMutation({ mutationFn: () => rebase(draft.id), onSuccess: onTake })
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t('newVersion', { version: draft.currentVersion ?? 0 })}
        action={
          draft.mayEdit && (
            <Button size="small" loading={isPending} onClick={() => mutate()}>
              {t('rebase')}
            </Button>
          )
        }
      />
      {error && <Problem error={error} />}
    </>
  )
}

type DialogProps = {
  draft: MapDraft
  action: { name: string; title: string; needsComment: boolean }
  onTake(draft: MapDraft): void
  onClose(): void
}

function ActDialog({ draft, action, onTake, onClose }: DialogProps) {
  const [words, setWords] = useState('')
  const [day, setDay] = useState('')
  const isPublishing = action.name === 'publish'
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      act(draft.id, {
        ...{ action: action.name, words: words.trim(), revision: draft.revision },
        ...(isPublishing && day !== '' ? { publishedOn: day } : {}),
      }),
    onSuccess: (next) => {
      onTake(next)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={action.title}
      okText={action.title}
      cancelText={t('cancel')}
      confirmLoading={isPending}
      okButtonProps={{ disabled: action.needsComment && words.trim() === '' }}
      onOk={() => mutate()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t('words')} htmlFor="map-act-words" required={action.needsComment}>
          <Input.TextArea
            id="map-act-words"
            value={words}
            maxLength={500}
            onChange={({ target }) => setWords(target.value)}
          />
        </Form.Item>
        {isPublishing && (
          <Form.Item label={t('publishedOn')} htmlFor="map-act-day">
            <Input id="map-act-day" type="date" value={day} onChange={({ target }) => setDay(target.value)} />
          </Form.Item>
        )}
      </Form>
      {error && <Problem error={error} />}
    </Modal>
  )
}
