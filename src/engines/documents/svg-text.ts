import { cutByFont, mainPart } from './pdf-fonts.ts'

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}
const written = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const read = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (entity) => entities[entity] ?? entity)

/**
 * A drawing in which each run of letters that the main font file lacks stands in a `tspan` of its own, with the font
 * family that `familyOf` gives for the file that has them. `missing` takes letters that no file has.
 */
export function markForeignText(
  svg: string,
  missing: Set<string>,
  familyOf: (part: string) => string,
): string {
  return svg.replace(/(<(?:text|tspan)\b[^>]*>)([^<]+)/g, (_, open: string, text: string) => {
    const runs = cutByFont(read(text), missing)
    const marked = runs.map(({ text, part }) =>
      part === mainPart ? written(text) : `<tspan font-family="${familyOf(part)}">${written(text)}</tspan>`,
    )
    return open + marked.join('')
  })
}
