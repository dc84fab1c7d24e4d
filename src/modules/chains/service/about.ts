import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { firstDayOf, listSourceDocuments } from '../../indicators/index.ts'
import { spansOf } from '../domain/catalogue-day.ts'
import type { EffectiveRole } from '../domain/effective-roles.ts'
import { standsOn } from '../domain/escalation-path.ts'
import { findRoleFaults, holdsOn, roleFaultsOn } from '../domain/role-faults.ts'
import {
  type ChainAbout,
  type Direction,
  type LineEntry,
  lineSubjects,
  type MaturityTier,
  mapIdOf,
  type NewDirection,
  type Statement,
} from '../model.ts'
import * as directions from '../queries/directions.ts'
import { listLineEntries } from '../queries/lines.ts'
import { listMapIds } from '../queries.ts'
import { listBodies } from './bodies.ts'
import { getChainEntry, listRoles } from './catalogue.ts'
import { escalationPathOf } from './escalation.ts'
import { listGroupingsOf } from './groupings.ts'
import { requireChain } from './lines.ts'

type Of = {
  readonly chainId: string
  readonly city: string
  readonly dataset: 'held' | 'demo'
  readonly on?: string | undefined
}

/** Everything that is stated about a chain beside its map, on a day. Permission `chains.read`. */
export async function getChainAbout(ctx: Context, { chainId, city, dataset, on }: Of): Promise<ChainAbout> {
  requirePermission(ctx.actor, 'chains.read', city)
  const { edition, chain } = await getChainEntry(ctx, { chainId, city })
  const day = on ?? chinaDay(ctx.now)
  const of = { city, dataset }
  const entries = await listLineEntries(ctx.db, of, { chainId })
  const roles = (await listRoles(ctx, of)).filter((role) => role.chain === chainId)
  const span = spansOf(edition).filter(({ id }) => id === chainId)
  const bodies = await listBodies(ctx, { ...of, on: day })
  const mapId = mapIdOf(chain)
  return {
    chainId,
    name: chain.name,
    city,
    on: day,
    edition: { id: edition.id, name: edition.name, holds: holdsOn(edition, day) },
    map: mapId !== null && (await listMapIds(ctx.db)).has(mapId) ? 'drawn' : 'not_yet',
    lines: await tellLines(ctx, { roles, entries, day }),
    faults: roleFaultsOn(findRoleFaults(span, roles), day),
    tier: tierOn(entries, day),
    groupings: await listGroupingsOf(ctx, chainId, { ...of, on: day }),
    bodies: bodies.filter(({ chains }) => chains.some((one) => one.chainId === chainId)),
    escalation: await escalationPathOf(ctx, chainId, day, of),
    directions: await directions.listDirections(ctx.db, { ...of, chainId }),
  }
}

function tierOn(entries: readonly LineEntry[], day: string): MaturityTier | null {
  const held = entries.find((entry) => entry.subject === 'maturity' && standsOn(entry, day))
  return (held?.value as MaturityTier | undefined) ?? null
}

type Lines = { roles: readonly EffectiveRole[]; entries: readonly LineEntry[]; day: string }

async function tellLines(ctx: Context, { roles, entries, day }: Lines): Promise<ChainAbout['lines']> {
  const titles = await listSourceDocuments(ctx)
  const textOf = (source: EffectiveRole['source']) => {
    if (source === '假设') return source
    if ('words' in source) return source.words
    return [titles.get(source.document)?.title ?? source.document, source.place].filter(Boolean).join('，')
  }
  const ofRole = (role: EffectiveRole): Statement => ({
    value: role.holder,
    post: role.post,
    validFrom: role.validFrom,
    validTo: role.validTo,
    source: role.source,
    sourceText: textOf(role.source),
    note: role.note ?? null,
    entryId: role.entryId,
    holds: holdsOn(role, day),
  })
  // A statement without a holder ends a role: it is no role, and stands in the history as it was said.
  const ofEntry = (entry: LineEntry): Statement => ({
    value: entry.value,
    post: entry.post,
    validFrom: entry.validFrom,
    validTo: entry.validTo,
    source: { words: entry.source },
    sourceText: entry.source,
    note: entry.note === null ? null : { zh: entry.note, en: entry.note },
    entryId: entry.id,
    holds: entry.value !== null && standsOn(entry, day),
  })
  return lineSubjects.map((subject) => ({
    subject,
    entries: [
      ...roles.filter(({ role, entryId }) => role === subject && entryId === null).map(ofRole),
      ...entries.filter((entry) => entry.subject === subject).map(ofEntry),
    ].sort((a, b) => (firstDayOf(a.validFrom) < firstDayOf(b.validFrom) ? 1 : -1)),
  }))
}

/** Keeps what was studied as the direction of a chain in a stage; the same once. Permission `chains.edit`. */
export async function addDirection(ctx: Context, chainId: string, input: NewDirection): Promise<Direction[]> {
  requirePermission(ctx.actor, 'chains.edit', input.city)
  await requireChain(ctx, chainId)
  if (input.bodyId !== null) {
    const bodies = await listBodies(ctx, { city: input.city, dataset: input.dataset })
    if (!bodies.some(({ id }) => id === input.bodyId))
      throw new AppError('invalid', 'chains.no_body', { id: input.bodyId })
  }
  const stamp = { by: ctx.actor.displayName, at: ctx.now }
  if (await directions.insertDirection(ctx.db, { chainId, ...input, ...stamp }))
    await audit(ctx, {
      action: 'chains.direction',
      subject: `chains.chain/${input.city}/${chainId}`,
      detail: { ...input },
    })
  return directions.listDirections(ctx.db, { city: input.city, dataset: input.dataset, chainId })
}
