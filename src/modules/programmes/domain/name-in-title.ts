type Named = { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }

/** Of several chains the one whose name the title of a document holds; the longest name first; undefined where none does. */
export function nameInTitle<T extends Named>(chains: readonly T[], title: string): T | undefined {
  const bare = (name: string) => name.replace(/(?:产业链|产业|链)$/, '')
  return chains
    .filter(({ name }) => bare(name.zh).length >= 2 && title.includes(bare(name.zh)))
    .toSorted((a, b) => b.name.zh.length - a.name.zh.length)[0]
}
