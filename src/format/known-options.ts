/**
 * Options of Prettier, copied here: to ask Prettier for them, it would have to be loaded, which takes longer than
 * checking a bank. A test compares this list with the installed Prettier.
 */

/** Values of options; `number` means whole numbers that are not negative. */
export const knownOptions: Readonly<
  Record<string, 'boolean' | 'number' | readonly string[]>
> = {
  arrowParens: ['always', 'avoid'],
  bracketSameLine: 'boolean',
  bracketSpacing: 'boolean',
  embeddedLanguageFormatting: ['auto', 'off'],
  endOfLine: ['lf', 'crlf', 'cr', 'auto'],
  experimentalTernaries: 'boolean',
  htmlWhitespaceSensitivity: ['css', 'strict', 'ignore'],
  insertPragma: 'boolean',
  jsxSingleQuote: 'boolean',
  objectWrap: ['preserve', 'collapse'],
  printWidth: 'number',
  proseWrap: ['always', 'never', 'preserve'],
  quoteProps: ['as-needed', 'consistent', 'preserve'],
  requirePragma: 'boolean',
  semi: 'boolean',
  singleAttributePerLine: 'boolean',
  singleQuote: 'boolean',
  tabWidth: 'number',
  trailingComma: ['all', 'es5', 'none'],
  useTabs: 'boolean',
  vueIndentScriptAndStyle: 'boolean'
}

/** Options that users cannot set. */
const ownOptions = new Set(['filepath', 'parser'])

/**
 * @param options as the user has written them
 * @returns whether Prettier certainly accepts them; `false` if only Prettier can find out
 */
export function areSurelyValid(options: object): boolean {
  return Object.entries(options as Record<string, unknown>).every(
    ([name, value]) => {
      if (value === undefined || ownOptions.has(name)) return true
      const known = Object.hasOwn(knownOptions, name)
        ? knownOptions[name]
        : undefined
      if (known === undefined) return Array.isArray(value) && value.length === 0
      if (known === 'boolean') return typeof value === 'boolean'
      if (known === 'number') {
        return Number.isSafeInteger(value) && Number(value) >= 0
      }

      return known.includes(value as string)
    }
  )
}
