/**
 * Prettier's options for a file, as the user's `.prettierrc`, `.editorconfig` and `.prettierignore` say.
 */
import {existsSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {stripVTControlCharacters} from 'node:util'
import type {Options} from 'prettier'
import type {VFile} from 'vfile'
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
 * @param config what its front matter says, which counts first
 * @returns the options for it: those that an entrance has given, or those of the project; without
 *   `embeddedLanguageFormatting`, nobody has asked for code to be formatted
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
  if (!existsSync(join(cwd, '.prettierignore'))) {
    const options = readSimpleConfig(filepath)
    if (options) return validate(completeOptions({...options, filepath}))
  }

  let found: Options
  try {
    const prettier = await loadPrettier()
    const {ignored} = await prettier.getFileInfo(filepath, {
      ignorePath: join(cwd, '.prettierignore'),
      resolveConfig: false
    })
    if (ignored) return undefined
    const options = await prettier.resolveConfig(filepath, {editorconfig: true})
    found = completeOptions(
      {...options, filepath},
      await resolvePlugins(options, filepath)
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
 * An error about options looks like one about a text; but with those, not even a text without anything in it is formatted.
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

/** @returns Prettier's error, for the person at the keyboard */
export function toConfigurationError(error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error)
  // On a terminal Prettier colors what it says.
  return new UserError(
    configurationTexts.prettier(stripVTControlCharacters(reason).trim()),
    {cause: error}
  )
}

/** Options for Markdown: of the parsers that Prettier infers for a file, a bank only ever has this one. */
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

/** Prettier resolves names of plugins from the working folder; here they are resolved from the configuration. */
async function resolvePlugins(
  options: Options | null,
  filepath: string
): Promise<Options['plugins']> {
  if (!options?.plugins?.length) return undefined
  const prettier = await loadPrettier()
  const configFile = await prettier.resolveConfigFile(filepath)
  if (configFile === null) return options.plugins
  const from = pathToFileURL(configFile).href
  const {resolve: resolveModule} = await import('import-meta-resolve')
  return options.plugins.map((plugin) => {
    if (typeof plugin !== 'string' || plugin === ownPlugin) return plugin
    try {
      return fileURLToPath(resolveModule(plugin, from))
    } catch {
      // Prettier then says itself what it cannot find.
      return plugin
    }
  })
}
