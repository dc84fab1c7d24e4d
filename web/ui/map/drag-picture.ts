/** Panning where no graphics card draws: the picture itself is dragged, and drawn anew once it is let go. */
import type { Map as LibreMap } from 'maplibre-gl'

/** How far a pointer goes before it drags, px: less is a click. */
const least = 4

const softly = /swiftshader|llvmpipe|softpipe|software|basic render/i

/** Whether WebGL is worked out by the processor in this browser, by what it says of its renderer. */
export function drawsBySoftware(canvas: HTMLCanvasElement): boolean {
  const gl = canvas.getContext('webgl2')
  if (!gl) return false
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  return softly.test(String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)))
}

/**
 * Moves the drawn picture with the pointer and the map only at the end, so that a drag costs one drawing instead of one a
 * frame. Zooming, the keyboard and fingers that pinch stay the library's.
 *
 * @returns takes it off again
 */
export function dragPicture(map: LibreMap): () => void {
  const canvas = map.getCanvas()
  const ground = map.getCanvasContainer()
  let from: { id: number; x: number; y: number } | null = null
  let by: { x: number; y: number } | null = null
  map.dragPan.disable()
  ground.style.touchAction = 'none'
  const put = (shift: typeof by) => {
    by = shift
    canvas.style.transform = shift ? `translate(${shift.x}px, ${shift.y}px)` : ''
  }
  const begin = (event: PointerEvent) => {
    if (event.isPrimary && event.button === 0)
      from = { id: event.pointerId, x: event.clientX, y: event.clientY }
    else {
      // A second finger pinches: what was dragged so far is let go.
      from = null
      put(null)
    }
  }
  const move = (event: PointerEvent) => {
    if (event.pointerId !== from?.id) return
    const shift = { x: event.clientX - from.x, y: event.clientY - from.y }
    if (by === null && Math.hypot(shift.x, shift.y) < least) return
    if (by === null) ground.setPointerCapture(event.pointerId)
    put(shift)
  }
  const end = (event: PointerEvent) => {
    if (event.pointerId !== from?.id) return
    from = null
    if (by === null) return
    const { x, y } = by
    by = null
    // The old picture stays where it was dragged until the new one stands.
    map.once('render', () => put(null))
    map.panBy([-x, -y], { animate: false })
  }
  const handlers = { pointerdown: begin, pointermove: move, pointerup: end, pointercancel: end } as const
  for (const [name, handler] of Object.entries(handlers))
    ground.addEventListener(name, handler as EventListener)
  return () => {
    for (const [name, handler] of Object.entries(handlers))
      ground.removeEventListener(name, handler as EventListener)
  }
}
