/**
 * Work that is done once for all requests that arrive while it is running: an editor may request the same thing three
 * hundred times at once, and cancel it.
 */
import {setImmediate} from 'node:timers/promises'
import type {CancellationToken} from 'vscode-languageserver'
import {requestCancelled} from './errors.ts'

/** A piece of work; it starts without being asked. */
export class SharedWork<Result> {
  readonly #controller = new AbortController()
  readonly #result: Promise<Result>
  #isDone = false
  /** How many requests there were. */
  #asked = 0
  /** How many of them were not cancelled. */
  #waiting = 0

  /**
   * @param work must throw the signal's reason soon after the signal is aborted
   * @param after has to end before the work begins
   */
  constructor(
    work: (signal: AbortSignal) => Promise<Result>,
    after?: SharedWork<unknown>
  ) {
    this.#result = this.#begin(work, after)
    // Each caller gets the error.
    this.#result.catch(ignore)
  }

  /** Whether a result is still to come. */
  get isUnderWay(): boolean {
    return !this.#isDone && !this.#controller.signal.aborted
  }

  /**
   * @param token of a request; when all requests for the work are cancelled, the work is stopped
   * @throws ResponseError if the request is cancelled, or the reason for which the work is stopped
   */
  async ask(token?: CancellationToken): Promise<Result> {
    this.#asked++
    this.#waiting++
    if (!token) return this.#result
    const cancelled = new Promise<never>((_resolve, reject) => {
      const cancel = (): void => {
        reject(requestCancelled())
        if (--this.#waiting === 0) this.stop(requestCancelled())
      }
      // A token that is cancelled already would call a timer later.
      if (token.isCancellationRequested) cancel()
      else token.onCancellationRequested(cancel)
    })
    return Promise.race([this.#result, cancelled])
  }

  /** @param reason the error that those who still wait get */
  stop(reason: Error): void {
    this.#controller.abort(reason)
  }

  async #begin(
    work: (signal: AbortSignal) => Promise<Result>,
    after: SharedWork<unknown> | undefined
  ): Promise<Result> {
    const {signal} = this.#controller
    if (after) await after.#result.catch(ignore)
    // Thousands of versions may have been replaced before it was their turn.
    signal.throwIfAborted()
    for (let asked = -1; asked !== this.#asked;) {
      asked = this.#asked
      // The protocol's library delivers one message in a turn of the event loop. After two turns without another
      // request, all that have arrived are known.
      await setImmediate()
      await setImmediate()
      signal.throwIfAborted()
    }

    try {
      const result = await work(signal)
      signal.throwIfAborted()
      return result
    } finally {
      this.#isDone = true
    }
  }
}

function ignore(): void {
  // Nothing is lost: the promise has other listeners.
}
