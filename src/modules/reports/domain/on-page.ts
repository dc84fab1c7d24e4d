/** The type area in mm (GB/T 9704-2012), upright and turned, less the room of a caption. */
const upright = { width: 156, height: 205 }
const turned = { width: 243, height: 122 }

/** The size on paper: never enlarged, and on a turned page where it is too wide to be read upright. */
export function onPage(widthMm: number, heightMm: number) {
  const scaleOn = (area: typeof upright) => Math.min(1, area.width / widthMm, area.height / heightMm)
  const isLandscape = scaleOn(upright) < 0.75 && scaleOn(turned) > scaleOn(upright)
  const scale = scaleOn(isLandscape ? turned : upright)
  const size = { widthMm: widthMm * scale, heightMm: heightMm * scale }
  return isLandscape ? { ...size, isLandscape } : size
}
