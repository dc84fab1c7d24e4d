import { writeCsv, writeXlsx } from '../../../platform/files/index.ts'
import type { Context } from '../../access/index.ts'
import { getImporter } from '../import/registry-of-importers.ts'

export type Template = { readonly fileName: string; readonly type: string; readonly bytes: Buffer }

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** An empty spreadsheet of a kind with one invented row; made from the importer's own fields, so that it reads back whole. */
export async function makeTemplate(ctx: Context, kind: string, format: 'csv' | 'xlsx'): Promise<Template> {
  const importer = getImporter(kind)
  importer.requirePermission(ctx)
  const { lang } = ctx
  const fields = importer.fields.filter(({ name }) => importer.example?.[name] !== undefined)
  const table = {
    name: kind,
    header: fields.map(({ words }) => words[lang]),
    rows: [fields.map(({ name }) => importer.example?.[name] ?? '')],
  }
  const explained = {
    name: lang === 'zh' ? '各列说明' : 'columns',
    header:
      lang === 'zh' ? ['列', '必填', '也认得的表头'] : ['column', 'required', 'headers recognised as well'],
    rows: importer.fields.map(({ words, isRequired, headers }) => [
      words[lang],
      isRequired ? (lang === 'zh' ? '是' : 'yes') : '',
      headers.slice(2).join('、'),
    ]),
  }
  const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx([table, explained])
  return { fileName: `lianshu-${kind}.${format}`, type: types[format], bytes }
}
