import { type CreditCodeReason, creditCodeWords } from '../../../kernel/credit-code.ts'
import { describeProblem, type TableProblem } from '../../../platform/files/index.ts'
import { catalogueOf, registerWords } from '../../../platform/words.ts'
import type { ImportReport } from '../model.ts'

const creditCodes = Object.fromEntries(
  (Object.keys(creditCodeWords) as CreditCodeReason[]).map((reason) => [
    `registry.credit_code.${reason}`,
    {
      zh: `统一社会信用代码不对：${creditCodeWords[reason].zh}`,
      en: `Credit code: ${creditCodeWords[reason].en}`,
    },
  ]),
)

registerWords(
  'registry',
  catalogueOf({
    ...creditCodes,
    'registry.kind_unknown': {
      zh: '没有“{kind}”这种导入。可选：{kinds}。',
      en: 'There is no import of kind "{kind}". Choose one of: {kinds}.',
    },
    'registry.column_missing': {
      zh: '找不到“{zh}”（{en}）这一列，整个文件没有导入。请在列对应里指定，或在表头写上列名。',
      en: 'No column gives the {en} ({zh}); nothing of the file was imported. Name the column in the mapping or its header.',
    },
    'registry.name_empty': {
      zh: '企业名称为空，这一行没有导入。请补上名称。',
      en: 'The name is empty; this row was not imported. Fill in the name.',
    },
    'registry.name_too_long': {
      zh: '企业名称超过 {longest} 个字，这一行没有导入。请核对是否串了列。',
      en: 'The name is longer than {longest} characters; this row was not imported. Check whether columns have shifted.',
    },
    'registry.name_anonymous': {
      zh: '“{name}”不是一家企业的名称，这一行没有导入。请写法定全称。',
      en: '"{name}" names no firm; this row was not imported. Write the full legal name.',
    },
    'registry.stock_code_bad': {
      zh: '“{text}”不是证券代码（应为 6 位数字，可带 .SH .SZ .BJ），这一行没有导入。',
      en: '"{text}" is no stock code (six digits, .SH .SZ .BJ allowed); this row was not imported.',
    },
    'registry.park_name_missing': {
      zh: '园区名称为空，这一行没有导入。请补上名称。',
      en: 'The park has no name; this row was not imported. Write its name.',
    },
    'registry.park_text_long': {
      zh: '这一格有 {length} 字，最多 {longest} 字，这一行没有导入。请缩短。',
      en: 'This cell has {length} characters of at most {longest}; this row was not imported. Shorten it.',
    },
    'registry.park_titles_many': {
      zh: '一格里的称号超过 {most} 个，这一行没有导入。请分成几行。',
      en: 'The cell lists more than {most} titles; this row was not imported. Use several rows.',
    },
    'registry.park_title_bad': {
      zh: '称号“{text}”里的日期看不懂，这一行没有导入。请写成 名称（国家级，2021-07）。',
      en: 'The date of the title "{text}" cannot be read; this row was not imported. Write: name (国家级, 2021-07).',
    },
    'registry.park_title_which': {
      zh: '这一行有 {count} 个称号，级别和认定时间只有一格，不知道属于哪一个，这一行没有导入。请写在称号后的括号里：名称（国家级，2021-07）。',
      en: 'The row has {count} titles and one cell of level and date, so nobody can tell whose they are; it was not imported. Write them behind each title: name (国家级, 2021-07).',
    },
    'registry.park_title_none': {
      zh: '这一行写了称号的级别或认定时间，却没有写称号，没有导入。请补上称号。',
      en: 'The row has a level or date of a title and no title; it was not imported. Write the title.',
    },
    'registry.park_area_bad': {
      zh: '面积“{text}”看不懂，这一行没有导入。请写数字，可带 亩、公顷、平方米、万平方米、平方公里。',
      en: '"{text}" is no area; this row was not imported. Write a number, with 亩, 公顷, 平方米, 万平方米 or 平方公里.',
    },
    'registry.park_area_unit': {
      zh: '面积“{text}”没有单位，这一行没有导入。请在表头或格里写明单位，例如 可供土地（亩）。',
      en: 'The area "{text}" has no unit; this row was not imported. Name it in the header or the cell: 可供土地（亩）.',
    },
    'registry.park_area_above': {
      zh: '空闲面积（{free} 平方米）大于总面积（{total} 平方米），这一行没有导入。请核对两个数和单位。',
      en: 'What is free ({free} m²) is more than all ({total} m²); this row was not imported. Check both figures and their units.',
    },
    'registry.park_position_bad': {
      zh: '坐标“{longitude}, {latitude}”不在中国境内，没有采用，其余已接受。请核对经度和纬度是否写反。',
      en: 'The coordinate "{longitude}, {latitude}" is not in China; it was left out, the rest was taken. Check whether longitude and latitude are changed over.',
    },
    'registry.park_district_unknown': {
      zh: '“{text}”不是这个城市的区县，区县没有登记，其余已接受。开发区不是区县，请写它所在的区县。',
      en: '"{text}" is no district of that city; the district was left open, the rest was taken. Write the district in which the zone lies.',
    },
    'registry.park_other_city': {
      zh: '“{city}”不是您负责的城市，这一行没有导入。',
      en: '"{city}" is not your city; this row was not imported.',
    },
    'registry.park_name_held': {
      zh: '本市已有叫“{name}”的园区，不能再新建。请选择“是这个”。',
      en: 'The city has a park named "{name}" already; it cannot be opened again. Say that it is that one.',
    },
    'registry.park_twice_in_file': {
      zh: '与第 {firstLine} 行是同一个园区，同一项却写得不同，这一行没有导入。请核对后只留一种说法。',
      en: 'Line {firstLine} tells something else of the same park; this row was not imported. Keep one of the two.',
    },
    'registry.park_looks_alike': {
      zh: '与已有园区“{name}”相像（共 {count} 个），请人工确认。',
      en: 'It resembles the held park {name} ({count} in all); a person decides.',
    },
    'registry.park_ambiguous': {
      zh: '有 {count} 个已有园区叫这个名称或简称，请人工确认是哪一个。',
      en: '{count} held parks bear this name or short name; a person decides.',
    },
    'registry.coordinate_bad': {
      zh: '经纬度“{longitude}，{latitude}”不是地球上的一点，坐标没有采用，其余照收。',
      en: 'The coordinate "{longitude}, {latitude}" is no place on earth; it was left out, the rest was taken.',
    },
    'registry.coordinate_system_unknown': {
      zh: '不认识坐标系“{system}”（可用：{known}），坐标没有采用，其余照收。',
      en: 'The coordinate system "{system}" is not known (use one of {known}); the coordinate was left out.',
    },
    'registry.codes_disagree': {
      zh: '信用代码 {creditCode} 和证券代码 {stockCode} 指向库里两家不同的企业，这一行等待人工确认。',
      en: 'Credit code {creditCode} and stock code {stockCode} belong to two different organisations; the row waits for a person.',
    },
    'registry.name_ambiguous': {
      zh: '库里有 {count} 家企业用这个名称，这一行等待人工确认。写上信用代码就能自动对上。',
      en: '{count} organisations bear this name; the row waits for a person. A credit code would settle it.',
    },
    'registry.other_credit_code': {
      zh: '库里同名企业的信用代码是 {held}，与本行的 {given} 不同，等待人工确认是否同一家。',
      en: 'The organisation held under this name has credit code {held}, this row {given}; the row waits for a person.',
    },
    'registry.import_done.name': { zh: '导入完成', en: 'imports done' },
    'registry.import_failed.name': { zh: '导入失败', en: 'imports that failed' },
    'registry.todo_review': {
      zh: '《{file}》有 {count} 行待确认是否已有企业',
      en: '{count} rows of {file} wait for a decision whom they mean',
    },
    'registry.import_done': {
      zh: '《{file}》导入完成：接受 {accepted} 行，退回 {refused} 行，待确认 {review} 行',
      en: '{file} is imported: {accepted} rows accepted, {refused} refused, {review} to review',
    },
    'registry.import_failed': {
      zh: '《{file}》导入失败，没有写入任何内容',
      en: '{file} could not be imported; nothing was written',
    },
    'registry.looks_alike': {
      zh: '与库里的“{name}”等 {count} 家相近，等待人工确认是否同一家。',
      en: 'Resembles "{name}" and others held ({count} in all); the row waits for a person.',
    },
    'registry.review_gone': {
      zh: '有 {count} 行已经不在待确认之列（已由他人处理，或导入已撤销）。请刷新后再看。',
      en: '{count} rows no longer wait (decided by somebody else, or their import was undone). Load the list again.',
    },
    'registry.review_no_candidate': {
      zh: '第 {line} 行“{name}”没有可并入的企业，请指定一家，或选“新企业”。',
      en: 'Line {line}, "{name}", has no organisation to join; name one, or choose "new".',
    },
    'registry.review_which': {
      zh: '请指明不是哪一家。',
      en: 'Say which organisation it is not.',
    },
    'registry.review_cannot': {
      zh: '第 {line} 行“{name}”不能这样处理：{reason}两个不同的有效代码不会并为一家，请先更正代码，或选“新企业”。',
      en: 'Line {line}, "{name}", cannot be decided so: {reason} Two different valid codes never become one; correct the code, or choose "new".',
    },
    'registry.review_code_held': {
      zh: '第 {line} 行“{name}”的代码 {code} 已属于库里另一家企业，不能作为新企业。请选那一家，或更正代码。',
      en: 'Line {line}, "{name}": the code {code} belongs to another held organisation, so this is not a new one. Choose that one or correct the code.',
    },
    'registry.import_undone': {
      zh: '这次导入已由 {by} 于 {at} 撤销，不能再撤销一次。',
      en: 'This import was undone by {by} at {at}; it cannot be undone twice.',
    },
    'registry.cell_figure_bad': {
      zh: '{name}没有收录：{reason}。请改正后再导入。',
      en: '{name} was left out: {reason}. Correct it and import again.',
    },
    'registry.cell_title_bad': {
      zh: '“{text}”看不出有没有这个称号，没有收录。请写“是”“否”或认定年份。',
      en: '"{text}" does not tell whether the title is held; it was left out. Write yes, no or the year of issue.',
    },
    'registry.consent_missing': {
      zh: '文件里有保密内容，还没有导入。请先说明用途、谁可以看、到哪一天为止。',
      en: 'The file holds confidential facts; nothing was imported yet. State the purpose, the readers and the end first.',
    },
    'registry.consent_over': {
      zh: '“到哪一天为止”是 {day}，已经过了。请写今天或以后的日期，或留空。',
      en: 'The end {day} is over already. Give today or a later day, or leave it empty.',
    },
    'registry.consent_reader': {
      zh: '“谁可以看”里没有您自己的角色，您就核对不了这份数据。请加上。',
      en: 'Your own role is not among the readers, so you could not check these facts. Add it.',
    },
    'registry.figure_unit_missing': {
      zh: '“{name} {period}”这一列没有写单位，还没有导入。请在列对应里选元、万元或亿元，或写在表头，例如“{name}{period}（万元）”。',
      en: 'The column of {name} {period} names no unit; nothing was imported yet. Choose yuan, ten thousand or hundred million in the mapping, or write it in the header, for example "{name}{period}（万元）".',
    },
    'registry.figures_not_yours': {
      zh: '文件里有企业数据（{name} {period}），您或这个密钥无权写入，还没有导入。请去掉这些列，或请有权限的人导入。',
      en: 'The file brings figures of firms ({name} {period}) that you, or this key, may not write; nothing was imported yet. Leave these columns out, or ask somebody who may.',
    },
    'registry.job_busy': {
      zh: '《{file}》正在处理，请等它结束，或先取消。',
      en: '"{file}" is being worked on; wait until it has ended, or cancel it first.',
    },
    'registry.job_interrupted': {
      zh: '处理到一半时服务重启，没有写入任何内容。请重新开始，文件不必再传。',
      en: 'The server restarted half-way; nothing was written. Start again; the file need not be sent anew.',
    },
    'registry.job_fault': {
      zh: '系统内部出错，没有写入任何内容，已记录。请把编号 {job} 告诉管理员。',
      en: 'Something failed on our side; nothing was written, and it was logged. Tell the administrator the number {job}.',
    },
    'registry.job_memory': {
      zh: '这份文件用尽了导入进程的内存，没有写入任何内容。请拆成几份再导入。',
      en: 'The file used up the memory of the import process; nothing was written. Split it and import the parts.',
    },
    'registry.file_name_missing': {
      zh: '请带上文件名（?name=），后缀为 .csv、.txt 或 .xlsx。',
      en: 'Give the name of the file (?name=), ending in .csv, .txt or .xlsx.',
    },
    'registry.no_import': { zh: '没有编号为 {id} 的导入。', en: 'There is no import {id}.' },
    'registry.file_missing': {
      zh: '没有收到文件，请选择一个 CSV 或 XLSX 文件。',
      en: 'No file arrived; choose a CSV or XLSX file.',
    },
    'registry.mapping_bad': {
      zh: '列对应的写法不对，请重新选择。',
      en: 'The column mapping is not valid; choose again.',
    },
  }),
)

/** A reader's problem in words, with the header that the file writes. */
export function describeFileProblem(
  lang: 'zh' | 'en',
  problem: TableProblem,
  header: readonly string[],
): ImportReport['problems'][number] {
  const column = problem.column === null ? null : (header[problem.column - 1] ?? String(problem.column))
  return { line: problem.line, column, code: problem.code, message: describeProblem(problem, lang) }
}
