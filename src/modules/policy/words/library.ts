/** Words of the library: documents, versions, windows. */
export const libraryWords = {
  'policy.no_document': {
    zh: '政策库里没有编号为“{id}”的文件。请核对编号，或回到政策库查找。',
    en: 'The library holds no document "{id}". Check the id, or look it up in the library.',
  },
} as const
