import type { Generated } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

type AttachmentRow = {
  id: Generated<bigint>
  room: string
  subject: string
  organisationId: bigint | null
  readers: string[]
  fileName: string
  mediaType: string
  byteCount: number
  sha256: Buffer
  content: Buffer
  uploadedBy: bigint | null
  uploadedAt: Date
}
const tables = (db: Db) => db.withTables<{ 'access.attachment': AttachmentRow }>()

export type NewAttachment = Omit<AttachmentRow, 'id'>

/** Keeps a document; row security refuses one put down for another organisation. */
export async function insertAttachment(db: Db, row: NewAttachment): Promise<string> {
  const { id } = await tables(db)
    .insertInto('access.attachment')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return String(id)
}

const described = [
  'id',
  'room',
  'subject',
  'organisationId',
  'fileName',
  'mediaType',
  'byteCount',
  'uploadedAt',
] as const

/** The documents of one subject that the reader may see, oldest first, without their bytes. */
export function listAttachments(db: Db, of: { room: string; subject: string }) {
  return tables(db)
    .selectFrom('access.attachment')
    .select(described)
    .where('room', '=', of.room)
    .where('subject', '=', of.subject)
    .orderBy('id')
    .execute()
}

/** One document with its bytes, or undefined where it is not held or not the reader's to see. */
export function findAttachment(db: Db, id: string) {
  return tables(db)
    .selectFrom('access.attachment')
    .select([...described, 'content'])
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}
