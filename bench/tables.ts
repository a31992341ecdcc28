/** The part of `README.md` that is generated from the numbers. */
import type {Verdict} from './bars.ts'
import {
  getRatio,
  judgeBars,
  judgeFamilies,
  judgeKinds,
  mostExponent,
  mostFamilyMemory,
  mostMemory,
  mostStarts
} from './bars.ts'
import type {Measurement, Results} from './results.ts'
import {findMeasurement, getLowest, getMedian, isBusy} from './results.ts'
import {format, toDigits, toThousands} from './units.ts'
import {
  familyActions,
  familyStartId,
  kindPeers,
  kindSize,
  sizes,
  works
} from './works.ts'

const startMarker = '<!--bench start-->'
const endMarker = '<!--bench end-->'

/**
 * @param readme text of `README.md`
 * @returns the same, with a new text between the markers
 * @throws Error if a marker is missing
 */
export function spliceTables(readme: string, results: Results): string {
  const start = readme.indexOf(startMarker)
  const end = readme.indexOf(endMarker)
  if (start === -1 || end < start) {
    throw new Error(`bench/README.md: no ${startMarker} … ${endMarker}`)
  }

  return [
    readme.slice(0, start + startMarker.length),
    '![Time against cards for check and for fix, on logarithmic scales](chart.svg)',
    renderMachine(results),
    renderBars(judgeBars(results)),
    `### Kinds of banks\n\nClean banks of ${toThousands(kindSize)} cards. Times are processor time.`,
    renderKinds(results, 'check'),
    renderKinds(results, 'fix'),
    ...renderFamilies(results),
    ...works.map((work) => `### ${work.title}\n\n${renderWork(work, results)}`),
    readme.slice(end)
  ].join('\n\n')
}

/** Says where, and whether the times can be trusted. */
function renderMachine({date, machine, load, runs}: Results): string {
  const {cpu, cores, memory, os, node} = machine
  const measured = `Measured on ${date}: ${cpu}, ${cores} cores, ${memory} GiB, ${os}, Node.js ${node}. Medians of ${runs} ${runs === 1 ? 'run' : 'runs'}.`
  return isBusy({machine, load})
    ? `${measured}\n\n**The machine was busy** (load ${toDigits(load, 2)} before the first run): times are too long, and so are some ratios.`
    : measured
}

function renderBars(verdicts: readonly Verdict[]): string {
  return toTable(
    ['Work', 'Bar', 'qbank', 'Peer', 'Ratio', ''],
    verdicts.map((verdict) => {
      const {work, bar, ours, peer, unit, limit} = verdict
      const ratio = getRatio(verdict)
      const isMet = ratio !== undefined && limit !== undefined && ratio <= limit
      return [
        work,
        bar,
        format(ours, unit),
        format(peer, unit),
        ratio === undefined ? '' : toDigits(ratio, 2),
        limit === undefined
          ? ''
          : ratio === undefined
            ? 'not measured'
            : isMet
              ? 'met'
              : '**missed**'
      ]
    })
  )
}

/** What qbank and a peer took for each kind of bank. */
function renderKinds(results: Results, action: 'check' | 'fix'): string {
  const name = kindPeers[action]
  const peer = results.tools[name]?.title ?? name
  return toTable(
    [action, 'Bar', 'qbank', peer, 'Ratio', '', 'Memory'],
    judgeKinds(results, action).map((verdict) => {
      const {kind, limit = 0, memory, ours} = verdict
      const ratio = getRatio(verdict)
      const isSmall = action === 'fix' || (memory ?? 0) <= mostMemory
      return [
        kind,
        `≤ ${limit} × ${peer}`,
        format(ours, 'ms'),
        format(verdict.peer, 'ms'),
        ratio === undefined ? '' : toDigits(ratio, 2),
        ratio === undefined
          ? 'not measured'
          : ratio <= limit && isSmall
            ? 'met'
            : '**missed**',
        format(memory, 'MB')
      ]
    })
  )
}

/** @returns what texts took that are built to take long, if they were measured */
function renderFamilies(results: Results): string[] {
  const node = findMeasurement(results, familyStartId, 0, 'node')
  const start = node && getLowest(node, 'cpu')
  if (start === undefined) return []
  const limit = mostStarts * start
  const intro = `### Texts that are built to take long

A million characters of each family, those that take longest first. Times are processor time, the shorter of two; the exponent is the power
of its length with which the time grows, from half of that text to all of it. The bar is ${format(limit, 'ms')}, what ${toDigits(mostStarts, 2)} empty Node.js processes take here, ${toThousands(mostFamilyMemory)} MB, and an exponent of ${mostExponent}. *Refused* is a text that qbank does not check, and says why.`
  const tables = familyActions.map((action) =>
    toTable(
      [action, 'qbank', 'Memory', 'Exponent', ''],
      judgeFamilies(results, action).map((verdict) => [
        toCode(verdict.family),
        format(verdict.ours, 'ms'),
        format(verdict.memory, 'MB'),
        verdict.exponent === undefined ? '–' : verdict.exponent.toFixed(2),
        verdict.isMet
          ? verdict.isRefused
            ? 'met, refused'
            : 'met'
          : '**missed**'
      ])
    )
  )
  return [intro, ...tables]
}

/** A family is named after its signs, as JSON, or in words. */
function toCode(family: string): string {
  if (!family.startsWith('"')) return family
  const signs = (JSON.parse(family) as string).replaceAll('\n', '↵')
  const fence = signs.includes('`') ? '``' : '`'
  return `${fence} ${signs} ${fence}`
}

/** What every tool took. */
function renderWork(
  {id, tools}: (typeof works)[number],
  results: Results
): string {
  const rows = Object.keys(tools).flatMap((name) => {
    const tool = results.tools[name]
    const found = sizes.map((cards) =>
      findMeasurement(results, id, cards, name)
    )
    const last = found.findLast((each) => each !== undefined)
    if (!tool || !last) return []
    const {title, version} = tool
    return [
      [
        `${title} ${version}`,
        ...found.map((each) => formatTime(each, results.runs)),
        format(getMedian(last, 'cpu'), 'ms'),
        format(getMedian(last, 'memory'), 'MB')
      ]
    ]
  })
  const counts = sizes.map((cards) =>
    cards === 1 ? '1 card' : `${toThousands(cards)} cards`
  )
  return toTable(
    ['Tool', ...counts, 'CPU time, last column', 'Memory, last column'],
    rows
  )
}

function formatTime(
  measurement: Measurement | undefined,
  runs: number
): string {
  if (!measurement) return '–'
  const isOnce = measurement.samples.length < runs
  return `${format(getMedian(measurement, 'wall'), 'ms')}${isOnce ? ' (once)' : ''}`
}

/** @returns a GFM table; Prettier aligns it */
function toTable(
  head: readonly string[],
  rows: readonly (readonly string[])[]
): string {
  const toRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = head.map((_, index) => (index < 1 ? '-' : '-:'))
  return [head, rule, ...rows].map(toRow).join('\n')
}
