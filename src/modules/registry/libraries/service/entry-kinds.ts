import { AppError } from '../../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../../access/index.ts'
import { type EntryKind, entryKindSchema, type KindAnswer } from '../../model.ts'
import * as queries from '../queries/entries.ts'
import { listSettings } from '../queries/settings.ts'
import { getLife } from './life.ts'

type Scope = { dataset: 'held' | 'demo'; city: string }

/** The kinds of entries that the packs define. */
export async function loadKinds(ctx: Context): Promise<EntryKind[]> {
  return (await listSettings(ctx.db, 'entry_kind')).map(({ content }) => entryKindSchema.parse(content))
}

/** One kind, or `not_found` with those there are. */
export async function getKind(ctx: Context, id: string): Promise<EntryKind> {
  const kinds = await loadKinds(ctx)
  const kind = kinds.find((each) => each.id === id)
  if (!kind)
    throw new AppError('not_found', 'registry.no_library_kind', { kind: id, kinds: kinds.map((k) => k.id) })
  return kind
}

/** The libraries of a city: each kind with its states, how many entries it has and how many of them count. */
export async function listKinds(ctx: Context, scope: Scope): Promise<KindAnswer[]> {
  requirePermission(ctx.actor, 'registry.read', scope.city)
  const counts = await queries.countEntryStates(ctx.db, scope)
  const answers: KindAnswer[] = []
  for (const kind of await loadKinds(ctx)) {
    const { cycle } = await getLife(ctx, kind.life)
    const own = counts.filter((row) => row.kind === kind.id)
    const sum = (rows: typeof own) => rows.reduce((total, { count }) => total + Number(count), 0)
    const states = Object.entries(cycle.states).map(([id, state]) => ({
      id,
      title: state.title,
      kind: state.kind,
    }))
    answers.push({
      ...kind,
      states,
      count: sum(own),
      counted: sum(own.filter((row) => kind.counts.includes(row.state))),
    })
  }
  return answers
}
