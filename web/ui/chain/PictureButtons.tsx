import { Button, Dropdown } from 'antd'
import { type DrawingWords, drawChain } from '../../../src/engines/graph/index.ts'
import { t } from '../ui-words.ts'
import type { Chain } from './chain.ts'

/** What the page knows of the picture; legend and status words are the same on every chain. */
export type PictureWords = Pick<DrawingWords, 'title' | 'sentence' | 'foot' | 'demo'>

type Props = { chain: Chain; words: PictureWords; isPlain: boolean | undefined; hasFirms: boolean }

/** Takes the map away: as SVG, as PNG, on paper. The picture says title, judgement, date and source by itself. */
export function PictureButtons({ chain, words, isPlain = false, hasFirms }: Props) {
  const svg = () => drawChain(chain, { ...words, ...legendWords() }, { isPlain, hasFirms })
  const take = (key: string) => {
    if (key === 'print') return window.print()
    if (key === 'svg') return save(new Blob([svg()], { type: 'image/svg+xml' }), `${words.title}.svg`)
    void toPng(svg()).then((png) => save(png, `${words.title}.png`))
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'svg', label: t('chainAsSvg') },
          { key: 'png', label: t('chainAsPng') },
          { key: 'print', label: t('chainPrint') },
        ],
        onClick: ({ key }) => take(key),
      }}
    >
      <Button size="small">{t('chainPicture')}</Button>
    </Dropdown>
  )
}

const legendWords = () => ({
  status: { strong: t('strong'), weak: t('weak'), missing: t('missing'), unknown: t('unknown') },
  essential: t('chainEssential'),
  other: t('chainOther'),
  counts: t('chainCounts'),
})

function save(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Twice the size of the drawing, at most 8,000 px wide, so that it can be printed. */
async function toPng(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const scale = Math.min(2, 8000 / image.naturalWidth)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  )
}
