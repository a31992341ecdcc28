import * as prettier from 'prettier'
import {protectSigns} from '../../src/format/literal-signs.ts'

/**
 * Plain Prettier, but for the two things that it is kept from in a bank: it changes no code unless it is asked to, not even
 * spaces at the ends of its lines, and takes no literal sign for markup.
 *
 * @returns the text as it prints it
 */
export async function printBank(
  text: string,
  options: prettier.Options = {}
): Promise<string> {
  const keepsLines = (options.proseWrap ?? 'preserve') === 'preserve'
  const keepsCode = (options.embeddedLanguageFormatting ?? 'off') === 'off'
  const {text: given, restore} = protectSigns(text, keepsLines, keepsCode)
  const printed = await prettier.format(given, {
    embeddedLanguageFormatting: 'off',
    ...options,
    parser: 'markdown'
  })
  return restore(printed)
}
