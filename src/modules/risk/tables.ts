import type { Generated, JSONColumnType } from 'kysely'
import type { RunSummary } from './model.ts'

/** Columns of the schema `risk`; units stand in the migrations. */
export type RiskTables = {
  'risk.run': {
    id: Generated<bigint>
    dataset: 'held' | 'demo'
    cityCode: string
    asOf: string
    essentialFrom: 'chain-maps' | 'nace-616' | 'none'
    draws: number
    chunksPerDraw: number
    jobId: bigint
    firmCount: number
    linkCount: number
    estimatedRatio: number | null
    summary: JSONColumnType<RunSummary>
    factsDigest: Buffer
    requestedBy: bigint | null
    createdAt: Date
    rankedAt: Date | null
  }
  'risk.runFacts': { runId: bigint; facts: Buffer }
  'risk.runPart': { runId: bigint; draw: number; chunk: number; esri: Buffer; sweeps: Buffer }
  'risk.firmRisk': {
    runId: bigint
    dataset: 'held' | 'demo'
    organisationId: bigint
    isInCity: boolean
    esri: number | null
    esriDown: number | null
    esriUp: number | null
    sweeps: number | null
    rank: number
    rankLow: number | null
    rankMedian: number | null
    rankHigh: number | null
    esriLow: number | null
    esriHigh: number | null
    estimatedRatio: number | null
  }
}
