/** What the command line says when a file cannot be used, in Chinese and English. */
const words: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  'identity.file_missing': {
    zh: '打不开文件 {file}（{reason}），请核对路径',
    en: 'cannot open {file} ({reason}); check the path',
  },
  'identity.file_encoding': {
    zh: '{file} 既不是 UTF-8 也不是 GB18030，请另存为 UTF-8 的 CSV',
    en: '{file} is neither UTF-8 nor GB18030; save it as CSV UTF-8',
  },
  'identity.file_shape': {
    zh: '{file} 不是完整的 CSV：{reason}；请修正后重试',
    en: '{file} is no sound CSV: {reason}; mend it and try again',
  },
  'identity.column_missing': {
    zh: '{file} 缺少列 {columns}，请在首行补上列名',
    en: '{file} lacks the columns {columns}; add them to its first line',
  },
  'identity.rows_refused': {
    zh: '{file} 有 {count} 行不能用，没有写出任何结果',
    en: '{file} has {count} rows that cannot be used; nothing was written',
  },
  'identity.id_missing': {
    zh: '{file} 第 {line} 行没有 id，请补上',
    en: '{file}, line {line}: no id; fill it in',
  },
  'identity.name_missing': {
    zh: '{file} 第 {line} 行没有 name，请补上',
    en: '{file}, line {line}: no name; fill it in',
  },
  'identity.id_twice': {
    zh: '{file} 第 {line} 行的 id {id} 与第 {first} 行重复，请改成不同的 id',
    en: '{file}, line {line}: the id {id} stands in line {first} already; make them differ',
  },
  'identity.code_wrong': {
    zh: '{file} 第 {line} 行的 uscc 无效，按未填处理：{why}',
    en: '{file}, line {line}: the uscc is not valid and counts as not given: {why}',
  },
  'identity.cannot_write': {
    zh: '无法写入 {file}（{reason}），请核对路径和权限',
    en: 'cannot write {file} ({reason}); check the path and its permissions',
  },
}

/** One message in both languages, the params filled in. */
export function say(code: string, params: Readonly<Record<string, unknown>>): string {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => String(params[key] ?? ''))
  const found = words[code]
  return found ? `${fill(found.zh)} · ${fill(found.en)}` : code
}
