import type { ImportKind } from './import-api.ts'
import { t } from './words.ts'

const words = {
  firms: 'kindFirms',
  relations: 'kindRelations',
  projects: 'kindProjects',
  parks: 'kindParks',
  library: 'kindLibrary',
  indicator_values: 'kindValues',
  monitoring_reports: 'kindReports',
  leads: 'kindLeads',
} as const satisfies Record<ImportKind, string>

/** What a file brought, in words; a kind that has none is told as it is. */
export const kindText = (kind: string): string =>
  Object.hasOwn(words, kind) ? t(words[kind as ImportKind]) : kind
