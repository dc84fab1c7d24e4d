import { CopyOutlined, DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { lazy, Suspense, useRef } from 'react'
import { Loading } from '../states.tsx'
import { download } from '../table/csv.ts'
import { t } from '../ui-words.ts'

const Drawing = lazy(() => import('./Drawing.tsx'))

/** A chart as cells: what is copied as a table and read out where a drawing cannot be seen. */
export type ChartTable = { head: readonly string[]; rows: readonly (readonly string[])[] }

type Props = { title: string; options: object; height: number; table: ChartTable }

/** Title that says the finding, the drawing, and its two ways out: as a picture and as a table. */
export function ChartFrame({ title, options, height, table }: Props) {
  const frame = useRef<HTMLElement>(null)
  const { message } = App.useApp()
  const copyTable = async () => {
    const text = [table.head, ...table.rows].map((cells) => cells.join('\t')).join('\n')
    await navigator.clipboard.writeText(text).then(
      () => message.success(t('chartCopied')),
      () => message.error(t('chartCopyFailed')),
    )
  }
  const savePicture = () => {
    const drawing = frame.current?.querySelector('.ls-chart svg')
    if (drawing) download(`${title}.svg`, new XMLSerializer().serializeToString(drawing), 'image/svg+xml')
  }
  return (
    <figure className="ls-chart-frame" ref={frame}>
      <figcaption>
        <strong>{title}</strong>
        <span className="ls-chart-tools">
          <Button size="small" type="text" icon={<CopyOutlined />} onClick={() => void copyTable()}>
            {t('chartAsTable')}
          </Button>
          <Button size="small" type="text" icon={<DownloadOutlined />} onClick={savePicture}>
            {t('chartAsPicture')}
          </Button>
        </span>
      </figcaption>
      <div className="ls-chart">
        <Suspense fallback={<Loading />}>
          <Drawing options={options} height={height} label={title} />
        </Suspense>
      </div>
      <div className="ls-visually-hidden">
        <HiddenTable {...table} title={title} />
      </div>
    </figure>
  )
}

function HiddenTable({ head, rows, title }: ChartTable & { title: string }) {
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells.join('|')}>
            {cells.map((cell, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a row never move
              <td key={i}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
