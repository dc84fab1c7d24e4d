/** A packed list of whole numbers that grows by doubling: five million links without five million boxes. */
export class GrowingInts {
  #values = new Int32Array(1024)
  #length = 0

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }

  values(): Int32Array {
    return this.#values.slice(0, this.#length)
  }
}

/** The same for double-precision numbers. */
export class GrowingFloats {
  #values = new Float64Array(1024)
  #length = 0

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }

  values(): Float64Array {
    return this.#values.slice(0, this.#length)
  }
}
