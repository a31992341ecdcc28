/**
 * Files through unified-engine, with the project's `.remarkrc` and `.remarkignore`. Every entrance of ours calls
 * this, so that the same file has the same messages and the same repaired text wherever it is looked at.
 */
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {engine} from 'unified-engine'
import type {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {cliTexts, fileTexts} from './messages.ts'
import {ensurePreset} from './preset.ts'
import {UserError} from './user-error.ts'

/** Options of `runPipeline`. */
export interface PipelineOptions {
  /** Absolute path of the folder to run in; configuration is looked for from each file upwards. */
  readonly cwd: string
  /** Pass over files that `.remarkignore` names in silence; otherwise they are an error. */
  readonly silentlyIgnore?: boolean
}

/**
 * Checks files, and (unless their state says `checkOnly`) repairs them: messages are on the files, the rest is in
 * `file.data.qbank`.
 *
 * @param files with path, relative to `cwd` or absolute, and value
 * @returns those that are not ignored
 * @throws UserError where the configuration cannot be used
 */
export async function runPipeline(
  files: readonly VFile[],
  {cwd, silentlyIgnore = false}: PipelineOptions
): Promise<VFile[]> {
  if (files.length === 0) return []
  const done = await new Promise<VFile[]>((resolve, reject) => {
    engine(
      {
        cwd,
        files: [...files],
        // A function, not the processor itself: the engine configures one for each file.
        processor: unified().use(remarkParse),
        plugins: [ensurePreset],
        rcName: '.remarkrc',
        packageField: 'remarkConfig',
        pluginPrefix: 'remark',
        ignoreName: '.remarkignore',
        silentlyIgnore,
        out: false,
        reporter: () => ''
      },
      (error, _status, context) => {
        if (error) reject(error)
        else resolve(context?.files ?? [])
      }
    )
  })
  for (const file of done) {
    const failure = file.messages.find((message) => message.fatal)
    if (failure) throw toUserError(file.path, failure)
  }

  return done
}

/** What made the engine give up on a file, with the chain of reasons behind it. */
function toUserError(path: string, failure: VFileMessage): UserError {
  if (/^Cannot process specified file/.test(failure.reason)) {
    return new UserError(fileTexts.ignored(path))
  }

  const reasons: string[] = []
  for (
    let cause: unknown = failure;
    cause instanceof Error;
    cause = cause.cause
  ) {
    const text = 'reason' in cause ? String(cause.reason) : cause.message
    if (!reasons.includes(text)) reasons.push(text)
  }

  return new UserError(cliTexts.engine(path, reasons.join(': ')), {
    cause: failure
  })
}
