import { AppError } from '../../../kernel/errors.ts'
import {
  audit,
  type Context,
  keepAttachment,
  listAttachments,
  requirePermission,
} from '../../access/index.ts'
import type { GradedResult, NewNodeLink, NewResult, NodeLink, NodeWork } from '../model.ts'
import * as queries from '../queries/acts.ts'
import { findSubjectName } from '../queries/tags.ts'
import { requireNode, stampOf, tellAct, workReaders } from './acts.ts'

type Of = {
  readonly city: string
  readonly dataset: 'held' | 'demo'
  readonly chain?: string | undefined
  readonly node?: string | undefined
}
const resultSubject = (id: string) => `chains.graded_result/${id}`

/** What is done on a node or on all nodes of a chain or city: acts, projects, graded results. */
export async function getNodeWork(ctx: Context, { city, dataset, chain, node }: Of): Promise<NodeWork> {
  requirePermission(ctx.actor, 'chains.acts_read', city)
  const of = { city, dataset, chain: chain ?? null, node: node ?? null }
  const acts = []
  for (const row of await queries.listActs(ctx.db, of)) acts.push(await tellAct(ctx, row))
  return { acts, links: await queries.listLinks(ctx.db, of), results: await tellResults(ctx, of) }
}

async function tellResults(
  ctx: Context,
  of: Parameters<typeof queries.listResults>[1],
): Promise<GradedResult[]> {
  const told: GradedResult[] = []
  for (const row of await queries.listResults(ctx.db, of)) {
    const documents = await listAttachments(ctx, { room: 'chains', subject: resultSubject(row.id) })
    told.push({ ...row, documents: documents.map(({ id, fileName }) => ({ id, fileName })) })
  }
  return told
}

/** The nodes that a project works on, for the project's own page; of the reader's city where the account has one. */
export async function listNodesOfProject(
  ctx: Context,
  { dataset, id }: { dataset: 'held' | 'demo'; id: string },
): Promise<NodeLink[]> {
  requirePermission(ctx.actor, 'chains.acts_read')
  const of = { dataset, room: 'registry', kind: 'project', id }
  return queries.listLinksOfSubject(ctx.db, { ...of, city: ctx.actor.cityCode })
}

/** Says that a project of the register works on a node; the same once. Permission `chains.act`. */
export async function linkProject(ctx: Context, input: NewNodeLink): Promise<NodeLink[]> {
  requirePermission(ctx.actor, 'chains.act', input.city)
  await requireNode(ctx, input)
  const { dataset, projectId } = input
  const name = await findSubjectName(ctx.db, { dataset, kind: 'project', id: projectId })
  if (name === undefined)
    throw new AppError('invalid', 'chains.no_subject', { id: projectId }, [
      { field: 'projectId', code: 'chains.no_subject', params: { id: projectId } },
    ])
  const id = await queries.insertLink(ctx.db, { ...input, name }, stampOf(ctx))
  if (id !== undefined)
    await audit(ctx, {
      action: 'chains.link_project',
      subject: `chains.node_link/${id}`,
      detail: { ...input },
    })
  return queries.listLinks(ctx.db, { city: input.city, dataset, chain: input.chain, node: input.node })
}

/** Takes back a link of a project to a node, or a graded result, that was recorded in error. */
export async function withdrawWork(
  ctx: Context,
  table: 'node_link' | 'graded_result',
  { id, why }: { id: string; why: string },
): Promise<void> {
  requirePermission(ctx.actor, 'chains.act')
  const place = await queries.removeWork(ctx.db, table, { id, why, ...stampOf(ctx) })
  if (!place) throw new AppError('not_found', 'chains.no_entry', { id })
  requirePermission(ctx.actor, 'chains.act', place.city)
  await audit(ctx, { action: 'chains.work_withdraw', subject: `chains.${table}/${id}`, detail: { why } })
}

type File = { fileName: string; bytes: Buffer }

async function checkOwner(
  ctx: Context,
  { dataset, organisationId, linkId, ...of }: NewResult,
): Promise<string | null> {
  if (linkId !== null) {
    const links = await queries.listLinks(ctx.db, { ...of, dataset })
    if (!links.some(({ id }) => id === linkId))
      throw new AppError('invalid', 'chains.no_entry', { id: linkId })
  }
  if (organisationId === null) return of.organisationName
  const held = await findSubjectName(ctx.db, { dataset, kind: 'organisation', id: organisationId })
  if (held !== undefined) return held
  throw new AppError('invalid', 'chains.no_subject', { id: organisationId }, [
    { field: 'organisationId', code: 'chains.no_subject', params: { id: organisationId } },
  ])
}

/** Keeps a result on a node with its grade and the document that shows it; the same request once. */
export async function gradeResult(ctx: Context, input: NewResult, file: File): Promise<GradedResult> {
  requirePermission(ctx.actor, 'chains.act', input.city)
  await requireNode(ctx, input)
  const organisationName = await checkOwner(ctx, input)
  const { id, isNew } = await queries.insertResult(ctx.db, { ...input, organisationName }, stampOf(ctx))
  if (isNew) {
    await keepAttachment(ctx, {
      room: 'chains',
      subject: resultSubject(id),
      organisationId: null,
      readers: workReaders,
      ...file,
    })
    await audit(ctx, { action: 'chains.grade', subject: resultSubject(id), detail: { ...input } })
  }
  const { city, dataset, chain, node } = input
  return (await tellResults(ctx, { city, dataset, chain, node })).find((one) => one.id === id)!
}
