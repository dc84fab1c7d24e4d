type Named = { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }

const bare = (name: string) => name.replace(/(?:产业链|产业|链)$/, '')

/** The chains whose name stands in a text, without 产业链 behind it; the longest name first. */
export const namesIn = <T extends Named>(chains: readonly T[], text: string): T[] =>
  chains
    .filter(({ name }) => bare(name.zh).length >= 2 && text.includes(bare(name.zh)))
    .toSorted((a, b) => b.name.zh.length - a.name.zh.length)

/** The chain that the title of a document names; of several the one with the longest name. */
export const nameInTitle = <T extends Named>(chains: readonly T[], title: string): T | undefined =>
  namesIn(chains, title)[0]
