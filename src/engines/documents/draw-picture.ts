/** SVG to PNG, for programs that show no SVG; text in the same face as the PDF. */
import { Resvg } from '@resvg/resvg-js'
import { fontFile, mainPart } from './pdf-fonts.ts'
import { markForeignText } from './svg-text.ts'

const family = 'Noto Sans SC'

/**
 * Draws an SVG as PNG, `widthPixels` wide on white. It loads nothing from outside and uses no face of the machine, so
 * the same SVG gives the same bytes everywhere.
 */
export function drawPicture(svg: string, widthPixels: number): Uint8Array {
  const parts = new Set<string>()
  markForeignText(svg, new Set(), (part) => {
    parts.add(part)
    return family
  })
  const drawing = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'width', value: widthPixels },
    font: {
      loadSystemFonts: false,
      fontFiles: [mainPart, ...parts].flatMap((part) => [fontFile(part, 'normal'), fontFile(part, 'bold')]),
      defaultFontFamily: family,
      sansSerifFamily: family,
      serifFamily: family,
    },
  })
  return drawing.render().asPng()
}
