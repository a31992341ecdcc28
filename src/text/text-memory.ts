/** Remembers results for texts that may be read again: versions of a text that is being edited or fixed. */

/** Forgets the oldest texts first. */
export class TextMemory<Value> {
  /** How many characters all texts may have together. */
  readonly most: number
  readonly #values = new Map<string, Value>()
  #length = 0

  constructor(most: number) {
    this.most = most
  }

  /** @returns what is known of the text; callers must not change it */
  find(text: string): Value | undefined {
    return this.#values.get(text)
  }

  /**
   * A text that is already known becomes the newest again.
   *
   * @returns the value
   */
  remember(text: string, value: Value): Value {
    if (!this.#values.delete(text)) this.#length += text.length
    this.#values.set(text, value)
    for (const oldest of this.#values.keys()) {
      if (this.#length <= this.most) break
      this.#values.delete(oldest)
      this.#length -= oldest.length
    }

    return value
  }
}
