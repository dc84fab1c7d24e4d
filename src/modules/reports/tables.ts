import type { Generated } from 'kysely'
import type { PagedDocument } from '../../engines/documents/index.ts'
import type { Statement } from './domain/compose.ts'
import type { ArtefactState } from './model.ts'

// Columns of the schema `reports`; units and sources stand in the migration.
export type SettingRow = {
  kind: 'template' | 'artefact_set'
  key: string
  version: number
  pack: string
  sha256: string
  content: unknown
  loadedAt: Date
}
type Audience = { audienceRole: string; audienceOrg: bigint | null }
type Made = { madeBy: string; madeById: bigint | null; madeAt: Date }
type Place = { dataset: 'held' | 'demo'; cityCode: string }

export type IssueRow = Place &
  Audience &
  Made & {
    id: Generated<bigint>
    chainId: string | null
    templateKey: string
    templateVersion: number
    period: string | null
    asOf: string
    issueNumber: number
    title: string
    statements: readonly Statement[]
    document: PagedDocument
    digest: Buffer
    previousId: bigint | null
    statementCount: number
    unknownCount: number
    changedCount: number
  }
export type BundleRow = Place &
  Audience &
  Made & {
    id: Generated<bigint>
    chainId: string
    setVersion: number
    asOf: string
    title: string
    states: readonly ArtefactState[]
    digest: Buffer
    jobId: bigint | null
  }
export type FileRow = Audience & {
  id: Generated<bigint>
  issueId: bigint | null
  bundleId: bigint | null
  artefact: string | null
  ordinal: number
  name: string
  format: 'docx' | 'pdf' | 'xlsx' | 'svg'
  drawing: unknown
  bytes: Buffer | null
  sha256: Buffer | null
  jobId: bigint | null
}
export type ReportTables = {
  'reports.packSetting': SettingRow
  'reports.issue': IssueRow
  'reports.bundle': BundleRow
  'reports.file': FileRow
}
