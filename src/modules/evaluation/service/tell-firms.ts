import { asProgramAlready, type Context, pushNotice } from '../../access/index.ts'
import * as queries from '../queries/runs.ts'
import { getScorecard } from './read-scorecard.ts'

const kinds = { noticed: 'evaluation.told_noticed', published: 'evaluation.told_published' } as const

/**
 * Tells every organisation that takes part in a run that its result is shown or published, in the transaction of the
 * step; once each, however often the step is repeated. Nothing of the result stands in the notice.
 */
export async function tellFirms(
  ctx: Context,
  run: queries.HeldRun,
  { state, until }: { state: keyof typeof kinds; until: string | null },
): Promise<void> {
  const { title } = await getScorecard(ctx, String(run.scorecardId))
  // Once for all of them: changing the claims of the connection for each would cost more than the notices.
  await ctx.asProgram(async () => {
    const program: Context = { ...ctx, asProgram: asProgramAlready }
    for (const organisationId of await queries.listSubjectIds(ctx.db, run.id))
      await pushNotice(program, {
        to: { organisationId: String(organisationId) },
        kind: kinds[state],
        params: { title, year: run.year, until },
        reference: { room: 'evaluation', path: `/firms/${organisationId}` },
        dueDate: until,
        dataset: run.dataset,
        onceKey: `${kinds[state]}/${run.id}/${organisationId}`,
      })
  })
}
