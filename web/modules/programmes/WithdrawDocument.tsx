import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { type DocumentDetail, documentQuery } from './api.ts'
import { FormDialog } from './FormDialog.tsx'
import { reinstateDocument, withdrawDocument } from './plan-targets-api.ts'
import { t } from './plan-targets-words.ts'

/** Withdraws a published document with the reason, after saying what goes with it; or undoes that. */
export function WithdrawButton({ document }: { document: DocumentDetail }) {
  const queries = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const isUndo = document.withdrawnAt !== null
  const act = isUndo ? 'reinstate' : 'withdraw'
  const send = async (reason: string) => {
    const step = isUndo ? reinstateDocument : withdrawDocument
    const next = await step(document.id, document.version, reason)
    queries.setQueryData(documentQuery(document.id).queryKey, next)
    await Promise.all(
      [['programme-documents'], ['programme-document', document.id, 'targets'], ['indicators']].map(
        (queryKey) => queries.invalidateQueries({ queryKey }),
      ),
    )
  }
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t(act)}</Button>
      {isAsking && (
        <FormDialog
          title={t(`${act}Title`)}
          okText={t(act)}
          fields={[{ id: 'reason', label: t('reason'), kind: 'text', isNeeded: true, hint: t(`${act}Hint`) }]}
          onSend={({ reason }) => send(reason!)}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  )
}

/** Who withdrew a document, when and why. */
export function WithdrawnNote({ document }: { document: DocumentDetail }) {
  if (document.withdrawnAt === null) return null
  const words = {
    name: document.withdrawnBy ?? '',
    at: day(document.withdrawnAt) ?? '',
    reason: document.withdrawnReason ?? '',
  }
  return <Alert type="warning" showIcon title={t('withdrawnSentence', words)} />
}
