/** Explains why a run, or a part of it, failed. */
import {inspect} from 'node:util'
import {crashText} from '../../text/texts.ts'
import {clean} from '../../text/clean.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from './environment.ts'

/**
 * A person's mistake is explained in a sentence; so is a bug of ours. `DEBUG=qbank` shows the stack trace, with those
 * of the error's causes.
 */
export function explain(
  error: unknown,
  {stderr, env}: Pick<Surroundings, 'stderr' | 'env'>
): void {
  const reason = error instanceof Error ? error.message : String(error)
  const text = error instanceof UserError ? reason : crashText(reason)
  const isTraced = /(?:^|[\s,])(?:qbank|\*)(?:$|[\s,])/.test(env['DEBUG'] ?? '')
  const lines = `${text}${isTraced ? `\n${inspect(error)}` : ''}`.split('\n')
  stderr.write(`${lines.map(cleanAfterIndent).join('\n')}\n`)
}

function cleanAfterIndent(line: string): string {
  return (/^ */.exec(line)?.[0] ?? '') + clean(line)
}
