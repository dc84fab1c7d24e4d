import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listSourceDocuments } from '../../indicators/index.ts'
import { standsOn } from '../domain/escalation-path.ts'
import { holdsOn } from '../domain/role-faults.ts'
import type { Ending, Grouping, GroupingDetail, GroupingSummary, NewTagEntry } from '../model.ts'
import * as queries from '../queries/tags.ts'
import { listCatalogue } from '../queries.ts'
import { requireChain } from './lines.ts'

type CityDay = { readonly city: string; readonly dataset: 'held' | 'demo'; readonly on?: string | undefined }
type Titles = ReadonlyMap<string, { title: string }>
type Around = { readonly day: string; readonly tags: readonly queries.TagRow[]; readonly titles: Titles }

const citeOf = (source: Grouping['source'], titles: Titles): string | null =>
  source === '假设'
    ? null
    : [titles.get(source.document)?.title ?? source.document, source.place].filter(Boolean).join('，')

function chainsOf(grouping: Grouping, { day, tags, titles }: Around): GroupingDetail['chains'] {
  const packed = grouping.members.map(({ chain, nameAsWritten, source }) => ({
    chainId: chain,
    name: nameAsWritten,
    source: source === undefined ? null : citeOf(source, titles),
    isAssumption: source === '假设',
    entryId: null,
    holds: holdsOn(grouping, day),
  }))
  const recorded = tags
    .filter(({ groupingId, chainId }) => groupingId === grouping.id && chainId !== null)
    .map((tag) => ({
      chainId: tag.chainId,
      name: tag.name,
      source: tag.source,
      isAssumption: false,
      entryId: tag.id,
      holds: standsOn(tag, day),
    }))
  // What an office recorded replaces the pack's assumption about the same chain.
  const known = new Set(recorded.filter(({ holds }) => holds).map(({ chainId }) => chainId))
  return [...packed.filter(({ chainId }) => chainId === null || !known.has(chainId)), ...recorded]
}

function summaryOf(grouping: Grouping, around: Around): GroupingSummary {
  const { id, kind, name, statedCount, validFrom, validTo, source, note } = grouping
  return {
    id,
    kind,
    name,
    statedCount,
    validFrom,
    validTo,
    source,
    sourceTitle: citeOf(source, around.titles),
    note: note ?? null,
    chainCount: chainsOf(grouping, around).filter(({ holds }) => holds).length,
    holds: holdsOn(grouping, around.day),
  }
}

async function load(ctx: Context, { city, dataset, on }: CityDay) {
  requirePermission(ctx.actor, 'chains.read', city)
  const groupings = await listCatalogue(ctx.db, 'grouping', city)
  const tags = await queries.listTagEntries(ctx.db, { city, dataset })
  const titles = await listSourceDocuments(ctx)
  return { groupings, around: { day: on ?? chinaDay(ctx.now), tags, titles } }
}

/** Clusters, programmes and landmarks of a city, with how many chains of each are known by name. */
export async function listGroupings(ctx: Context, of: CityDay): Promise<GroupingSummary[]> {
  const { groupings, around } = await load(ctx, of)
  return groupings
    .map((grouping) => summaryOf(grouping, around))
    .sort((a, b) => Number(b.holds) - Number(a.holds) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0))
}

/** Groupings a chain belongs to on a day, by pack or as an office recorded. */
export async function listGroupingsOf(
  ctx: Context,
  chainId: string,
  of: CityDay,
): Promise<(GroupingSummary & { isAssumption: boolean; entryId: string | null })[]> {
  const { groupings, around } = await load(ctx, of)
  return groupings.flatMap((grouping) => {
    const member = chainsOf(grouping, around).find((one) => one.chainId === chainId && one.holds)
    if (!member) return []
    const { isAssumption, entryId } = member
    return [{ ...summaryOf(grouping, around), isAssumption, entryId }]
  })
}

/** One cluster, programme or landmark with its chains and its lists of projects and firms. */
export async function getGrouping(ctx: Context, id: string, of: CityDay): Promise<GroupingDetail> {
  const { groupings, around } = await load(ctx, of)
  const grouping = groupings.find((one) => one.id === id)
  if (!grouping) throw new AppError('not_found', 'chains.no_grouping', { id })
  const entriesOf = (listId: string) =>
    around.tags
      .filter((tag) => tag.groupingId === id && tag.listId === listId)
      .map(({ groupingId: _grouping, listId: _list, chainId: _chain, ...tag }) => ({
        ...tag,
        holds: standsOn(tag, around.day),
      }))
  return {
    ...summaryOf(grouping, around),
    chains: chainsOf(grouping, around),
    lists: (grouping.lists ?? []).map(({ source: _source, ...list }) => ({
      ...list,
      entries: entriesOf(list.id),
    })),
  }
}

async function nameOf(ctx: Context, grouping: Grouping, input: NewTagEntry) {
  if (input.chainId !== null) {
    await requireChain(ctx, input.chainId)
    return { subjectKind: null, nameAsWritten: input.name ?? input.chainId }
  }
  const list = grouping.lists?.find(({ id }) => id === input.listId)
  const known = (grouping.lists ?? []).map(({ id }) => id).join('、') || '—'
  if (!list)
    throw new AppError('invalid', 'chains.no_list', {
      grouping: grouping.name[ctx.lang],
      list: input.listId,
      known,
    })
  if (input.subjectId === null) return { subjectKind: list.kind, nameAsWritten: input.name! }
  const of = { dataset: input.dataset, kind: list.kind, id: input.subjectId }
  const held = await queries.findSubjectName(ctx.db, of)
  if (held === undefined)
    throw new AppError('invalid', 'chains.no_subject', { id: input.subjectId }, [
      { field: 'subjectId', code: 'chains.no_subject', params: { id: input.subjectId } },
    ])
  return { subjectKind: list.kind, nameAsWritten: held }
}

/** Puts a chain, a project or a firm into a grouping with days and source; the same once. Permission `chains.edit`. */
export async function addTagEntry(
  ctx: Context,
  groupingId: string,
  input: NewTagEntry,
): Promise<GroupingDetail> {
  requirePermission(ctx.actor, 'chains.edit', input.city)
  const grouping = (await listCatalogue(ctx.db, 'grouping', input.city)).find(({ id }) => id === groupingId)
  if (!grouping) throw new AppError('not_found', 'chains.no_grouping', { id: groupingId })
  const named = await nameOf(ctx, grouping, input)
  const stamp = { by: ctx.actor.displayName, at: ctx.now }
  const id = await queries.insertTagEntry(ctx.db, { ...input, groupingId, ...named, ...stamp })
  if (id !== undefined)
    await audit(ctx, {
      action: 'chains.tag',
      subject: `chains.grouping/${input.city}/${groupingId}`,
      detail: { id, ...input },
    })
  return getGrouping(ctx, groupingId, { city: input.city, dataset: input.dataset })
}

/** Ends an entry of a grouping on its last day. */
export async function endTagEntry(ctx: Context, id: string, ending: Ending): Promise<GroupingDetail> {
  requirePermission(ctx.actor, 'chains.edit')
  const entry = await queries.findTagEntry(ctx.db, id)
  if (!entry) throw new AppError('not_found', 'chains.no_entry', { id })
  requirePermission(ctx.actor, 'chains.edit', entry.city)
  if (!(await queries.endTagEntry(ctx.db, { id, ...ending })))
    throw new AppError('conflict', 'chains.role_not_running', { day: ending.lastDay })
  await audit(ctx, {
    action: 'chains.tag_end',
    subject: `chains.grouping/${entry.city}/${entry.groupingId}`,
    detail: { id, ...ending },
  })
  return getGrouping(ctx, entry.groupingId, entry)
}
