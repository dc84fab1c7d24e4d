// The demo city may have as many firms as wanted, but nobody should wait minutes at the first start for invented figures.
const mostFirmsWithFacts = 6_000

/** The firms of a demo city that get invented figures, titles and ladders: the first ones; of the others they are unknown. */
export const firmsWithDemoFacts = (ids: readonly string[]): string[] => ids.slice(0, mostFirmsWithFacts)
