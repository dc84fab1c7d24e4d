import { AppError } from '../../../../kernel/errors.ts'
import {
  type Attachment,
  audit,
  type Context,
  keepAttachment,
  listAttachments,
  readAttachment,
  requirePermission,
} from '../../../access/index.ts'
import type { Application } from '../../model.ts'
import { findLife } from '../queries/lives.ts'
import type { LifeKind } from '../tables.ts'
import { type Living, readLiving } from './lives.ts'

/** A document for what is stated, beside those that the life cycle names. */
export const evidence = 'evidence'

const subjectOf = ({ life }: Pick<Living, 'life'>, kind: string) => `policy.${life.kind}/${life.id}/${kind}`
export const kindsOf = ({ cycle }: Living): string[] => [evidence, ...Object.keys(cycle.attachments)]

/** The documents of a thing that the reader may see (row security let them see the thing), by kind. */
export async function listDocuments(ctx: Context, living: Living): Promise<Application['documents']> {
  const lists: Application['documents'] = []
  for (const kind of kindsOf(living)) {
    const found = await ctx.asProgram(() =>
      listAttachments(ctx, { room: 'policy', subject: subjectOf(living, kind) }),
    )
    lists.push(
      ...found.map(({ id, fileName, byteCount, uploadedAt }: Attachment) => ({
        id,
        kind,
        fileName,
        byteCount,
        uploadedAt,
      })),
    )
  }
  return lists
}

const kinds: readonly LifeKind[] = ['application', 'agreement']
async function findThing(ctx: Context, kind: LifeKind, id: string): Promise<Living> {
  const life = kinds.includes(kind) ? await findLife(ctx.db, id, kind) : undefined
  if (!life) throw new AppError('not_found', `policy.no_${kind}`, { id })
  return readLiving(ctx, life)
}

/**
 * Keeps a document of an application or agreement; the applicant's and the offices' alike. What it may be and how large
 * is decided by its content, not by its name. Handed out by `readDocument` only, so that it is seen by whoever sees the
 * thing and by nobody else.
 */
export async function addDocument(
  ctx: Context,
  input: { thing: LifeKind; id: string; kind: string; fileName: string; bytes: Buffer },
): Promise<{ id: string }> {
  requirePermission(ctx.actor, 'applications.document')
  const living = await findThing(ctx, input.thing, input.id)
  requirePermission(ctx.actor, 'applications.document', living.life.cityCode)
  if (!kindsOf(living).includes(input.kind))
    throw new AppError('invalid', 'policy.no_document_kind', { kind: input.kind, kinds: kindsOf(living) })
  if (living.cycle.states[living.instance.state]?.kind !== 'open')
    throw new AppError('conflict', 'policy.not_editable', {
      state: living.cycle.states[living.instance.state]?.title[ctx.lang],
    })
  const isOwn = ctx.actor.organisationId === String(living.life.organisationId)
  const { id } = await keepAttachment(ctx, {
    room: 'policy',
    subject: subjectOf(living, input.kind),
    organisationId: isOwn ? ctx.actor.organisationId : null,
    readers: ['administrator', 'chain_office'],
    fileName: input.fileName,
    bytes: input.bytes,
  })
  return { id }
}

/** One document of a thing that the reader may see, for a download; another's is an audited reading. */
export async function readDocument(
  ctx: Context,
  input: { thing: LifeKind; id: string; document: string },
): Promise<{ fileName: string; mediaType: string; bytes: Buffer }> {
  requirePermission(ctx.actor, 'applications.read')
  const living = await findThing(ctx, input.thing, input.id)
  requirePermission(ctx.actor, 'applications.read', living.life.cityCode)
  const documents = await listDocuments(ctx, living)
  if (!documents.some(({ id }) => id === input.document))
    throw new AppError('not_found', 'policy.no_case_document', { id: input.document })
  await audit(ctx, {
    action: 'policy.document_read',
    subject: `policy.${living.life.kind}/${living.life.id}`,
    detail: { document: input.document, organisationId: String(living.life.organisationId) },
    confidential: true,
  })
  return ctx.asProgram(() => readAttachment(ctx, input.document))
}
