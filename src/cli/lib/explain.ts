/** Says why a run, or a part of it, came to nothing. */
import {inspect} from 'node:util'
import {crashText} from '../../text/texts.ts'
import {clean} from '../../text/clean.ts'
import {UserError} from '../../text/user-error.ts'
import type {Surroundings} from './environment.ts'

/**
 * A person's mistake is reported in a sentence; one of ours, too. `DEBUG=qbank` shows the trace, with those of the error's
 * causes.
 */
export function explain(
  error: unknown,
  {stderr, env}: Pick<Surroundings, 'stderr' | 'env'>
): void {
  const reason = error instanceof Error ? error.message : String(error)
  const text = error instanceof UserError ? reason : crashText(reason)
  const isTraced = /(?:^|[\s,])(?:qbank|\*)(?:$|[\s,])/.test(env['DEBUG'] ?? '')
  const lines = `${text}${isTraced ? `\n${inspect(error)}` : ''}`.split('\n')
  stderr.write(`${lines.map(cleanBehindIndent).join('\n')}\n`)
}

function cleanBehindIndent(line: string): string {
  return (/^ */.exec(line)?.[0] ?? '') + clean(line)
}
