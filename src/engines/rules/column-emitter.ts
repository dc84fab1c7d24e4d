/**
 * Writes the JavaScript of conditions; numbers are written by `number-emitter.ts`.
 *
 * Inside the code truth is 0 true, 1 数据不足, 3 暂不可算, 7 false: the worst of several is then their bitwise
 * or, without a jump. `storedTruth` writes the code that turns it back into `Truth`.
 */
import { type Cond, walkCond } from './core.ts'
import { NumberEmitter } from './number-emitter.ts'

/** Code of a verdict out of the code of a truth; 15 is 差一点. */
export const storedTruth = (t: string): string => `${t}-(${t}>>1)-(${t}>>2)-(${t}>>3)`

/** Parts that cost less than a jump that the processor cannot foresee. */
const smallPart = 6

function sizeOf(cond: Cond): number {
  let size = 0
  walkCond(
    cond,
    () => size++,
    () => size++,
  )
  return size
}

export class ColumnEmitter extends NumberEmitter {
  /** Emits a condition; returns the variable that holds its truth. */
  override cond(cond: Cond): string {
    const target = this.name()
    switch (cond.op) {
      case 'all':
      case 'any':
        this.junction(cond, target)
        break
      case 'not': {
        const inner = this.cond(cond.of)
        this.lines.push(`const ${target}=${inner}===0?7:${inner}===7?0:${inner};`)
        break
      }
      case 'atLeast':
        this.atLeast(cond, target)
        break
      case 'flag': {
        const stored = this.name()
        this.lines.push(`const ${stored}=b${this.index(this.inputs.flags, cond.fact)}[i];`)
        this.lines.push(`const ${target}=${stored}|(${stored}&2)<<1;`)
        break
      }
      case 'cell': {
        const cell = this.index(this.inputs.cells, cond.fact)
        const test = this.inputs.tests.push({ cond, cell }) - 1
        this.lines.push(`const ${target}=q${test}[c${cell}[i]];`)
        break
      }
      case 'undecided':
        this.lines.push(`const ${target}=${this.unknown(cond.needs)};`)
        break
      case 'compare':
        this.compare(cond, target)
    }
    return target
  }

  private junction(cond: Extract<Cond, { op: 'all' | 'any' }>, target: string): void {
    const [first, ...others] = cond.of
    this.lines.push(`let ${target}=${first ? this.cond(first) : '0'};`)
    let open = 0
    for (const part of others) {
      if (cond.op === 'any' || sizeOf(part) > smallPart) {
        this.lines.push(cond.op === 'all' ? `if(${target}<7){` : `if(${target}>0){`)
        open++
      }
      const t = this.cond(part)
      this.lines.push(
        cond.op === 'all'
          ? `${target}|=${t};`
          : `if(${t}===0||${target}===7)${target}=${t};else if(${t}!==7)${target}|=${t};`,
      )
    }
    this.lines.push('}'.repeat(open))
  }

  private atLeast(cond: Extract<Cond, { op: 'atLeast' }>, target: string): void {
    const [sure, open, worst] = [this.name(), this.name(), this.name()]
    this.lines.push(`let ${sure}=0,${open}=0,${worst}=0;`)
    for (const part of cond.of) {
      const t = this.cond(part)
      this.lines.push(`if(${t}===0)${sure}++;else if(${t}<7){${open}++;${worst}|=${t};}`)
    }
    this.lines.push(`const ${target}=${sure}>=${cond.count}?0:${sure}+${open}<${cond.count}?7:${worst};`)
  }

  private compare(cond: Extract<Cond, { op: 'compare' }>, target: string): void {
    const [left, right] = this.aligned(this.num(cond.a), this.num(cond.b))
    const unknown = this.unknown([cond.a, cond.b])
    const is = cond.is === '==' ? '===' : cond.is === '!=' ? '!==' : cond.is
    this.lines.push(`let ${target}=((${left}${is}${right})|0)-1&7;`)
    const open = [left, right].filter((side) => !/^(k?\d+)$/u.test(side)).map((side) => `${side}!==${side}`)
    if (open.length > 0) this.lines.push(`if(${open.join('||')})${target}=${unknown};`)
  }
}
