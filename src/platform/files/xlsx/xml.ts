/**
 * A small reader of XML as it comes, for the parts of a workbook. Entities other than the five of XML and
 * numbers do not exist, and a DOCTYPE is refused: nothing can be made to grow or to be fetched.
 */

export type XmlHandler = {
  open(name: string, attributes: string, isEmpty: boolean): void
  close(name: string): void
  text(text: string): void
}

export class XmlError extends Error {
  override readonly name = 'XmlError'
}

/** An unfinished tag longer than this is no tag of a workbook. */
const LONGEST_TAG = 1024 * 1024
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) {
    const known = ENTITIES[name]
    if (known === undefined) throw new XmlError(`entity ${whole}`)
    return known
  }
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  if (!(code >= 0 && code <= 0x10ffff)) throw new XmlError(`entity ${whole}`)
  return String.fromCodePoint(code)
}

/** Text or an attribute's value with its entities resolved. */
export function decodeXml(text: string): string {
  return text.includes('&') ? text.replace(/&(#?\w+);/g, decodeEntity) : text
}

/** The value of one attribute, whatever its namespace prefix; undefined when it is not there. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const match = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(
      attributes.slice(at + name.length, at + name.length + 70_000),
    )
    if (match && /^[\s:]?$/.test(attributes.charAt(at - 1))) return decodeXml(match[1] ?? match[2] ?? '')
  }
  return undefined
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

export class XmlReader {
  private rest = ''
  private depth = 0
  constructor(private readonly handler: XmlHandler) {}

  /** Takes the next piece of the document. */
  write(piece: string): void {
    const text = this.rest + piece
    let at = 0
    while (at < text.length) {
      const tag = text.indexOf('<', at)
      const textEnd = tag < 0 ? text.length : tag
      // an entity may be cut by the end of the piece: keep text back until its tag comes
      if (tag < 0) break
      if (textEnd > at) this.handler.text(decodeXml(text.slice(at, textEnd)))
      const end = this.markup(text, tag)
      if (end < 0) {
        at = tag
        break
      }
      at = end
    }
    this.rest = text.slice(at)
    if (this.rest.length > LONGEST_TAG) throw new XmlError('a tag or text that does not end')
  }

  /** Checks that the document has ended. */
  end(): void {
    if (this.rest.trim() !== '' || this.depth !== 0) throw new XmlError('the document ends too early')
  }

  /** Handles what begins at `tag`; gives where it ends, -1 when that has not come yet. */
  private markup(text: string, tag: number): number {
    const until = (closing: string, from: number) => {
      const found = text.indexOf(closing, from)
      return found < 0 ? -1 : found + closing.length
    }
    if (text.startsWith('<!--', tag)) return until('-->', tag + 4)
    if (text.startsWith('<?', tag)) return until('?>', tag)
    if (text.startsWith('<![CDATA[', tag)) {
      const end = until(']]>', tag)
      if (end > 0) this.handler.text(text.slice(tag + 9, end - 3))
      return end
    }
    if (text.startsWith('<!', tag)) {
      if (text.length - tag < 9) return -1
      throw new XmlError('DOCTYPE')
    }
    return this.element(text, tag)
  }

  private element(text: string, tag: number): number {
    const end = tagEnd(text, tag)
    if (end < 0) return -1
    const isEmpty = text.charAt(end - 1) === '/'
    const body = text.slice(tag + 1, isEmpty ? end - 1 : end)
    if (body.startsWith('/')) {
      this.depth--
      this.handler.close(localName(body.slice(1).trim()))
    } else {
      const space = body.search(/\s/)
      const name = localName(space < 0 ? body : body.slice(0, space))
      if (!isEmpty) this.depth++
      this.handler.open(name, space < 0 ? '' : body.slice(space), isEmpty)
      if (isEmpty) this.handler.close(name)
    }
    return end + 1
  }
}

/** Where the tag that begins at `tag` ends; a > inside quotes does not end it. */
function tagEnd(text: string, tag: number): number {
  let end = text.indexOf('>', tag)
  while (end >= 0) {
    const inside = text.slice(tag, end)
    const quotes = inside.includes('"') || inside.includes("'") ? inside.replace(/"[^"]*"|'[^']*'/g, '') : ''
    if (!/["']/.test(quotes)) return end
    end = text.indexOf('>', end + 1)
  }
  return -1
}
