/** `qbank doctor`: finds out why qbank does not run. */
import {examine} from '../../doctor/examine.ts'
import type {Examined} from '../../doctor/examine.ts'
import {doctorTexts} from '../../doctor/texts.ts'
import {cleanJson} from '../../text/clean.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import type {Surroundings} from '../lib/environment.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import type {CommandFile} from '../lib/command-file.ts'
import {cliTexts} from '../lib/texts.ts'

/** Options of `qbank doctor`, in addition to those of all commands. */
interface DoctorOptions extends CliOptions {
  readonly json?: boolean
}

/** The command, for `main.ts`. */
export const command: CommandFile = {
  addOptions: (command) => command.option('--json', cliTexts.doctorJson),
  run: doctor
}

/** @returns 1 if something is wrong */
async function doctor(
  _args: readonly string[],
  options: DoctorOptions,
  surroundings: Surroundings
): Promise<number> {
  const {env, stdout} = surroundings
  const examined = await examine(getCwd(options, surroundings), env)
  const wrong = examined
    .flatMap(({findings}) => findings)
    .filter(({severity}) => severity === 'wrong')
  stdout.write(
    options.json
      ? `${cleanJson(JSON.stringify({checks: examined}, undefined, 2))}\n`
      : format(examined, wrong.length)
  )
  return wrong.length > 0 ? exitCodes.problems : exitCodes.clean
}

function format(examined: readonly Examined[], amount: number): string {
  const lines = examined.flatMap(({title, findings}) =>
    findings.length === 0
      ? [doctorTexts.ok(title)]
      : findings.map(({severity, problem, remedy}) =>
          doctorTexts.finding(severity, problem, remedy)
        )
  )
  return `${[...lines, '', doctorTexts.summary(amount)].join('\n')}\n`
}
