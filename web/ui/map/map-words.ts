import { type Entry, words } from '../words.ts'

export const mapWords = {
  map: ['地图', 'Map'],
  list: ['列表', 'List'],
  shownAs: ['显示成地图还是列表', 'Shown as a map or a list'],
  zoomIn: ['放大', 'Zoom in'],
  zoomOut: ['缩小', 'Zoom out'],
  whole: ['回到全图', 'Whole map'],
  keys: [
    '方向键移动，加减号缩放；列表里有同样的内容。',
    'Arrow keys move, plus and minus zoom; the list holds the same.',
  ],
  broken: [
    '这台电脑的浏览器画不了地图（没有 WebGL 2）。下面的列表内容相同。',
    'This browser cannot draw the map (no WebGL 2). The list below holds the same.',
  ],
  outlines: [
    '轮廓：{source}，原包未注明坐标系，顶点精度约 1 公里',
    'Outlines: {source}; the package states no datum, corners to about 1 km',
  ],
  tilesMissing: [
    '部分天地图底图没有取到，轮廓和点位不受影响；一直取不到时请管理员检查密钥和它绑定的域名。',
    'Some tiles of Tianditu did not come; outlines and points are not affected. If none ever comes, let the administrator check the key and its domain.',
  ],
  tiles_key: [
    '天地图密钥的写法不对，没有使用底图；请管理员检查 LIANSHU_TIANDITU_KEY。',
    'The key for Tianditu is not one, so no tiles are used; the administrator has to check LIANSHU_TIANDITU_KEY.',
  ],
  tiles_address: [
    '天地图地址的写法不对，没有使用底图；请管理员检查 LIANSHU_TIANDITU_ADDRESS。',
    'The address of Tianditu is not one, so no tiles are used; the administrator has to check LIANSHU_TIANDITU_ADDRESS.',
  ],
  internal: ['内部工作用图，非公开地图', 'For work inside the office, not a published map'],
  approval: ['审图号：{number}', 'Approval no. {number}'],
} as const satisfies Record<string, Entry>

export const t = words(mapWords)
