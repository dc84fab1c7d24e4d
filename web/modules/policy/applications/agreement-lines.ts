import { fenOf } from './amounts.ts'

export type AgreementText = { parties: string; articles: string; milestones: string }
export type AgreementParts = {
  parties: { role: string; name: string }[]
  articles: { number: string; text: string }[]
  milestones: { dueOn: string; amountFen: string; title: string }[]
}

const linesOf = (text: string) => text.split('\n').map((line) => line.trim())

/** Reads what stands one a line in the form of an agreement, or tells the first line that cannot be read. */
export function readAgreement(text: AgreementText): AgreementParts | { line: number; text: string } {
  const parts: AgreementParts = { parties: [], articles: [], milestones: [] }
  for (const [kind, written] of Object.entries(text) as [keyof AgreementParts, string][]) {
    if (!(kind in parts)) continue
    for (const [i, line] of linesOf(written).entries()) {
      if (line === '') continue
      const words = line.split(/\s+/)
      const rest = words.slice(1).join(' ')
      if (kind === 'milestones') {
        const amountFen = fenOf(words[1] ?? '')
        const title = words.slice(2).join(' ')
        if (!/^\d{4}-\d{2}-\d{2}$/.test(words[0]!) || amountFen === null || title === '')
          return { line: i + 1, text: line }
        parts.milestones.push({ dueOn: words[0]!, amountFen, title })
      } else {
        if (rest === '') return { line: i + 1, text: line }
        if (kind === 'parties') parts.parties.push({ role: words[0]!, name: rest })
        else parts.articles.push({ number: words[0]!, text: rest })
      }
    }
  }
  return parts
}
