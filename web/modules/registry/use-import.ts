import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Sent } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import {
  type ImportKind,
  type ImportPreview,
  type ImportReport,
  type Mapping,
  type Partner,
  previewImport,
  runImport,
  type SentTo,
} from './api.ts'

export type Choice = { file: File | null; kind: ImportKind; partner: Partner | null; mapping: Mapping | null }
export type Work = { what: 'check' | 'run'; sent: Sent | null; startedAt: number }
type Failure = { what: 'check' | 'run'; error: unknown }

const nothing: Choice = { file: null, kind: 'firms', partner: null, mapping: null }

/** What one import holds while it is chosen, checked and run; a failure keeps the file, the columns and the preview. */
export function useImport() {
  const { dataset } = useScope()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [choice, setChoice] = useState(nothing)
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [unchanged, setUnchanged] = useState<ImportReport | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { work, isRunning, perform } = useWork(setFailure)

  const check = (part: Partial<Choice>) => {
    if (isRunning()) return
    const next = { ...choice, ...part }
    setChoice(next)
    if (part.file || part.kind) setPreview(null)
    const { file } = next
    if (!file) return
    void perform('check', async (sentTo) =>
      setPreview(await previewImport({ ...next, file, dataset }, sentTo)),
    )
  }
  const run = () => {
    const { file } = choice
    if (isRunning() || !file) return
    void perform('run', async (sentTo) => {
      const report = await runImport({ ...choice, file, dataset }, sentTo)
      void queries.invalidateQueries()
      if (report.importId) void navigate({ to: '/import/$importId', params: { importId: report.importId } })
      else setUnchanged(report)
    })
  }
  const startOver = () => {
    setPreview(null)
    setUnchanged(null)
    setFailure(null)
    setChoice({ ...nothing, kind: choice.kind })
  }
  return { choice, preview, unchanged, failure, work, check, run, startOver }
}

/** One piece of work at a time: a newer check replaces an older one, nothing replaces a running import. */
function useWork(setFailure: (failure: Failure | null) => void) {
  const [work, setWork] = useState<Work | null>(null)
  // Beside the state, because a second click can come before the page is drawn again.
  const held = useRef<{ what: Work['what']; stop: AbortController } | null>(null)
  const perform = async (what: Work['what'], act: (sentTo: SentTo) => Promise<void>) => {
    held.current?.stop.abort()
    const own = { what, stop: new AbortController() }
    held.current = own
    setFailure(null)
    setWork({ what, sent: null, startedAt: Date.now() })
    const onSent = (sent: Sent) => {
      if (held.current === own) setWork((before) => before && { ...before, sent })
    }
    try {
      await act({ onSent, signal: own.stop.signal })
    } catch (error) {
      if (held.current === own) setFailure({ what, error })
    }
    if (held.current !== own) return
    held.current = null
    setWork(null)
  }
  return { work, perform, isRunning: () => held.current?.what === 'run' }
}
