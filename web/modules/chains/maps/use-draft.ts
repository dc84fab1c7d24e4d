import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { applyEdits } from '../../../../src/modules/chains/model/map-edits.ts'
import { ProblemError } from '../../../ui/request.ts'
import { draftQuery, type MapDraft, type MapEdit, meet, saveEdits } from './api.ts'
import { t } from './words.ts'

const meetEveryMs = 15_000
type Done = { readonly edits: readonly MapEdit[]; readonly inverse: readonly MapEdit[] }

export type Editing = {
  draft: MapDraft
  isSaving: boolean
  /** What happened that the person did not do: another's change, a change that no longer fits. */
  notice: string | null
  error: unknown
  edit(edits: readonly MapEdit[]): void
  undo(): void
  redo(): void
  canUndo: boolean
  canRedo: boolean
  /** Takes a draft that came whole from the server. */
  take(draft: MapDraft): void
  dismiss(): void
}

/**
 * The draft in the hand: an edit shows at once and is saved behind it, one batch after the other. Where somebody else
 * saved in between, the newer draft is taken and what was not saved yet is put on top.
 */
export function useDraft(loaded: MapDraft): Editing {
  const client = useQueryClient()
  const [draft, setDraft] = useState(loaded)
  const [isSaving, setSaving] = useState(false)
  const [notice, setNotice] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [past, setPast] = useState<readonly Done[]>([])
  const [future, setFuture] = useState<readonly Done[]>([])
  const held = useRef(draft)
  const waiting = useRef<MapEdit[][]>([])
  const isSending = useRef(false)
  const show = useCallback((next: MapDraft) => {
    held.current = next
    setDraft(next)
  }, [])

  const takeNewer = useCallback(async () => {
    const newer = await client.fetchQuery({ ...draftQuery(loaded.id), staleTime: 0 })
    let content = newer.content
    let dropped = 0
    waiting.current = waiting.current.filter((edits) => {
      const edited = applyEdits(content, edits)
      if (edited.ok) content = edited.map
      else dropped += 1
      return edited.ok
    })
    show({ ...newer, content })
    setPast([])
    setFuture([])
    return { newer, dropped }
  }, [client, loaded.id, show])

  const flush = useCallback(async () => {
    if (isSending.current) return
    isSending.current = true
    setSaving(true)
    try {
      for (let batch = waiting.current[0]; batch; batch = waiting.current[0]) {
        try {
          const saved = await saveEdits(loaded.id, held.current.revision, batch)
          waiting.current.shift()
          show({ ...held.current, ...saved })
        } catch (problem) {
          const isMoved = problem instanceof ProblemError && problem.code === 'chains.draft_moved_on'
          if (!isMoved) waiting.current.shift()
          if (!isMoved) setError(problem)
          const { newer, dropped } = await takeNewer()
          if (isMoved)
            setNotice(
              [t('movedOn', { by: newer.updatedBy }), dropped > 0 && t('dropped', { count: dropped })]
                .filter(Boolean)
                .join(' '),
            )
          if (problem instanceof ProblemError && problem.status === 0) break
        }
      }
    } catch (problem) {
      setError(problem)
    } finally {
      isSending.current = false
      setSaving(false)
    }
  }, [loaded.id, show, takeNewer])

  const put = useCallback(
    (edits: readonly MapEdit[]): Done | null => {
      if (edits.length === 0 || !held.current.mayEdit) return null
      const edited = applyEdits(held.current.content, edits)
      if (!edited.ok) {
        setNotice(t('dropped', { count: 1 }))
        return null
      }
      show({ ...held.current, content: edited.map })
      waiting.current.push([...edits])
      setNotice(null)
      void flush()
      return { edits, inverse: edited.inverse }
    },
    [flush, show],
  )
  const edit = useCallback(
    (edits: readonly MapEdit[]) => {
      const done = put(edits)
      if (!done) return
      setPast((all) => [...all.slice(-199), done])
      setFuture([])
    },
    [put],
  )
  const undo = useCallback(() => {
    const last = past.at(-1)
    if (!last || !put(last.inverse)) return
    setPast(past.slice(0, -1))
    setFuture([...future, last])
  }, [past, future, put])
  const redo = useCallback(() => {
    const next = future.at(-1)
    const done = next && put(next.edits)
    if (!done) return
    setFuture(future.slice(0, -1))
    setPast([...past, done])
  }, [past, future, put])
  const take = useCallback(
    (next: MapDraft) => {
      client.setQueryData(draftQuery(loaded.id).queryKey, next)
      show(next)
    },
    [client, loaded.id, show],
  )
  useMeeting(loaded.id, held, waiting, { show, takeNewer, setNotice })
  return {
    ...{ draft, isSaving, notice, error, edit, undo, redo, take },
    ...{ canUndo: past.length > 0, canRedo: future.length > 0 },
    dismiss: () => {
      setNotice(null)
      setError(null)
    },
  }
}

type Meeting = {
  show(draft: MapDraft): void
  takeNewer(): Promise<{ newer: MapDraft; dropped: number }>
  setNotice(text: string): void
}

/** Says every few seconds that the draft is open here, and learns who else has it open and whether it moved on. */
function useMeeting(
  id: string,
  held: { readonly current: MapDraft },
  waiting: { readonly current: readonly unknown[] },
  { show, takeNewer, setNotice }: Meeting,
) {
  useEffect(() => {
    const look = async () => {
      if (document.hidden) return
      const seen = await meet(id).catch(() => null)
      if (!seen) return
      const now = held.current
      const isNewer = seen.revision > now.revision || seen.state !== now.state
      show({ ...now, editors: seen.editors })
      if (!isNewer || waiting.current.length > 0) return
      const { newer } = await takeNewer()
      setNotice(t('newerShown', { by: newer.updatedBy }))
    }
    void look()
    const timer = setInterval(() => void look(), meetEveryMs)
    return () => clearInterval(timer)
  }, [id, held, waiting, show, takeNewer, setNotice])
}
