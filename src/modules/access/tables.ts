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
  orgRight: Generated<string>
  waitsSince: Date | null
  oneTimeExpiresAt: Date | null
  disabledAt: Date | null
  createdAt: Date
}

export type SessionRow = {
  id: Generated<bigint>
  /** sha256 of the cookie's value */
  tokenHash: Buffer
  userId: bigint
  createdAt: Date
  expiresAt: Date
  lastSeenAt: Date | null
  address: string | null
  device: string | null
  secondFactorAt: Date | null
}

export type InvitationRow = {
  id: Generated<bigint>
  tokenHash: Buffer
  role: string
  organisationId: bigint | null
  organisationName: string | null
  cityCode: string | null
  orgRight: string
  note: string | null
  createdBy: bigint
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
  usedBy: bigint | null
  revokedAt: Date | null
}

export type ApiKeyRow = {
  id: Generated<bigint>
  userId: bigint
  name: string
  keyHash: Buffer
  prefix: string
  permissions: string[]
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export type SecondFactorRow = {
  userId: bigint
  secret: Buffer
  lastStep: bigint
  createdAt: Date
  confirmedAt: Date | null
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
  'access.invitation': InvitationRow
  'access.apiKey': ApiKeyRow
  'access.secondFactor': SecondFactorRow
  'access.recoveryCode': { userId: bigint; codeHash: Buffer; usedAt: Date | null }
  'access.signInRule': { role: string; needsSecondFactor: boolean }
  'access.auditEntry': AuditEntryRow
  'access.auditHead': { id: number; seq: bigint; digest: Buffer }
}
