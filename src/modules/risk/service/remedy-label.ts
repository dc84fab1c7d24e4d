import { translate } from '../../../platform/words.ts'
import type { Remedy } from '../model.ts'

type Lang = Parameters<typeof translate>[0]

/** A remedy in words, with the names of its firms and nodes. */
export const remedyLabel =
  (lang: Lang, name: { firm: (id: string) => string; node: (id: string) => string }) =>
  (remedy: Remedy): string => {
    const percent = 'shareRatio' in remedy ? Math.round(remedy.shareRatio * 1_000) / 10 : 0
    if (remedy.kind === 'fill_node')
      return translate(lang, 'risk.remedy_fill_node', { node: name.node(remedy.nodeId), percent })
    if (remedy.kind === 'raise_stock')
      return translate(
        lang,
        remedy.nodeId === null ? 'risk.remedy_raise_all_stock' : 'risk.remedy_raise_stock',
        {
          ...{
            firm: name.firm(remedy.buyerId),
            node: remedy.nodeId === null ? '' : name.node(remedy.nodeId),
          },
          days: remedy.stockDays,
        },
      )
    return translate(
      lang,
      remedy.supplierId === null ? 'risk.remedy_add_newcomer' : 'risk.remedy_add_supplier',
      {
        ...{ firm: name.firm(remedy.buyerId), node: name.node(remedy.nodeId), percent },
        supplier: remedy.supplierId === null ? '' : name.firm(remedy.supplierId),
      },
    )
  }
