// Spreadsheets of invented firms and relations, the same for the same number: what the kill test imports.

// GB 32100-2015, tables 2 and 3: written again here, so that the test does not trust the code it tests.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function creditCode(serial: number): string {
  const body = `91430200MA${String(serial).padStart(7, '0')}`
  const sum = [...body].reduce(
    (total, character, i) => total + alphabet.indexOf(character) * Number(3n ** BigInt(i) % 31n),
    0,
  )
  return body + alphabet[(31 - (sum % 31)) % 31]
}

const serialOf = (file: number, i: number) => file * 100_000 + i

/** A spreadsheet of firms; each has a name and a code that no other file has. */
export function firmsCsv(file: number, count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const serial = serialOf(file, i)
    return `株洲试验${serial}号机械有限公司,${creditCode(serial)},株洲市,试验品${serial}`
  })
  return ['企业名称,统一社会信用代码,市,主营产品', ...lines].join('\n')
}

/** Relations among the firms of one file, three for a buyer, each with an amount of its own; no pair twice. */
export function relationsCsv(file: number, firms: number, count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const buyer = Math.floor(i / 3) % firms
    const supplier = (buyer + 1 + (i % 3)) % firms
    return [
      creditCode(serialOf(file, buyer)),
      creditCode(serialOf(file, supplier)),
      2024,
      10 + (i % 3),
      1000 + i,
    ]
  })
  const header = '统一社会信用代码,供应商统一社会信用代码,年份,占比,金额（元）'
  return [header, ...lines.map((cells) => cells.join(','))].join('\n')
}
