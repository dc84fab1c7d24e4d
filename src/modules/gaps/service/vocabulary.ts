import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import type { GapVocabulary } from '../model.ts'
import { findVocabulary } from '../queries/gap-objects.ts'
import { field } from './invalid-field.ts'

/** The words and weights that hold; refuses where no pack was loaded. */
export async function loadVocabulary(ctx: Context) {
  const row = await findVocabulary(ctx.db)
  if (!row) throw new AppError('conflict', 'gaps.no_vocabulary')
  return { version: row.version, ...row.content }
}

/** The kinds of gaps with their definitions, and the closed vocabulary of acts. */
export async function getVocabulary(ctx: Context): Promise<GapVocabulary> {
  requirePermission(ctx.actor, 'gaps.read')
  const { version, kinds, acts } = await loadVocabulary(ctx)
  return { version, kinds, acts: acts.map(({ id, name, what }) => ({ id, name, what })) }
}

/** Refuses an act that the vocabulary has not. */
export async function checkAct(ctx: Context, asked: string | undefined): Promise<void> {
  if (asked === undefined) return
  const { acts } = await loadVocabulary(ctx)
  if (!acts.some(({ id }) => id === asked))
    throw field('act', 'gaps.unknown_act', { act: asked, known: acts.map(({ id }) => id).join(', ') })
}
