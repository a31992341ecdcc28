/** Shows on a terminal that work continues, if it takes over a second; in a pipe, prints nothing. */
import {cliTexts} from './texts.ts'
import type {Surroundings} from './environment.ts'

const patience = 1000

/**
 * @param files how many there are
 * @param task the work
 * @returns what the task returns
 */
export async function withProgress<Result>(
  {stderr, env}: Surroundings,
  files: number,
  task: () => Promise<Result>
): Promise<Result> {
  if (!stderr.isTTY || env['CI'] || env['TERM'] === 'dumb') return task()
  let isDone = false
  let stop: (() => void) | undefined
  const timer = setTimeout(() => {
    void import('ora').then(({default: ora}) => {
      if (isDone) return
      const spinner = ora({
        text: cliTexts.working(files),
        // A terminal's stream has this type; the type of the surroundings is wider for tests.
        stream: stderr as unknown as NodeJS.WriteStream,
        isEnabled: true,
        // Leave the keyboard and the cursor alone: Ctrl-C has to end the program, and the terminal has to be as before.
        discardStdin: false,
        hideCursor: false
      }).start()
      stop = () => {
        spinner.stop()
      }
    })
  }, patience)
  try {
    return await task()
  } finally {
    isDone = true
    clearTimeout(timer)
    stop?.()
  }
}
