/** The raw numbers of a run, as `results.json` holds them; table and chart are made from nothing else. */
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Sample} from './measure.ts'

/** Where the numbers of the last full run are. */
export const resultsPath = join(import.meta.dirname, 'results.json')

/** What one tool took for one work. */
export interface Measurement {
  /** Id of the work. */
  readonly work: string
  /** Size of the bank: how many cards it has, or how many thousand characters, if it is built to take long. */
  readonly cards: number
  /** Name of the tool. */
  readonly tool: string
  /** In the order in which they were taken; one if the tool is too slow to be run again. */
  readonly samples: readonly Sample[]
  /** Set where qbank says that the text would take too long, and does not check it. */
  readonly isRefused?: boolean
}

/** Where the numbers were taken. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  /** Main memory in GiB. */
  readonly memory: number
  readonly node: string
  readonly os: string
}

/** A full run. */
export interface Results {
  /** Day on which it ended, as in `2026-01-31`. */
  readonly date: string
  readonly machine: Machine
  /** How many processes wanted to run when it began, a minute's mean. */
  readonly load: number
  /** How often each program was run, a warm-up aside. */
  readonly runs: number
  /** Title and version of each tool, by name. */
  readonly tools: Readonly<Record<string, {title: string; version: string}>>
  readonly measurements: readonly Measurement[]
}

/** Whether others were using more than a quarter of the machine, so that it could not be measured what a program needs. */
export function isBusy({
  machine,
  load
}: {
  readonly machine: Pick<Machine, 'cores'>
  readonly load: number
}): boolean {
  return load > machine.cores / 4
}

/** @returns the numbers of the last full run, if there has been one */
export function readResults(): Results | undefined {
  return existsSync(resultsPath)
    ? (JSON.parse(readFileSync(resultsPath, 'utf8')) as Results)
    : undefined
}

/** @returns what a tool took for a work, if it was run */
export function findMeasurement(
  {measurements}: Results,
  work: string,
  cards: number,
  tool: string
): Measurement | undefined {
  return measurements.find(
    (each) => each.work === work && each.cards === cards && each.tool === tool
  )
}

/** @returns the median of one of the numbers, if all samples have it */
export function getMedian(
  {samples}: Measurement,
  key: keyof Sample
): number | undefined {
  const values = samples.map((sample) => sample[key])
  return values.every((value) => value !== undefined)
    ? median(values)
    : undefined
}

/** @returns the lowest of one of the numbers, if a sample has it */
export function getLowest(
  {samples}: Measurement,
  key: keyof Sample
): number | undefined {
  const values = samples.flatMap((sample) => sample[key] ?? [])
  return values.length > 0 ? Math.min(...values) : undefined
}

/** @returns the middle value, or the mean of the two that are nearest to the middle */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (upper === undefined || lower === undefined) throw new Error('No values')
  return (lower + upper) / 2
}
