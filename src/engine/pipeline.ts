/**
 * Files through unified-engine, with the project's `.remarkrc` and `.remarkignore`. Every entrance of ours calls
 * this, so that the same file has the same messages and the same fixed text wherever it is looked at.
 */
import {resolve} from 'node:path'
import type {Processor} from 'unified'
import {unified} from 'unified'
import type {Options} from 'unified-engine'
import {engine} from 'unified-engine'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import {lazyRemarkParse} from '../markdown/remark-plugin.ts'
import {stateOf} from '../rule/state.ts'
import {configurationTexts} from '../text/texts.ts'
import {isWorthLooking} from '../files/configuration-files.ts'
import {fileTexts} from '../files/texts.ts'
import {ensurePreset} from './preset.ts'
import {isSolePreset} from './sole-preset.ts'
import {ConfigurationError, UserError} from '../text/user-error.ts'

const ignoreName = '.remarkignore'
const rcName = '.remarkrc'
const packageField = 'remarkConfig'

/** Files in which unified-engine looks for a configuration. */
const configurationNames = [
  ...['', '.json', '.cjs', '.mjs', '.js', '.yaml', '.yml'].map(
    (extension) => rcName + extension
  ),
  'package.json'
]

/** Options of `runPipeline`. */
export interface PipelineOptions {
  /** Absolute path of the folder to run in. */
  readonly cwd: string
  /** Skip files that `.remarkignore` names; otherwise they are an error. */
  readonly silentlyIgnore?: boolean
  /**
   * Whether the project's `.remarkrc` and `.remarkignore` hold, which are looked for from each file upwards to the root of its
   * Whether the project's `.remarkrc` and `.remarkignore` are used, which are searched from each file upwards to the
   * root of its repository; default: `true`.
   */
  readonly hasConfiguration?: boolean | undefined
  /** Skip files for which there is no `.remarkrc`; default: `false`. */
  readonly requiresConfiguration?: boolean
}

/**
 * Checks files, and (unless their state says `checkOnly`) fixes them: the files get messages, and `file.data.qbank` the
 * rest.
 *
 * @param files with path, relative to `cwd` or absolute, and value
 * @returns those that are not ignored
 * @throws UserError if the configuration cannot be used
 */
export async function runPipeline(
  files: readonly VFile[],
  {
    cwd,
    silentlyIgnore = false,
    hasConfiguration = true,
    requiresConfiguration = false
  }: PipelineOptions
): Promise<VFile[]> {
  const done: VFile[] = []
  for (const file of files) {
    const path = resolve(cwd, file.path)
    const isConfigured =
      hasConfiguration && isWorthLooking(path, configurationNames, packageField)
    if (requiresConfiguration && !isConfigured) continue
    // The preset is used even without a configuration.
    const detectConfig =
      isConfigured &&
      (requiresConfiguration ||
        !isSolePreset(path, configurationNames, packageField))
    const [own] = await runEngine([file], {
      cwd,
      silentlyIgnore,
      detectConfig,
      detectIgnore: hasConfiguration && isWorthLooking(path, [ignoreName]),
      ignoreUnconfigured: requiresConfiguration,
      // A function, not the processor itself: the engine configures one for each file.
      processor: unified().use(lazyRemarkParse),
      plugins: [ensurePreset],
      rcName,
      packageField,
      pluginPrefix: 'remark'
    })
    if (!own) continue
    const failure = findFailure(own)
    if (failure) throw toUserError(own.path, failure)
    done.push(own)
  }

  return done
}

/**
 * @param paths relative to `cwd` or absolute
 * @returns those that no `.remarkignore` in use names
 */
export async function filterIgnored(
  paths: readonly string[],
  {
    cwd,
    hasConfiguration = true
  }: Pick<PipelineOptions, 'cwd' | 'hasConfiguration'>
): Promise<string[]> {
  if (!hasConfiguration) return [...paths]
  const files = new Map<string, VFile>()
  for (const path of paths) {
    const absolute = resolve(cwd, path)
    // The engine has no name for the folder itself, so it cannot be ignored.
    if (absolute === resolve(cwd)) continue
    if (!isWorthLooking(absolute, [ignoreName])) continue
    files.set(path, new VFile({path, value: ''}))
  }

  const kept = await runEngine([...files.values()], {
    cwd,
    silentlyIgnore: true,
    // Only the engine knows what is ignored. It gets no configuration, and a processor without plugins, so that it does
    // nothing else.
    processor: unified().use(parseNothing)
  })
  return paths.filter((path) => {
    const file = files.get(path)
    return !file || kept.includes(file)
  })
}

function parseNothing(this: Processor): void {
  this.parser = () => ({type: 'root', children: []})
}

/** @returns those of the files that were not ignored, in their order */
async function runEngine(
  files: readonly VFile[],
  options: Options & {readonly cwd: string}
): Promise<VFile[]> {
  // Without files the engine would wait for standard input.
  if (files.length === 0) return []
  // The engine would resolve a relative path from the folder of the process.
  for (const file of files) file.path = resolve(options.cwd, file.path)
  const done = await new Promise<readonly VFile[]>((resolve, reject) => {
    engine(
      {
        ...options,
        files: [...files],
        ignoreName,
        out: false,
        reporter: () => ''
      },
      (error, _status, context) => {
        if (error) reject(error)
        else resolve(context?.files ?? [])
      }
    )
  })
  // A plugin may have added other files that it only wants to read.
  return files.filter((file) => done.includes(file))
}

/** The message with which the engine gave up on a file, if it did. */
function findFailure(file: VFile): VFileMessage | undefined {
  const {bank} = stateOf(file)
  return file.messages.find(
    ({fatal, reason}) =>
      fatal &&
      // Other rules may mark their messages as fatal. But after a failure, the preset's last plugin has not run.
      (!bank || reason === 'Cannot process file')
  )
}

/** The error for a file that the engine gave up on, with the chain of reasons. */
function toUserError(path: string, failure: VFileMessage): UserError {
  if (/^Cannot process specified file/.test(failure.reason)) {
    return new UserError(fileTexts.ignored(path))
  }

  const options = {cause: failure}
  const [first, ...reasons] = getReasons(failure)
  if (failure.cause === undefined) {
    const place =
      failure.line === undefined
        ? path
        : `${path}:${failure.line}:${failure.column ?? 1}`
    const origin = [failure.source, failure.ruleId].filter(Boolean).join(':')
    return new UserError(
      configurationTexts.failed(place, first ?? '', origin),
      options
    )
  }

  const mistake = findMistake(failure)
  if (mistake !== undefined) {
    // If loading a file has failed, the reasons name it.
    const file = reasons.map(
      (reason) => /^Cannot parse file `(.+)`$/.exec(reason)?.[1]
    )[0]
    return new ConfigurationError(
      configurationTexts.of(file ?? path, mistake),
      options
    )
  }

  const reason = reasons.join(': ')
  return new UserError(
    /^Cannot (?:find|import|parse|read) /.test(reason)
      ? configurationTexts.unusable(path, reason)
      : configurationTexts.stopped(path, reason),
    options
  )
}

/**
 * @returns the message of a cause that is a UserError; found by its name, as the configuration may load another copy
 *   of this package
 */
function findMistake(error: Error): string | undefined {
  for (let {cause} = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'UserError') return cause.message
  }

  return undefined
}

/** The messages of an error and of its causes, each once. */
function getReasons(error: Error): string[] {
  const reasons: string[] = []
  for (
    let cause: unknown = error;
    cause instanceof Error;
    cause = cause.cause
  ) {
    const text = 'reason' in cause ? String(cause.reason) : cause.message
    const file = /^Cannot import `(.+)`$/.exec(reasons.at(-1) ?? '')?.[1]
    if (!reasons.includes(text)) reasons.push(text)
    // Node's error does not say in which line of a module the syntax is wrong.
    if (cause instanceof SyntaxError && file !== undefined) {
      reasons.push(configurationTexts.whichLine(file))
    }
  }

  return reasons
}
