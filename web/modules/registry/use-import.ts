import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Sent } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import {
  cancelImport,
  forgetFile,
  type ImportJob,
  type ImportJobOptions,
  type ImportKind,
  type ImportPreview,
  type ImportTerms,
  importKinds,
  isBusy,
  jobQuery,
  type Mapping,
  orderImport,
  type Partner,
  sendFile,
} from './import-api.ts'

export type Choice = {
  kind: ImportKind
  partner: Partner | null
  mapping: Mapping | null
  sheet: string | null
  consent?: ImportTerms | null
}
type Sending = { name: string; sent: Sent | null }

const nothing: Choice = { kind: 'firms', partner: null, mapping: null, sheet: null }

const choiceOf = (options: ImportJobOptions | null | undefined): Choice | null =>
  options
    ? {
        kind: options.kind as ImportKind,
        partner: options.partner ?? null,
        mapping: options.mapping ?? null,
        sheet: options.sheet ?? null,
        ...(options.consent ? { consent: options.consent } : {}),
      }
    : null

/** One import: the file goes to the server once; all work on it runs there, and the address names it. `kind` is offered first. */
export function useImport(fileId: string | undefined, kind?: string | undefined) {
  const { dataset } = useScope()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState(() => ({
    ...nothing,
    kind: importKinds.find((each) => each === kind) ?? nothing.kind,
  }))
  const [failure, setFailure] = useState<unknown>(null)
  const { sending, sendNow, stopSending } = useSending(setFailure)
  const { data: found, error } = useQuery({ ...jobQuery(fileId ?? ''), enabled: fileId !== undefined })
  const job = fileId === undefined ? undefined : found
  const preview = useLastPreview(job)
  const choice = choiceOf(job?.options) ?? chosen

  const act = async (work: () => Promise<unknown>) => {
    setFailure(null)
    try {
      await work()
    } catch (failed) {
      setFailure(failed)
    }
    await queries.invalidateQueries({ queryKey: ['import-jobs'] })
  }
  const order = (task: 'check' | 'run', part: Partial<Choice> = {}, id = fileId) =>
    act(async () => {
      if (!id) return
      const ordered = await orderImport(id, task, { ...choice, ...part, dataset })
      queries.setQueryData(jobQuery(id).queryKey, ordered)
    })
  const check = (part: Partial<Choice>) => {
    if (isBusy(job) && job?.task === 'run') return
    setChosen({ ...choice, ...part })
    if (job) void order('check', part)
  }
  const choose = (file: File) =>
    void sendNow(file, async (received) => {
      await order('check', { mapping: null, sheet: null }, received.id)
      await navigate({ to: '/import', search: (before) => ({ ...before, file: received.id }) })
    })
  const cancel = () =>
    act(async () => fileId && queries.setQueryData(jobQuery(fileId).queryKey, await cancelImport(fileId)))
  const startOver = () => {
    stopSending()
    setFailure(null)
    setChosen({ ...nothing, kind: choice.kind })
    if (fileId && !isBusy(job)) void act(() => forgetFile(fileId))
    void navigate({ to: '/import', search: (before) => ({ ...before, file: undefined }) })
  }
  useReportWhenDone(job)
  return {
    job,
    choice,
    preview,
    sending,
    failure: failure ?? error,
    choose,
    check,
    run: (consent?: ImportTerms) => void order('run', consent ? { consent } : {}),
    cancel,
    startOver,
  }
}

/** The newest preview of a file stays in sight while another check runs. */
function useLastPreview(job: ImportJob | undefined): ImportPreview | null {
  const held = useRef<{ id: string; preview: ImportPreview } | null>(null)
  if (job?.preview) held.current = { id: job.id, preview: job.preview }
  return job && held.current?.id === job.id ? held.current.preview : null
}

/** Goes to the report once a run has written something. */
function useReportWhenDone(job: ImportJob | undefined) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const importId = job?.state === 'done' && job.task === 'run' ? job.importId : null
  useEffect(() => {
    if (!importId) return
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'import-job' })
    void navigate({ to: '/import/$importId', params: { importId }, replace: true })
  }, [importId, navigate, queries])
}

function useSending(setFailure: (failure: unknown) => void) {
  const [sending, setSending] = useState<Sending | null>(null)
  const stop = useRef<AbortController | null>(null)
  const stopSending = () => {
    stop.current?.abort()
    stop.current = null
    setSending(null)
  }
  const sendNow = async (file: File, then: (received: ImportJob) => Promise<void>) => {
    stopSending()
    const own = new AbortController()
    stop.current = own
    setFailure(null)
    setSending({ name: file.name, sent: null })
    try {
      const onSent = (sent: Sent) => stop.current === own && setSending({ name: file.name, sent })
      await then(await sendFile(file, { onSent, signal: own.signal }))
    } catch (failed) {
      if (!own.signal.aborted) setFailure(failed)
    }
    if (stop.current === own) setSending(null)
  }
  return { sending, sendNow, stopSending }
}
