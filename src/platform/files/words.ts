import type { TableProblem } from './table.ts'

/** What each problem of a file says to the person who must mend it; {line}, {column} and params are filled in. */
export const problemWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  not_found: { zh: '找不到文件 {file}，请核对路径', en: 'there is no file {file}; check the path' },
  unreadable: {
    zh: '文件 {file} 无法打开（{reason}），请检查权限',
    en: 'the file {file} cannot be opened ({reason}); check its permissions',
  },
  stopped: { zh: '读取已被取消', en: 'reading was cancelled' },
  empty: { zh: '文件是空的，请重新导出', en: 'the file is empty; export it again' },
  only_bom: {
    zh: '文件只有编码标记，没有内容，请重新导出',
    en: 'the file holds an encoding mark and nothing else; export it again',
  },
  no_rows: { zh: '文件只有表头，没有数据', en: 'the file has a header but no rows' },
  no_data: { zh: '工作簿的所有工作表都没有数据', en: 'no sheet of the workbook holds data' },
  too_many_bytes: {
    zh: '文件有 {found} 字节，超过上限 {limit}，请拆成几份',
    en: 'the file has {found} bytes, more than {limit}; split it',
  },
  too_many_rows: {
    zh: '行数超过上限 {limit}，请拆成几份',
    en: 'there are more than {limit} rows; split the file',
  },
  too_many_columns: {
    zh: '第 {line} 行有 {found} 列，超过上限 {limit}',
    en: 'line {line} has {found} columns, more than {limit}',
  },
  cell_too_long: {
    zh: '第 {line} 行第 {column} 列有 {found} 个字，超过上限 {limit}，请缩短',
    en: 'line {line}, column {column} has {found} characters, more than {limit}; shorten it',
  },
  wrong_kind: {
    zh: '这不是表格文件，内容是 {kind}；请从表格软件另存为 .xlsx 或 .csv',
    en: 'this is not a table: it is {kind}; save it as .xlsx or .csv from the spreadsheet program',
  },
  old_excel: {
    zh: '这是旧格式 .xls（或加了密码的）工作簿，请在表格软件中去掉密码并另存为 .xlsx',
    en: 'this is a workbook in the old .xls format or one with a password; remove the password and save it as .xlsx',
  },
  not_xlsx: {
    zh: '文件名以 .xlsx 结尾，内容却不是工作簿；请重新另存为 .xlsx',
    en: 'the name ends with .xlsx but the content is no workbook; save it as .xlsx again',
  },
  nul_bytes: {
    zh: '第 {line} 行有空字节（NUL），文件已损坏，请重新导出',
    en: 'line {line} holds a NUL byte, so the file is damaged; export it again',
  },
  invalid_utf8: {
    zh: '第 {line} 行有损坏的字符（不是有效的 UTF-8），请重新导出',
    en: 'line {line} holds damaged characters (no valid UTF-8); export it again',
  },
  truncated: {
    zh: '文件在一个字的中间断了（第 {line} 行），没有传完整，请重新上传',
    en: 'the file ends inside a character (line {line}), so it did not arrive whole; upload it again',
  },
  mixed_encodings: {
    zh: '文件混有两种编码：第 {line} 行是 {second}，前面是 {first}；请统一另存为 UTF-8',
    en: 'the file mixes encodings: line {line} is {second}, before it {first}; save it as UTF-8',
  },
  unknown_encoding: {
    zh: '认不出文件的编码（第 {line} 行起），请另存为 UTF-8 的 CSV',
    en: 'the encoding cannot be made out (from line {line}); save it as CSV UTF-8',
  },
  encoding_unclear: {
    zh: '文件的编码不能确定，可能是 {guess}；请指明编码，或另存为 UTF-8',
    en: 'the encoding is not certain, perhaps {guess}; name it, or save the file as UTF-8',
  },
  encoding_mismatch: {
    zh: '文件不是所指明的编码 {encoding}',
    en: 'the file is not in the encoding {encoding} that was named',
  },
  mojibake: {
    zh: '文件是乱码：{actual} 的文字曾被当作 {read} 打开后保存；请从原始文件重新导出',
    en: 'the text is garbled: {actual} was once opened as {read} and saved; export it again from the original',
  },
  damaged_text: {
    zh: '第 {line} 行第 {column} 列的文字已丢失（出现 � 或“锟斤拷”），请补正',
    en: 'the text in line {line}, column {column} is lost (it shows � or 锟斤拷); enter it again',
  },
  unbalanced_quote: {
    zh: '第 {line} 行的引号没有成对，无法判断后面的内容，请补上引号',
    en: 'a quote that opens in line {line} never closes, so what follows cannot be told apart; close it',
  },
  text_after_quote: {
    zh: '第 {line} 行第 {column} 列的引号后面还有文字，请检查引号',
    en: 'in line {line}, column {column} text follows a closing quote; check the quotes',
  },
  ragged_row: {
    zh: '第 {line} 行有 {found} 格，表头有 {expected} 格，请补齐或删去',
    en: 'line {line} has {found} cells, the header {expected}; fill up or remove cells',
  },
  duplicate_header: {
    zh: '表头第 {column} 列“{name}”与第 {first} 列重名，请改名',
    en: 'column {column} "{name}" has the same name as column {first}; rename one',
  },
  empty_header: { zh: '表头第 {column} 列没有名称', en: 'column {column} of the header has no name' },
  formula_header: {
    zh: '表头第 {column} 列“{name}”像是公式，按文字处理，请核对',
    en: 'column {column} of the header, "{name}", looks like a formula; it is taken as text, check it',
  },
  header_missing: {
    zh: '第 {line} 行不存在或是空行，不能作表头',
    en: 'line {line} is absent or blank and cannot be the header',
  },
  title_skipped: {
    zh: '第 {line} 行“{text}”被当作标题，没有读入',
    en: 'line {line}, "{text}", was taken as a title and not read',
  },
  merged_header: {
    zh: '表头占 {count} 行，上下两级已合成一个名称',
    en: 'the header takes {count} rows; both levels were put into one name',
  },
  merged_filled: {
    zh: '有 {count} 个合并单元格，其内容已填到所含的每一行',
    en: '{count} merged cells were filled into each row that they cover',
  },
  error_cell: {
    zh: '第 {line} 行第 {column} 列是错误值 {text}',
    en: 'line {line}, column {column} holds the error {text}',
  },
  formula_without_result: {
    zh: '第 {line} 行第 {column} 列的公式没有保存结果，请在表格软件中打开并保存一次',
    en: 'the formula in line {line}, column {column} has no saved result; open and save the file once',
  },
  sheet_missing: {
    zh: '没有名为“{sheet}”的工作表，现有：{sheets}',
    en: 'there is no sheet "{sheet}"; there are: {sheets}',
  },
  xlsx_damaged: {
    zh: '工作簿已损坏（{reason}），请用表格软件打开后重新另存',
    en: 'the workbook is damaged ({reason}); open it in the spreadsheet program and save it again',
  },
  xlsx_too_large: {
    zh: '工作簿解压后有 {found} 字节以上，超过上限 {limit}，请拆成几份',
    en: 'the workbook takes {found} bytes or more after inflating, more than {limit}; split it',
  },
  xlsx_encrypted: { zh: '工作簿有密码，请去掉密码', en: 'the workbook has a password; remove it' },
  xlsx_memory: {
    zh: '读取工作簿所需内存超过上限 {limit} 字节，请拆成几份，或另存为 CSV',
    en: 'reading the workbook needs more memory than {limit} bytes; split it or save it as CSV',
  },
  xlsx_timeout: {
    zh: '读取工作簿超过 {limit} 毫秒，请拆成几份，或另存为 CSV',
    en: 'reading the workbook took more than {limit} ms; split it or save it as CSV',
  },
}

/** A problem in words, in one language. */
export function describeProblem(problem: TableProblem, language: 'zh' | 'en'): string {
  const words = problemWords[problem.code]?.[language] ?? problem.code
  const known: Record<string, unknown> = { ...problem.params }
  if (problem.line !== null) known.line = problem.line
  if (problem.column !== null) known.column = problem.column
  return words.replace(/\{(\w+)\}/g, (whole, key: string) => String(known[key] ?? whole))
}
