import { normaliseName } from '../../../engines/identity/index.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import {
  type Importer,
  type ImportProblem,
  type ImportRun,
  judgeNames,
  lockDataset,
  type NameVerdict,
  type ParsedRow,
  type RowResult,
} from '../../registry/index.ts'
import { leadCycle } from '../domain/lead-life.ts'
import { listCitiesOfImport, takeBackLeads } from '../queries/lead-import.ts'
import { keepToldLead } from '../service/told-leads.ts'
import { leadExample, leadFields } from './lead-fields.ts'
import { type LeadGround, type LeadPlace, loadLeadGround } from './lead-ground.ts'
import { parseLead, type SheetLead } from './lead-row.ts'

type Parsed = ParsedRow<SheetLead>
type Refusal = {
  readonly field?: string
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

const refused = (line: number, { code, params }: Refusal): RowResult => ({
  ...{ line, outcome: 'refused', subject: null },
  problems: [{ line, column: null, code, params }],
})

/** Whom each line means: what a person said of it, or the evidence of the register. */
async function judgeFirms(
  ctx: Context,
  rows: readonly Parsed[],
  run: ImportRun,
): Promise<ReadonlyMap<number, NameVerdict>> {
  const open = rows.filter(({ line }) => !run.decisions?.has(line))
  const names = open.map(({ row: { firm, creditCode } }) => ({ name: firm, creditCode }))
  const verdicts = await judgeNames(ctx, names, run, () => {})
  const judged = new Map(open.map(({ line }, i) => [line, verdicts[i]!]))
  for (const { line } of rows) {
    const said = run.decisions?.get(line)
    if (said?.kind === 'same') judged.set(line, { kind: 'held', organisationId: said.organisationId })
    else if (said) judged.set(line, { kind: 'unknown' })
  }
  return judged
}

/** A lead that stands already for the same firm and node is left as it is; where the file says another stage, it is told. */
function unchanged(ctx: Context, { line, row }: Parsed, held: LeadGround['held'][number]): RowResult {
  const title = (state: SheetLead['state']) => leadCycle.states[state].title[ctx.lang === 'en' ? 'en' : 'zh']
  const params = { id: String(held.id), title: held.title, state: title(held.state), told: title(row.state) }
  const problems: ImportProblem[] =
    held.state === row.state ? [] : [{ line, column: null, code: 'atlas.import_held_elsewhere', params }]
  return { line, outcome: 'unchanged', subject: `atlas.lead/${held.id}`, problems }
}

const openStates = new Set(['found', 'contacted', 'visited', 'negotiating', 'signed'])

/** The lead that the city has for this firm at this node, or one of the same title whatever became of it. */
function findHeld(ground: LeadGround, row: SheetLead, place: LeadPlace, organisationId: string | null) {
  const name = normaliseName(row.firm)
  return ground.held.find(
    (lead) =>
      lead.cityCode === place.city &&
      (organisationId === null
        ? normaliseName(lead.firmName) === name
        : String(lead.organisationId) === organisationId || normaliseName(lead.firmName) === name) &&
      lead.chainId === place.chain &&
      lead.nodeId === place.node &&
      (openStates.has(lead.state) || lead.title === row.title),
  )
}

async function applyLead(
  ctx: Context,
  parsed: Parsed,
  { run, ground, verdict }: { run: ImportRun; ground: LeadGround; verdict: NameVerdict },
): Promise<RowResult> {
  const { line, row } = parsed
  const place = ground.placeOf(row)
  if ('code' in place) return refused(line, place)
  if (verdict.kind === 'review') {
    const { review } = verdict
    const problems = [{ line, column: null, code: review.reason, params: review.reasonParams }]
    return { line, outcome: 'waiting', subject: null, problems, review }
  }
  const organisationId = verdict.kind === 'held' ? verdict.organisationId : null
  const means = { means: organisationId }
  const held = findHeld(ground, row, place, organisationId)
  if (held) return { ...unchanged(ctx, parsed, held), ...means }
  const kept = await keepToldLead(ctx, row, {
    ...{ dataset: run.options.dataset, city: place.city, chain: place.chain, node: place.node },
    ...{ segment: place.segment, organisationId, importId: run.importId, line, fileSource: run.source },
    reasons: organisationId === null ? [] : await ground.reasonsOf(place, organisationId),
  })
  if ('code' in kept) return refused(line, kept)
  ground.held.push(kept)
  const problems: ImportProblem[] =
    row.note !== null && row.noteOn === null
      ? [{ line, column: null, code: 'atlas.import_note_undated', params: {} }]
      : []
  return { line, outcome: 'created', subject: `atlas.lead/${kept.id}`, problems, ...means }
}

async function applyLeads(
  ctx: Context,
  rows: readonly Parsed[],
  run: ImportRun,
  progress: (done: number, total: number) => Promise<void> | void,
): Promise<RowResult[]> {
  await lockDataset(ctx.db, run.options.dataset)
  const cities = [...new Set(rows.flatMap(({ row }) => row.city ?? []))]
  const ground = await loadLeadGround(ctx, run.options.dataset, cities)
  const verdicts = await judgeFirms(ctx, rows, run)
  const results: RowResult[] = []
  for (const [k, parsed] of rows.entries()) {
    results.push(await applyLead(ctx, parsed, { run, ground, verdict: verdicts.get(parsed.line)! }))
    await progress(k + 1, rows.length)
  }
  return results
}

/** Whoever is bound to a city takes back no lead of another. */
async function requireOwnCity(ctx: Context, importId: string): Promise<void> {
  for (const city of await listCitiesOfImport(ctx.db, importId))
    requirePermission(ctx.actor, 'leads.handle', city)
}

/**
 * Leads from a spreadsheet, with the stage and the days that it tells. A firm that the register may hold waits for a person;
 * one that it does not hold stays a name, since whom a city talks to is no entry of the public register.
 */
export const leadImporter: Importer<SheetLead> = {
  kind: 'leads',
  fields: leadFields,
  example: leadExample,
  questions: () => [],
  parse: (raw, _options, columnOf) => parseLead(raw, columnOf),
  requirePermission: (ctx) => {
    requirePermission(ctx.actor, 'registry.import')
    requirePermission(ctx.actor, 'leads.handle')
  },
  apply: (ctx, rows, run, progress) =>
    applyLeads(ctx, rows, run, (done, total) => progress('writing', done, total)),
  async undo(ctx, { importId }, derive) {
    await requireOwnCity(ctx, importId)
    const taken = await takeBackLeads(ctx.db, importId)
    await derive()
    const deleted = taken.filter(({ gone }) => gone).map(({ id, name }) => ({ id, name }))
    const usedBy = [ctx.lang === 'zh' ? '之后有人跟进过' : 'somebody worked on it since']
    const kept = taken.filter(({ gone }) => !gone).map(({ id, name }) => ({ id, name, usedBy }))
    return { withdrawn: { leads: deleted.length }, carriedOn: 0, restored: 0, deleted, kept }
  },
}
