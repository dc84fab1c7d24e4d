import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { PlaceIndex } from '../domain/place-index.ts'
import { bestPosition, givenPosition } from '../domain/position.ts'
import type { NewOwnership, NewSite, NewTag, Profile, SizeAnswer, Vocabulary } from '../model.ts'
import { listFigureKinds } from '../queries/figures.ts'
import { listDivisions } from '../queries/places.ts'
import * as queries from '../queries/profile.ts'
import * as tags from '../queries/size-and-tags.ts'
import { listSourceKinds, listTitleKinds } from '../queries/titles.ts'
import { classify, loadSizeStandard, sizeFigures } from './size-classes.ts'
import { stampOf } from './title-row.ts'
import { listTitles, recordTitles, type ToldTitle } from './titles.ts'

/** The organisation or `not_found`. */
export async function requireOrganisation(ctx: Context, id: string) {
  const found = await queries.findPlain(ctx.db, id)
  if (!found) throw new AppError('not_found', 'registry.no_organisation', { id })
  return found
}

/** Titles, tags, size class, owners and sites of an organisation. Public, but the size follows what its reader sees. */
export async function getProfile(ctx: Context, id: string): Promise<Profile> {
  requirePermission(ctx.actor, 'registry.read')
  const found = await requireOrganisation(ctx, id)
  const held = await queries.listTagsOf(ctx.db, found.id)
  return {
    titles: await listTitles(ctx, { dataset: found.dataset, organisationIds: [id] }),
    tags: held.map(({ nameZh, nameEn, ...tag }) => ({ ...tag, name: ctx.lang === 'en' ? nameEn : nameZh })),
    size: await sizeOf(ctx, found),
    owners: await queries.listOwnersOf(ctx.db, found.id),
    owned: await queries.listOwnedBy(ctx.db, found.id),
    sites: await queries.listSitesOf(ctx.db, found.id),
  }
}

async function sizeOf(ctx: Context, found: { id: bigint; industryCode: string | null }): Promise<SizeAnswer> {
  const standard = await loadSizeStandard(ctx, chinaDay(ctx.now))
  if (!standard) return { kind: 'no_standard' }
  const figures = await queries.listCountingNumbers(ctx.db, found.id, sizeFigures(standard))
  const answer = classify(standard, found.industryCode, figures)
  if (answer.kind === 'class') return { ...answer, used: [...answer.used] }
  return answer.kind === 'unknown' ? { ...answer, missing: [...answer.missing] } : answer
}

/** The closed lists from which titles, figures, tags and kinds of sources are chosen. */
export async function getVocabulary(ctx: Context): Promise<Vocabulary> {
  requirePermission(ctx.actor, 'registry.read')
  return {
    titleKinds: await listTitleKinds(ctx.db),
    figureKinds: await listFigureKinds(ctx.db),
    tagKinds: await tags.listTagKinds(ctx.db),
    sourceKinds: await listSourceKinds(ctx.db),
  }
}

/** Records titles of one organisation. Permission `registry.edit`. */
export async function addTitles(
  ctx: Context,
  id: string,
  {
    titles,
    source,
    sourceKind,
  }: { titles: Omit<ToldTitle, 'organisationId'>[] } & Pick<NewSite, 'source' | 'sourceKind'>,
): Promise<string[]> {
  requirePermission(ctx.actor, 'registry.edit')
  const { dataset } = await requireOrganisation(ctx, id)
  const told = titles.map((title) => ({ ...title, organisationId: id }))
  return recordTitles(ctx, told, { dataset, source, sourceKind })
}

/** Puts a tag of the closed vocabulary on an organisation, with its evidence. Permission `registry.edit`. */
export async function addTag(ctx: Context, id: string, tag: NewTag): Promise<Profile> {
  requirePermission(ctx.actor, 'registry.edit')
  const { dataset } = await requireOrganisation(ctx, id)
  const kinds = await tags.listTagKinds(ctx.db)
  if (!kinds.some(({ code }) => code === tag.code))
    throw new AppError('invalid', 'registry.tag_unknown', { code: tag.code }, [
      { field: 'code', code: 'registry.tag_unknown', params: { code: tag.code } },
    ])
  const stamp = { recordedBy: ctx.actor.displayName, recordedAt: ctx.now }
  const added = await tags.insertTag(ctx.db, { ...tag, dataset, organisationId: id, ...stamp })
  if (added !== null) await tell(ctx, 'registry.add_tag', id, { code: tag.code, evidence: tag.evidence })
  return getProfile(ctx, id)
}

/** Takes a tag off; it stays in the history. Permission `registry.edit`. */
export async function removeTag(ctx: Context, id: string, code: string): Promise<Profile> {
  requirePermission(ctx.actor, 'registry.edit')
  await requireOrganisation(ctx, id)
  if (await tags.removeTag(ctx.db, id, code, ctx.now)) await tell(ctx, 'registry.remove_tag', id, { code })
  return getProfile(ctx, id)
}

/**
 * Records who stands above an organisation, when, and who says so. A group that holds today becomes the group by which
 * owners are counted. Permission `registry.edit`.
 */
export async function addOwnership(ctx: Context, id: string, owner: NewOwnership): Promise<Profile> {
  requirePermission(ctx.actor, 'registry.edit')
  const { dataset } = await requireOrganisation(ctx, id)
  if (owner.ownerId === id) throw new AppError('invalid', 'registry.owner_of_itself')
  if (owner.ownerId !== null && (await requireOrganisation(ctx, owner.ownerId)).dataset !== dataset)
    throw new AppError('invalid', 'registry.merge_datasets')
  await queries.insertOwnership(ctx.db, id, owner, stampOf(ctx, { dataset, ...owner }))
  if (owner.kind === 'group') await queries.settleGroup(ctx.db, dataset, id, chinaDay(ctx.now))
  await tell(ctx, 'registry.add_ownership', id, {
    kind: owner.kind,
    owner: owner.ownerName,
    source: owner.source,
  })
  return getProfile(ctx, id)
}

/** Records a further address with its position, held in WGS84. Permission `registry.edit`. */
export async function addSite(ctx: Context, id: string, site: NewSite): Promise<Profile> {
  requirePermission(ctx.actor, 'registry.edit')
  const { dataset } = await requireOrganisation(ctx, id)
  const { position, source, sourceKind, ...rest } = site
  const given = position && givenPosition(position.lng, position.lat, position.system)
  if (position && !given)
    throw new AppError('invalid', 'registry.position_bad', {}, [
      { field: 'position', code: 'registry.position_bad' },
    ])
  const places = new PlaceIndex(await listDivisions(ctx.db))
  const place = places.locate({ province: '', city: '', district: '', address: site.address })
  const best = bestPosition({ given, place, name: '', source }, places)
  const where = { lng: best?.lng ?? null, lat: best?.lat ?? null, precision: best?.precision ?? null }
  await queries.insertSite(ctx.db, id, { ...rest, ...where }, stampOf(ctx, { dataset, source, sourceKind }))
  await tell(ctx, 'registry.add_site', id, { kind: site.kind, address: site.address, source })
  return getProfile(ctx, id)
}

const tell = (ctx: Context, action: string, id: string, detail: Record<string, unknown>) =>
  audit(ctx, { action, subject: `registry.organisation/${id}`, detail })
