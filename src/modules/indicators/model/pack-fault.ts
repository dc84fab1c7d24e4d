/** One document of a pack with the file it came from. */
export type Located<T> = { readonly file: string; readonly doc: T }

/** What is wrong with a pack, where, and what to do; the reader of the pack turns `path` into a line. */
export type PackFault = {
  readonly file: string
  readonly path: readonly (string | number)[]
  readonly message: { readonly zh: string; readonly en: string }
}

/** Makes the faults of one file. */
export const faultIn =
  (file: string) =>
  (path: readonly (string | number)[], zh: string, en: string): PackFault => ({
    file,
    path,
    message: { zh, en },
  })

/** Ids given twice among documents of one kind, each at its second place. */
export function findRepeatedIds(docs: readonly Located<{ id: string }>[]): PackFault[] {
  const first = new Map<string, string>()
  return docs.flatMap(({ file, doc }) => {
    const before = first.get(doc.id)
    if (before === undefined) {
      first.set(doc.id, file)
      return []
    }
    const zh = `编号 ${doc.id} 在 ${before} 里已经用过，请换一个。`
    return [faultIn(file)(['id'], zh, `The id ${doc.id} is already used in ${before}; take another.`)]
  })
}

/** Every citation, wherever it stands in a document, that names a document the pack does not hold. */
export function findUnknownDocuments(
  docs: readonly Located<unknown>[],
  known: ReadonlySet<string>,
): PackFault[] {
  return docs.flatMap(({ file, doc }) =>
    citationsOf(doc, [])
      .filter(({ document }) => !known.has(document))
      .map(({ document, path }) => {
        const zh = `出处引用的文件 ${document} 不在 documents/ 里。请加上该文件，或改正编号。`
        const en = `The cited document ${document} is not in documents/. Add it, or mend its id.`
        return faultIn(file)(path, zh, en)
      }),
  )
}

type CitedAt = { readonly document: string; readonly path: (string | number)[] }

function citationsOf(value: unknown, path: (string | number)[]): CitedAt[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => citationsOf(item, [...path, index]))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) => {
    const isCitation = key === 'document' && typeof item === 'string' && 'sentence' in value
    return isCitation ? [{ document: item, path: [...path, key] }] : citationsOf(item, [...path, key])
  })
}
