/**
 * Prettier's options for a file, from the user's `.prettierrc`, `.editorconfig` and `.prettierignore`.
 */
import {devNull} from 'node:os'
import {join, resolve} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {stripVTControlCharacters} from 'node:util'
import type {Options} from 'prettier'
import type {VFile} from 'vfile'
import {findAncestors, isThere} from '../files/configuration-files.ts'
import {isInside} from '../files/repository.ts'
import type {BankConfig} from '../template/config.ts'
import {stateOf} from '../rule/state.ts'
import {configurationTexts} from '../text/texts.ts'
import {UserError} from '../text/user-error.ts'
import {areSurelyValid} from './known-options.ts'
import {loadPrettier} from './load-prettier.ts'
import {readSimpleConfig} from './simple-config.ts'

/** Name under which a configuration lists our own plugin; it would call us again. */
const ownPlugin = 'qbank/prettier'

/**
 * @param file a bank that is being checked
 * @param config of the bank, which has precedence
 * @returns the options for it: those that an entrance has given, or those of the project. Code is only formatted if
 *   one of them has `embeddedLanguageFormatting`
 * @throws UserError with what Prettier says about a configuration that it cannot read, or options that it does not accept
 */
export async function findPrettierOptions(
  file: VFile,
  {embeddedLanguageFormatting}: Pick<BankConfig, 'embeddedLanguageFormatting'>
): Promise<Options | undefined> {
  const options = await findUserOptions(file)
  return options && embeddedLanguageFormatting
    ? {...options, embeddedLanguageFormatting}
    : options
}

async function findUserOptions(file: VFile): Promise<Options | undefined> {
  const given = stateOf(file).prettierOptions
  if (given) return validate(completeOptions(given))
  return file.path
    ? resolvePrettierOptions(file.path, file.cwd)
    : completeOptions({})
}

/**
 * @param path of the file, absolute or relative to `cwd`
 * @returns its options, or `undefined` if `.prettierignore` names it
 * @throws UserError with what Prettier says about a configuration that it cannot read, or options that it does not accept
 */
export async function resolvePrettierOptions(
  path: string,
  cwd: string
): Promise<Options | undefined> {
  const filepath = resolve(cwd, path)
  const ignorePath = join(cwd, '.prettierignore')
  const simple = readSimpleConfig(filepath)
  if (simple && !isThere(ignorePath)) {
    return validate(completeOptions({...simple, filepath}))
  }

  let found: Options
  try {
    const prettier = await loadPrettier()
    const {ignored} = await prettier.getFileInfo(filepath, {
      ignorePath,
      resolveConfig: false
    })
    if (ignored) return undefined
    const config = await findConfigFile(filepath)
    const options = await prettier.resolveConfig(filepath, {
      editorconfig: true,
      // Without a path, Prettier would search above the repository. This file has no options.
      config: config ?? devNull
    })
    found = completeOptions(
      {...options, filepath},
      await resolvePlugins(options, config)
    )
  } catch (error) {
    throw toConfigurationError(error)
  }

  return validate(found)
}

/**
 * @returns the options
 * @throws UserError with what Prettier says about them, whether or not there is anything to format
 */
async function validate(options: Options): Promise<Options> {
  if (!areSurelyValid(options)) await rejectOptions(options)
  return options
}

/**
 * An error in options looks like one in a text. But with wrong options, Prettier cannot format even an empty text.
 *
 * @throws UserError if the options are at fault
 */
async function rejectOptions(options: Options): Promise<void> {
  try {
    const {format} = await loadPrettier()
    await format('', options)
  } catch (error) {
    throw toConfigurationError(error)
  }
}

/** @returns Prettier's error, as an error for the user */
export function toConfigurationError(error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error)
  // On a terminal, Prettier's messages have colors.
  return new UserError(
    configurationTexts.prettier(stripVTControlCharacters(reason).trim()),
    {cause: error}
  )
}

/** Options of a project that has none. */
export const defaultPrettierOptions: Options = completeOptions({})

/** Options for Markdown: of the parsers that Prettier can infer for a file, a bank always has this one. */
function completeOptions(
  options: Options,
  plugins: Options['plugins'] = options.plugins
): Options {
  const others = plugins?.filter((plugin) => plugin !== ownPlugin)
  return {
    ...options,
    parser: 'markdown',
    ...(others && {plugins: others})
  }
}

/** @returns the file from which Prettier would read options, unless it is above the repository */
async function findConfigFile(filepath: string): Promise<string | undefined> {
  const {resolveConfigFile} = await loadPrettier()
  const file = await resolveConfigFile(filepath)
  const root = findAncestors(filepath).folders.at(-1) ?? filepath
  return file !== null && isInside(root, file) ? file : undefined
}

/**
 * Prettier resolves names of plugins from the working folder; here, they are resolved from the configuration's folder.
 */
async function resolvePlugins(
  options: Options | null,
  configFile: string | undefined
): Promise<Options['plugins']> {
  if (!options?.plugins?.length || configFile === undefined) {
    return options?.plugins
  }

  const from = pathToFileURL(configFile).href
  const {resolve: resolveModule} = await import('import-meta-resolve')
  return options.plugins.map((plugin) => {
    if (typeof plugin !== 'string' || plugin === ownPlugin) return plugin
    try {
      return fileURLToPath(resolveModule(plugin, from))
    } catch {
      // Prettier then reports what it cannot find.
      return plugin
    }
  })
}
