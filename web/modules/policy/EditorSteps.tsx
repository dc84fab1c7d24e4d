import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm } from 'antd'
import { useEffect, useState } from 'react'
import { actOnVersion, type DraftAct, saveDraft, type VersionDetail, versionQuery } from './api.ts'
import type { Policy } from './editor/written.ts'
import { t } from './words.ts'

const pauseMs = 2_500

const acts = ['submit', 'recall', 'return', 'publish', 'withdraw'] as const
const needsReason = (action: DraftAct['action']) => action === 'return' || action === 'withdraw'

/** Saving (by itself while one types, after a pause) and the steps of a version's life. */
export function EditorSteps({ version, policy }: { version: VersionDetail; policy: Policy }) {
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [comment, setComment] = useState('')
  const isChanged = JSON.stringify(policy) !== JSON.stringify(version.written)
  const onSuccess = (next: VersionDetail) => {
    queries.setQueryData(versionQuery(version.policy, version.number).queryKey, next)
    for (const part of ['library', 'document', 'firm', 'forecast', 'levers'])
      void queries.invalidateQueries({ queryKey: ['policy', part] })
    notification.success({ title: `${t('done')}：${t(`status_${next.status}`)}`, placement: 'bottomRight' })
  }
  const onError = (error: Error) => notification.error({ title: error.message, placement: 'bottomRight' })
  const save = useMutation({
    mutationFn: (_: 'by hand' | 'by itself') =>
      saveDraft(version.policy, version.number, { written: policy, sha256: version.sha256 }),
    onSuccess: (next, how) => {
      if (how === 'by hand') return onSuccess(next)
      queries.setQueryData(versionQuery(version.policy, version.number).queryKey, next)
    },
    onError,
  })
  const mayWrite = version.actions.includes('save')
  const { mutate, isPending, isError } = save
  // After a refusal a person decides; trying again by itself would only repeat the message.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every further key begins the pause anew
  useEffect(() => {
    if (!isChanged || !mayWrite || isPending || isError) return
    const timer = setTimeout(() => mutate('by itself'), pauseMs)
    return () => clearTimeout(timer)
  }, [isChanged, mayWrite, isPending, isError, mutate, policy])
  const step = useMutation({
    mutationFn: (action: DraftAct['action']) =>
      actOnVersion(version.policy, version.number, {
        action,
        sha256: version.sha256,
        comment: comment || null,
      }),
    onSuccess,
    onError,
  })
  return (
    <>
      {mayWrite && (isChanged || save.isSuccess) && (
        <span className="ls-soft" role="status">
          {isPending ? t('saving') : isChanged ? t('unsaved') : t('autosaved')}
        </span>
      )}
      {mayWrite && (
        <Button onClick={() => save.mutate('by hand')} loading={isPending}>
          {t('save')}
        </Button>
      )}
      {acts
        .filter((action) => version.actions.includes(action))
        .map((action) =>
          needsReason(action) ? (
            <Popconfirm
              key={action}
              title={t(action)}
              description={
                <Input
                  value={comment}
                  placeholder={t('comment')}
                  aria-label={t('comment')}
                  onChange={(event) => setComment(event.target.value)}
                />
              }
              onConfirm={() => step.mutate(action)}
            >
              <Button>{t(action)}</Button>
            </Popconfirm>
          ) : (
            <Button
              key={action}
              type="primary"
              disabled={isChanged}
              loading={step.isPending}
              onClick={() => step.mutate(action)}
            >
              {t(action)}
            </Button>
          ),
        )}
    </>
  )
}
