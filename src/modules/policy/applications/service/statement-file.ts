import { writePagedPdf, writeTableXlsx } from '../../../../engines/documents/index.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import { statementPages, statementSheets } from '../domain/statement-pages.ts'
import { getStatement, type StatementInput } from './statement.ts'

const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The statement of a firm as a file to be handed out, for whoever may read the statement; noted in the trail. */
export async function makeStatementFile(
  ctx: Context,
  { format, ...input }: StatementInput & { format: keyof typeof mediaTypes },
): Promise<{ fileName: string; mediaType: string; bytes: Uint8Array }> {
  requirePermission(ctx.actor, 'applications.read')
  const statement = await getStatement(ctx, input)
  const bytes =
    format === 'pdf'
      ? (await writePagedPdf(statementPages(statement), ctx.now)).bytes
      : await writeTableXlsx(statementSheets(statement))
  await audit(ctx, {
    action: 'policy.statement_file',
    subject: `registry.organisation/${input.organisationId}`,
    detail: { format, from: input.from ?? null, to: input.to ?? null },
    confidential: true,
  })
  const mark = statement.dataset === 'demo' ? '演示数据-' : ''
  const fileName = `${mark}${statement.organisation.name}-惠企政策兑现账单-${statement.asOf}.${format}`
  return { fileName, mediaType: mediaTypes[format], bytes }
}
