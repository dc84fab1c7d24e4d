import type { Reply } from './api.ts'

type Paragraph = Reply['paragraphs'][number]

/** A reply as the form writes it: a line is a paragraph, its source behind ｜; promises stand in lines of their own. */
export function textOf(reply: Reply | null): { body: string; promises: string } {
  const paragraphs = reply?.paragraphs ?? []
  const line = ({ text, source }: Paragraph) => (source === null ? text : `${text}｜${source}`)
  return {
    body: paragraphs
      .filter(({ commitment }) => commitment === null)
      .map(line)
      .join('\n'),
    promises: paragraphs
      .flatMap(({ commitment }) => (commitment === null ? [] : [commitment]))
      .map(({ title, units, dueDate }) => [title, units.join('、'), dueDate ?? ''].join('｜'))
      .join('\n'),
  }
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The paragraphs of a form's two fields; a promise whose last day is no day has none. */
export function promisesOf(body: string, promises: string): Paragraph[] {
  const plain = lines(body).map((line) => {
    const [text = '', source = ''] = line.split('｜')
    return { text: text.trim(), source: source.trim() || null, commitment: null }
  })
  const promised = lines(promises).map((line) => {
    const [title = '', units = '', due = ''] = line.split('｜').map((part) => part.trim())
    const dueDate = /^\d{4}-\d{2}-\d{2}$/.test(due) ? due : null
    const commitment = {
      title,
      units: units.split('、').filter((unit) => unit !== ''),
      dueWritten: due || null,
      dueDate,
    }
    return { text: `${title}。`, source: null, commitment }
  })
  return [...plain, ...promised]
}
