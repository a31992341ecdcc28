/** Readers for values of options, which say what is wrong with a value as Commander wants it said. */
import {InvalidArgumentError} from 'commander'
import {cliTexts} from './texts.ts'

/** @returns the values of an option that may be given several times */
export function collectValues(
  value: string,
  before: readonly string[] = []
): string[] {
  return [...before, value]
}

/** @throws InvalidArgumentError unless the value is a whole number */
export function toCount(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError(cliTexts.notANumber)
  return Number(value)
}

/** @throws InvalidArgumentError unless the value is the number of a port */
export function toPort(value: string): number {
  const port = toCount(value)
  if (port > 65_535) throw new InvalidArgumentError(cliTexts.notAPort)
  return port
}
