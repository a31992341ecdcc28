/** Readers for values of options; errors have the form that Commander needs. */
import {InvalidArgumentError} from 'commander'
import {findNearest} from '../../text/fuzzy-match.ts'
import type {ReporterChoice} from './options.ts'
import {reporterNames} from './reports.ts'
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

/**
 * Reads `--reporter name` or `--reporter name=file`.
 *
 * @param value as given
 * @param previous what was given before
 * @throws InvalidArgumentError if there is no such reporter; it names the nearest one
 */
export function addReporter(
  value: string,
  previous: readonly ReporterChoice[] = []
): readonly ReporterChoice[] {
  const equals = value.indexOf('=')
  const name = equals === -1 ? value : value.slice(0, equals)
  if (!reporterNames.includes(name)) {
    const nearest = findNearest(name, reporterNames, (known) => known)
    throw new InvalidArgumentError(
      cliTexts.unknownReporter(reporterNames, nearest)
    )
  }

  if (equals === -1) return [...previous, {name}]
  const file = value.slice(equals + 1)
  if (file === '') throw new InvalidArgumentError(cliTexts.noReportFile(name))
  return [...previous, {name, file}]
}
