export type CadreLine = { personName: string; unit: string; post: string | null; firm: string }

/**
 * A pasted list of cadres: name, unit, post and firm on each line, parted by tabs or commas of either width. Lines that
 * have no such four columns are given by number; empty ones are left out.
 */
export function readCadreLines(text: string): { lines: CadreLine[]; bad: number[] } {
  const lines: CadreLine[] = []
  const bad: number[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const cells = line.split(line.includes('\t') ? '\t' : /[,，]/).map((cell) => cell.trim())
    const [personName = '', unit = '', post = '', firm = ''] = cells
    if (cells.length !== 4 || personName === '' || unit === '' || firm === '') bad.push(i + 1)
    else lines.push({ personName, unit, post: post || null, firm })
  }
  return { lines, bad }
}
