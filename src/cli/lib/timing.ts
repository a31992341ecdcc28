/** `--timing`: prints a table of where the time has gone, on standard error. */
import {timingTexts} from '../../text/texts.ts'
import type {TimingRow} from '../../text/timing.ts'
import {createTiming} from '../../text/timing.ts'
import type {CommandFile} from './command-file.ts'

/** @returns the command; it prints its time when it has ended */
export function timed(file: CommandFile): CommandFile['run'] {
  return async (args, options, surroundings) => {
    // Milliseconds since Node began.
    const start = performance.now()
    const clock = createTiming()
    try {
      return await file.run(args, {...options, clock}, surroundings)
    } finally {
      const end = performance.now()
      const rows = clock.getRows()
      const measured = rows.reduce((sum, {time}) => sum + time, 0)
      const table = formatTable(
        [
          ...rows,
          {name: timingTexts.rest, calls: 1, time: end - start - measured},
          {name: timingTexts.start, calls: 1, time: start}
        ],
        end
      )
      surroundings.stderr.write(table)
    }
  }
}

function formatTable(rows: readonly TimingRow[], total: number): string {
  const cells = [
    timingTexts.head,
    ...rows.map(({name, calls, time}) => [
      name,
      String(calls),
      time.toFixed(1),
      ((100 * time) / total).toFixed(1)
    ]),
    [timingTexts.total, '', total.toFixed(1), '100.0']
  ]
  const widths = timingTexts.head.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0))
  )
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0
            ? cell.padEnd(widths[0] ?? 0)
            : cell.padStart(widths[column] ?? 0)
        )
        .join('  ')
        .concat('\n')
    )
    .join('')
}
