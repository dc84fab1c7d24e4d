/** Writes the JavaScript of conditions; numbers are written by `number-emitter.ts`. */
import type { Cond } from './core.ts'
import { NumberEmitter } from './number-emitter.ts'

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
        this.lines.push(`const ${target}=${inner}===0?3:${inner}===3?0:${inner};`)
        break
      }
      case 'atLeast':
        this.atLeast(cond, target)
        break
      case 'flag':
        this.lines.push(`const ${target}=b${this.index(this.inputs.flags, cond.fact)}[i];`)
        break
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
    const first = this.cond(cond.of[0]!)
    this.lines.push(`let ${target}=${first};`)
    const open = cond.op === 'all' ? `if(${target}<3){` : `if(${target}>0){`
    for (const part of cond.of.slice(1)) {
      this.lines.push(open)
      const t = this.cond(part)
      this.lines.push(
        cond.op === 'all'
          ? `if(${t}>${target})${target}=${t};`
          : `if(${t}===0||${target}===3)${target}=${t};else if(${t}!==3&&${t}>${target})${target}=${t};`,
      )
    }
    this.lines.push('}'.repeat(cond.of.length - 1))
  }

  private atLeast(cond: Extract<Cond, { op: 'atLeast' }>, target: string): void {
    const [sure, open, worst] = [this.name(), this.name(), this.name()]
    this.lines.push(`let ${sure}=0,${open}=0,${worst}=0;`)
    for (const part of cond.of) {
      const t = this.cond(part)
      this.lines.push(`if(${t}===0)${sure}++;else if(${t}<3){${open}++;if(${t}>${worst})${worst}=${t};}`)
    }
    this.lines.push(`const ${target}=${sure}>=${cond.count}?0:${sure}+${open}<${cond.count}?3:${worst};`)
  }

  private compare(cond: Extract<Cond, { op: 'compare' }>, target: string): void {
    const [left, right] = this.aligned(this.num(cond.a), this.num(cond.b))
    const unknown = this.unknown([cond.a, cond.b])
    const is = cond.is === '==' ? '===' : cond.is === '!=' ? '!==' : cond.is
    this.lines.push(
      `const ${target}=${left}!==${left}||${right}!==${right}?${unknown}:${left}${is}${right}?0:3;`,
    )
  }
}
