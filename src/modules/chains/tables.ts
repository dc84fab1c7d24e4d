import type { Source } from '../indicators/index.ts'
import type { Evidence } from './model.ts'

/** Columns of the schema `chains`; units and sources stand in the migration. */
export type ChainTables = {
  'chains.packDocument': {
    id: bigint
    pack: string
    kind: string
    key: string
    version: number
    cityCode: string | null
    content: unknown
    supersededAt: Date | null
  }
  'chains.edition': {
    documentId: bigint
    cityCode: string
    id: string
    kind: 'industries' | 'chains' | 'clusters'
    nameZh: string
    nameEn: string
    /** ISO day */
    validFrom: string
    validTo: string | null
    statedCount: number | null
  }
  'chains.chain': {
    documentId: bigint
    id: string
    nameZh: string
    nameEn: string
    ordinal: number | null
    mapId: string | null
  }
  'chains.role': {
    documentId: bigint
    ordinal: number
    cityCode: string
    chainId: string
    role: string
    holder: string | null
    validFrom: string
    validTo: string | null
    source: Source
  }
  'chains.party': {
    documentId: bigint
    ordinal: number
    cityCode: string
    chainId: string
    role: string
    nameAsWritten: string
    legalName: string | null
    organisationId: bigint | null
    source: Source
  }
  'chains.mapNode': {
    documentId: bigint
    nodeId: string
    nameZh: string
    nameEn: string
    segmentId: string
    ordinal: number
    products: string[]
    classes: string[]
  }
  'chains.mapNeed': { documentId: bigint; nodeId: string; needsId: string; essential: boolean }
  'chains.nodePlacement': {
    dataset: 'held' | 'demo'
    organisationId: bigint
    nodeId: string
    evidence: Evidence
    source: string
    /** ISO day */
    asOf: string | null
    recordedAt: Date
  }
  'chains.currentNode': {
    mapId: string
    mapVersion: number
    nodeId: string
    nameZh: string
    nameEn: string
    segmentId: string
    ordinal: number
    products: string[]
    classes: string[]
  }
  'chains.currentNeed': {
    mapId: string
    mapVersion: number
    nodeId: string
    needsId: string
    essential: boolean
  }
  'chains.placedOrganisation': {
    dataset: 'held' | 'demo'
    organisationId: bigint
    nodeId: string
    evidence: Evidence
    source: string
    asOf: string | null
  }
}

/** The views that later rooms may join in their own SQL; their columns are part of the face. */
export type PublishedChainTables = Pick<
  ChainTables,
  'chains.currentNode' | 'chains.currentNeed' | 'chains.placedOrganisation'
>
