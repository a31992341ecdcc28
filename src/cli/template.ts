/** `qbank template`: the front matter that the cards of a file have, without writing it. */
import {getCwd} from './options.ts'
import type {CliOptions} from './options.ts'
import {inferTemplate} from '../infer/infer-template.ts'
import {readStream} from './environment.ts'
import type {Surroundings} from './environment.ts'
import {decodeText, readText} from '../files/read-text.ts'
import {exitCodes} from '../text/exit-codes.ts'
import {templateTexts} from './texts.ts'

/**
 * @param name of the file; `-` for standard input
 * @returns 0 with front matter on standard output, 1 where no cards repeat; how well it fits is on standard error
 */
export async function template(
  name: string,
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
    stderr.write(`${templateTexts.nothing(name)}\n`)
    return exitCodes.problems
  }

  stdout.write(`---\n${inferred.frontMatter}---\n`)
  stderr.write(`${templateTexts.fit(name, inferred)}\n`)
  return exitCodes.clean
}
