/** `qbank template`: writes front matter for a file that has cards and no template yet. */
import {decodeText, readText} from '../../files/read-text.ts'
import {findAskingIn} from '../../infer/find-asking.ts'
import {inferTemplate} from '../../infer/infer-template.ts'
import {exitCodes} from '../../text/exit-codes.ts'
import type {Surroundings} from '../lib/environment.ts'
import {readStream} from '../lib/environment.ts'
import type {CliOptions} from '../lib/options.ts'
import {getCwd} from '../lib/options.ts'
import {cliTexts, templateTexts} from '../lib/texts.ts'
import type {CommandFile} from '../lib/command-file.ts'

/** The command, for `main.ts`. */
export const command: CommandFile = {
  argumentTexts: [cliTexts.templateFile],
  run: template
}

/**
 * @param name of the file; `-` for standard input
 * @returns 0 with front matter on standard output, 1 if there are no similar cards; standard error says how well it
 *   fits
 */
async function template(
  [name = '']: readonly string[],
  options: CliOptions,
  surroundings: Surroundings
): Promise<number> {
  const {stdin, stdout, stderr} = surroundings
  const text =
    name === '-'
      ? decodeText(await readStream(stdin, name), name)
      : await readText(name, getCwd(options, surroundings))
  const inferred = await inferTemplate(text)
  if (!inferred) {
    stderr.write(`${templateTexts.nothing(name, findAskingIn(text))}\n`)
    return exitCodes.problems
  }

  stdout.write(`---\n${inferred.frontMatter}---\n`)
  stderr.write(`${templateTexts.fit(name, inferred)}\n`)
  return exitCodes.clean
}
