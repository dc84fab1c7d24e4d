import { hasWords, translate } from '../../../platform/words.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { Part } from '../model.ts'
import { listReferences } from '../queries/joins.ts'

/** What hangs on an organisation, over all rooms, in words: what a person chooses from when splitting. */
export async function listParts(ctx: Context, organisationId: string): Promise<Part[]> {
  requirePermission(ctx.actor, 'registry.edit')
  const rows = await ctx.asProgram(() => listReferences(ctx.db, BigInt(organisationId)))
  if (rows.some(({ content }) => content.is_confidential === true || 'share_ppm' in content))
    await audit(ctx, {
      action: 'registry.read_parts',
      subject: `registry.organisation/${organisationId}`,
      confidential: true,
    })
  return rows
    .filter(({ tbl }) => tbl !== 'registry.size_class')
    .map(({ tbl, key, content }) => ({
      table: tbl,
      key,
      what: hasWords(`registry.part.${tbl}`) ? translate(ctx.lang, `registry.part.${tbl}`) : tbl,
      text: describePart(content),
      source: typeof content.source === 'string' ? content.source : null,
    }))
}

// The columns that tell a person what a row is, in the order in which they are read.
const tellingColumns = [
  'name',
  'field',
  'code',
  'kind',
  'period',
  'year',
  'value',
  'value_number',
  'value_text',
  'node_id',
]
const furtherColumns = [
  'name_as_written',
  'granted_on',
  'buyer_text',
  'supplier_text',
  'product',
  'owner_name',
  'address',
]

function describePart(content: Record<string, unknown>): string {
  const said = [...tellingColumns, ...furtherColumns].map((column) => content[column])
  return said.filter((value) => value !== null && value !== undefined && value !== '').join(' · ')
}
