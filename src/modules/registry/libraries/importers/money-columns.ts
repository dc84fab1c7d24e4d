const moneyWords = { planned: ['计划投资', 'planned'], done: ['完成投资', 'done'] } as const
const moneyField = (part: keyof typeof moneyWords, year: string, header?: string) => {
  const [zh, en] = moneyWords[part]
  const words = { zh: `${year}年${zh}（万元）`, en: `${year} ${en}` }
  return {
    name: `${part}:${year}`,
    headers: [...(header ? [header] : []), `${year}年${zh}`, words.en],
    words,
  }
}

/** The columns of money by year that headers name: 2024年计划投资（万元）, 2024年度完成投资（亿元）; without headers the last year. */
export function moneyColumns(headers: readonly string[], said: readonly string[], lastYear: string) {
  const columns = new Map<string, ReturnType<typeof moneyField>>()
  const add = (part: keyof typeof moneyWords, year: string, header?: string) => {
    if (!columns.has(`${part}:${year}`)) columns.set(`${part}:${year}`, moneyField(part, year, header))
  }
  for (const header of headers) {
    const [, year, word] =
      /^((?:19|20)\d{2})\s*年?度?\s*(计划|完成)投资/.exec(header.normalize('NFKC').trim()) ?? []
    if (year) add(word === '计划' ? 'planned' : 'done', year, header)
  }
  for (const name of said) {
    const [, part, year] = /^(planned|done):((?:19|20)\d{2})$/.exec(name) ?? []
    if (part && year) add(part as 'planned', year)
  }
  if (headers.length === 0) for (const part of ['planned', 'done'] as const) add(part, lastYear)
  return [...columns.values()]
}
