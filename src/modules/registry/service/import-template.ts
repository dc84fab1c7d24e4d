import { writeCsv, writeXlsx } from '../../../platform/files/index.ts'
import type { Context } from '../../access/index.ts'
import { prepareImporter } from '../import/registry-of-importers.ts'

export type Template = { readonly fileName: string; readonly type: string; readonly bytes: Buffer }

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * A spreadsheet of a kind with its invented rows; made from the importer's own fields, so that it reads back whole.
 *
 * @param of of a kind of several sorts (libraries): only this sort, by its name, and only its columns
 */
export async function makeTemplate(
  ctx: Context,
  { kind, format, of }: { kind: string; format: 'csv' | 'xlsx'; of?: string | undefined },
): Promise<Template> {
  const importer = await prepareImporter(ctx, kind, { headers: [], said: [] })
  importer.requirePermission(ctx)
  const { lang } = ctx
  const sort = importer.fields[0]!.name
  const examples = importer.examples ?? (importer.example ? [importer.example] : [])
  const shown = of === undefined ? examples : examples.filter((row) => row[sort] === of)
  const fields = importer.fields.filter(({ name }) => shown.some((row) => row[name] !== undefined))
  const table = {
    name: kind,
    header: fields.map(({ words }) => words[lang]),
    rows: shown.map((row) => fields.map(({ name }) => row[name] ?? '')),
  }
  const explained = {
    name: lang === 'zh' ? '各列说明' : 'columns',
    header:
      lang === 'zh' ? ['列', '必填', '也认得的表头'] : ['column', 'required', 'headers recognised as well'],
    rows: (of === undefined ? importer.fields : fields).map(({ words, isRequired, headers }) => [
      words[lang],
      isRequired ? (lang === 'zh' ? '是' : 'yes') : '',
      headers.slice(2).join('、'),
    ]),
  }
  const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx([table, explained])
  return { fileName: `lianshu-${kind}.${format}`, type: types[format], bytes }
}
