/** Written by `tsx bench/identity.ts --tune` from the tuning half of the gold alone. In the order of featureNames. */
export const weights: readonly number[] = [
  1.9242, // covered
  1.3964, // pairs
  -4.2782, // homophones
  4.6041, // placeLetter
  -1.0645, // brandCovered
  -0.6271, // brandStart
  -0.3842, // brandMissed
  -0.5185, // tradeStarts
  -0.3309, // tradeInside
  -0.4453, // tradeMissed
  -1.2705, // placeCovered
  1.314, // whole
  0.245, // prefix
  3.5832, // shareCompany
  -3.7566, // groupMissing
  -0.6765, // groupExtra
  -2.7814, // holdingMissing
  -0.4413, // holdingExtra
  -3.7968, // branch
  -0.0573, // foreign
  0.3898, // anyOrder
  -1.4756, // length
  1.4385, // gaps
  0.101, // sameCore
  0.15, // brandAtStart
  0.5489, // wholeAtBrand
  -0.5143, // wholeInside
  -0.9849, // brokenPlace
  -1.6029, // startInside
  -2.4515, // rareMissed
  1.7236, // afterBrand
  -0.0355, // tradeWords
  -1.5683, // swapped
  5.0643, // letterFirst
  -0.1385, // rareLeft
  1.6397, // firstPair
  0.7301, // firstInitials
  -0.1569, // lastPair
  0.1241, // endsInside
  0.2226, // leftBefore
  -0.0037, // leftInside
  -0.7218, // firstTrade
  0.0248, // lastTrade
]

/** The weight of "none of the candidates". */
export const noneWeight = 2.6726
