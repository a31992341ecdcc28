/** Draws time against cards, both on logarithmic scales, where growth in proportion is a line of slope one. */
import {findSlowest} from './bars.ts'
import type {Results} from './results.ts'
import {findMeasurement, getMedian} from './results.ts'
import {format, toThousands} from './units.ts'
import {getKindId, kindSize, sizes, works} from './works.ts'

/** Works that are drawn, a panel each. */
const panels = ['check-clean', 'fix-clean']

/** Banks of one card tell what starting costs; what they are not is a work. */
const shownSizes = sizes.filter((cards) => cards > 1)

const plot = {width: 250, height: 260, left: 56, top: 58, right: 172}
const panelWidth = plot.left + plot.width + plot.right
const height = plot.top + plot.height + 50

/** Labels closer than this would touch. */
const labelHeight = 15

/** A tool's times in a panel. */
interface Line {
  readonly tool: string
  readonly title: string
  readonly points: readonly {
    readonly cards: number
    /** Milliseconds. */
    readonly time: number
  }[]
}

/** @returns an SVG; it brings its own background, so that it can be read on any page, light or dark */
export function renderChart(results: Results): string {
  const drawn = panels.map((id) => getLines(results, id))
  const times = drawn.flat().flatMap(({points}) => points.map((p) => p.time))
  const range = [
    Math.floor(Math.log10(Math.min(...times))),
    Math.ceil(Math.log10(Math.max(...times)))
  ] as const
  const width = panels.length * panelWidth
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    '<title id="title">Time against cards</title>',
    `<desc id="description">${describe(drawn)}</desc>`,
    `<style>${style}</style>`,
    `<rect class="page" width="${width}" height="${height}" rx="6"/>`,
    ...drawn.map((lines, index) =>
      renderPanel(index * panelWidth, panels[index] ?? '', lines, range)
    ),
    '</svg>'
  ].join('\n')}\n`
}

const style = [
  // An outline in the color of the page separates words from the lines under them.
  'text{font:12px system-ui,sans-serif;fill:#59636e;stroke:#fff;stroke-width:3px;paint-order:stroke}',
  '.heading{font-weight:600;font-size:14px;fill:#1f2328}',
  '.page{fill:#fff}',
  '.grid{stroke:#d1d9e0}',
  '.line{fill:none;stroke:#818b98;stroke-width:1.5}',
  '.dot{fill:#818b98}',
  '.qbank.line{stroke:#0969da;stroke-width:3}',
  '.qbank.dot{fill:#0969da}',
  'text.qbank{fill:#0969da;font-weight:600}',
  '@media (prefers-color-scheme:dark){',
  'text{fill:#9198a1;stroke:#0d1117}.heading{fill:#f0f6fc}.page{fill:#0d1117}.grid{stroke:#3d444d}',
  '.qbank.line{stroke:#4493f8}.qbank.dot,text.qbank{fill:#4493f8}}'
].join('')

function getLines(results: Results, work: string): Line[] {
  const {action, tools = {}} = works.find(({id}) => id === work) ?? {}
  const lines = Object.keys(tools).flatMap((tool): Line[] => {
    const points = shownSizes.flatMap((cards) => {
      const measurement = findMeasurement(results, work, cards, tool)
      const time = measurement && getMedian(measurement, 'wall')
      return time === undefined ? [] : [{cards, time}]
    })
    const title = results.tools[tool]?.title
    return title === undefined || points.length === 0
      ? []
      : [{tool, title, points}]
  })
  const slowest = action && findSlowest(results, action)
  if (!slowest) return lines
  const id = getKindId(slowest.action, slowest.kind)
  const measurement = findMeasurement(results, id, kindSize, 'qbank')
  const time = measurement && getMedian(measurement, 'wall')
  if (time === undefined) return lines
  const title = `qbank, ${slowest.kind}`
  return [...lines, {tool: 'qbank', title, points: [{cards: kindSize, time}]}]
}

/** What the lines say, for those who do not see them. */
function describe(drawn: readonly (readonly Line[])[]): string {
  return drawn
    .map((lines, index) => {
      const ends = lines.map(({title, points}) => {
        const last = points.at(-1)
        return `${title} ${format(last?.time, 'ms')} for ${toThousands(last?.cards ?? 0)} cards`
      })
      return `${getTitle(panels[index] ?? '')}: ${ends.join(', ')}.`
    })
    .join(' ')
}

function getTitle(work: string): string {
  return works.find(({id}) => id === work)?.title ?? work
}

/** @param range powers of ten between which all times lie, in milliseconds */
function renderPanel(
  left: number,
  work: string,
  lines: readonly Line[],
  range: readonly [number, number]
): string {
  const x = getScale(
    [Math.log10(shownSizes[0] ?? 1), Math.log10(shownSizes.at(-1) ?? 1)],
    [left + plot.left, left + plot.left + plot.width]
  )
  const y = getScale(range, [plot.top + plot.height, plot.top])
  const right = left + plot.left + plot.width
  const parts = [
    `<text class="heading" x="${left + plot.left}" y="30">${getTitle(work)}</text>`
  ]
  for (let power = range[0]; power <= range[1]; power++) {
    const at = y(10 ** power)
    parts.push(
      `<path class="grid" d="M${left + plot.left} ${at}H${right}"/>`,
      `<text x="${left + plot.left - 8}" y="${at + 4}" text-anchor="end">${format(10 ** power, 'ms')}</text>`
    )
  }

  for (const cards of shownSizes) {
    parts.push(
      `<text x="${x(cards)}" y="${plot.top + plot.height + 20}" text-anchor="middle">${toThousands(cards)}</text>`
    )
  }

  parts.push(
    `<text x="${left + plot.left + plot.width / 2}" y="${plot.top + plot.height + 40}" text-anchor="middle">cards</text>`
  )
  // The one that matters comes last, on top.
  for (const {tool, points} of lines.toReversed()) {
    const path = points.map(({cards, time}) => `${x(cards)} ${y(time)}`)
    parts.push(`<path class="${tool} line" d="M${path.join('L')}"/>`)
    for (const {cards, time} of points) {
      parts.push(
        `<circle class="${tool} dot" cx="${x(cards)}" cy="${y(time)}" r="3"/>`
      )
    }
  }

  return [...parts, ...renderLabels(lines, x, y)].join('\n')
}

/** The name of each line at its end, moved apart where two would touch. */
function renderLabels(
  lines: readonly Line[],
  x: (value: number) => number,
  y: (value: number) => number
): string[] {
  const labels = lines
    .map(({tool, title, points}) => {
      const {cards, time} = points.at(-1) ?? {cards: 1, time: 1}
      const text = `${title}, ${format(time, 'ms')}`
      // Beside the end of the line; above it, where other lines go on.
      return cards === shownSizes.at(-1)
        ? {tool, text, left: x(cards) + 8, at: y(time) + 4, anchor: 'start'}
        : {tool, text, left: x(cards), at: y(time) - 8, anchor: 'middle'}
    })
    .sort((one, other) => one.at - other.at)
  for (const [index, label] of labels.entries()) {
    const above = labels
      .slice(0, index)
      .findLast(({anchor}) => anchor === label.anchor)
    if (above) label.at = Math.max(label.at, above.at + labelHeight)
  }

  return labels.map(
    ({tool, text, left, at, anchor}) =>
      `<text class="${tool}" x="${left}" y="${round(at)}" text-anchor="${anchor}">${text}</text>`
  )
}

/** @returns places a value whose logarithm lies in the first range in the second one */
function getScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number]
): (value: number) => number {
  return (value) =>
    round(from + ((Math.log10(value) - low) / (high - low)) * (to - from))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
