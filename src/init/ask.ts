/** The questions of `qbank init` in a terminal. The library for them is loaded only if a person can answer. */
import type {Readable, Writable} from 'node:stream'
import type {FoundBank} from './lib/find-bank.ts'
import type {Offer} from './lib/part.ts'
import {initTexts} from './texts.ts'

/** The terminal. */
export interface Terminal {
  readonly stdin: Readable
  readonly stdout: Writable
}

/** Asks the person; a method returns `undefined` if they want to stop. */
export class Dialog {
  readonly #io: {readonly input: Readable; readonly output: Writable}

  constructor({stdin, stdout}: Terminal) {
    this.#io = {input: stdin, output: stdout}
  }

  /** @returns the banks to adopt: at least one */
  async askBanks(
    banks: readonly (FoundBank & {readonly inferred?: {cards: number}})[]
  ): Promise<readonly FoundBank[] | undefined> {
    const {isCancel, multiselect} = await import('@clack/prompts')
    const answer = await multiselect({
      ...this.#io,
      message: initTexts.askBanks,
      options: banks.map(({path, inferred}) => ({
        value: path,
        label: path,
        hint: initTexts.cards(inferred?.cards ?? 0)
      })),
      initialValues: banks.slice(0, 1).map(({path}) => path),
      required: true
    })
    return isCancel(answer)
      ? undefined
      : banks.filter(({path}) => answer.includes(path))
  }

  /** @returns ids of the chosen offers */
  async askOffers(
    offers: ReadonlyMap<string, Offer>,
    chosen: ReadonlySet<string>
  ): Promise<Set<string> | undefined> {
    if (offers.size === 0) return new Set()
    const {isCancel, multiselect} = await import('@clack/prompts')
    const answer = await multiselect({
      ...this.#io,
      message: initTexts.askOffers,
      options: [...offers].map(([value, {label, hint}]) => ({
        value,
        label,
        hint
      })),
      initialValues: [...chosen],
      required: false
    })
    return isCancel(answer) ? undefined : new Set(answer)
  }

  /** @returns whether the answer is yes */
  async confirm(
    message: string,
    initialValue: boolean
  ): Promise<boolean | undefined> {
    const {confirm, isCancel} = await import('@clack/prompts')
    const answer = await confirm({...this.#io, message, initialValue})
    return isCancel(answer) ? undefined : answer
  }
}
