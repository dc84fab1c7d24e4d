// Bodies that run chains, as packs bring them.
import type { PackDoc, PackSection } from '../../platform/packs/index.ts'
import type { Context } from '../access/index.ts'
import {
  findRepeatedIds,
  findUncited,
  incoming,
  listSourceDocuments,
  loadPackDocuments,
  locate,
  toFindings,
} from '../indicators/index.ts'
import { checkBodies } from './domain/check-bodies.ts'
import { type BodyFile, bodyFileSchema, type PackBody } from './model.ts'
import { writeBodyFile } from './queries/pack-bodies.ts'

/** Headquarters, leading groups, task forces and the bodies beside a chain. */
export const bodySection: PackSection<BodyFile, Context> = {
  room: 'chains',
  folder: 'bodies',
  schema: bodyFileSchema,
  check: (docs, lookup) => {
    const all: readonly PackDoc<BodyFile>[] = docs
    return toFindings(all, [
      ...findRepeatedIds(locate(all)),
      ...checkBodies(locate(all)),
      ...findUncited(all, lookup),
    ])
  },
  load: async (ctx, docs, pack) => {
    const documents = await listSourceDocuments(ctx)
    const cite = (source: PackBody['source']) =>
      source === '假设'
        ? source
        : [documents.get(source.document)?.title ?? source.document, source.place].filter(Boolean).join('，')
    await loadPackDocuments(ctx, 'chains', incoming('bodies', docs, pack), (documentId, content) =>
      writeBodyFile(ctx.db, content as BodyFile, { documentId, pack: pack.name, now: ctx.now, cite }),
    )
  },
}
