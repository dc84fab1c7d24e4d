import type { Generated } from 'kysely'

/** Columns of the schema `access` as the app role sees them. */
export type UserAccountRow = {
  id: Generated<bigint>
  userName: string
  displayName: string
  role: string
  organisationId: bigint | null
  organisationName: string | null
  cityCode: string | null
  /** `scrypt$N$r$p$salt$hash` */
  passwordHash: string
  mustChangePassword: boolean
  disabledAt: Date | null
  createdAt: Date
}

export type SessionRow = {
  /** sha256 of the cookie's value */
  tokenHash: Buffer
  userId: bigint
  createdAt: Date
  expiresAt: Date
}

export type AuditEntryRow = {
  seq: bigint
  at: Date
  userId: bigint | null
  userName: string
  role: string
  action: string
  subject: string
  /** JSON exactly as written; the digest covers these bytes */
  detail: string
  confidential: boolean
  digest: Buffer
}

export type AccessTables = {
  'access.userAccount': UserAccountRow
  'access.session': SessionRow
  'access.auditEntry': AuditEntryRow
  'access.auditHead': { id: number; seq: bigint; digest: Buffer }
}
