import type { Generated, JSONColumnType } from 'kysely'

export type RunStatus = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
export type PieceKind = 'plan' | 'work' | 'finish'

/** Columns of the schema `job`; the migration says what each holds. */
export type JobTables = {
  'job.run': {
    id: Generated<bigint>
    ticket: Generated<string>
    name: string
    input: JSONColumnType<object>
    retryKey: string | null
    requestedBy: bigint | null
    status: Generated<RunStatus>
    round: Generated<number>
    hasFinish: boolean
    pieceCount: number | null
    doneCount: Generated<number>
    errorCode: string | null
    errorParams: Generated<Record<string, unknown>>
    createdAt: Date
    startedAt: Date | null
    endedAt: Date | null
  }
  'job.piece': {
    runId: bigint
    index: number
    kind: PieceKind
    status: Generated<'waiting' | 'running' | 'done'>
    sentRound: Generated<number>
    fence: Generated<bigint>
    doneRatio: Generated<number>
    worker: string | null
    lastError: string | null
    takenAt: Date | null
    doneAt: Date | null
  }
}
