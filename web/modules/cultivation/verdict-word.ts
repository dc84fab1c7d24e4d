/** The word of a verdict in the catalogue. */
export const verdictWord = {
  reached: 'verdictReached',
  near: 'verdictNear',
  short: 'verdictShort',
  unknown: 'verdictUnknown',
} as const
