import * as prettier from 'prettier'
import {protectSigns} from '../../src/format/literal-signs.ts'
import {stripByteOrderMark} from '../../src/markdown/offsets.ts'

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
  // Offsets of signs and code do not count it.
  const marked = stripByteOrderMark(text)
  const mark = text.slice(0, text.length - marked.length)
  const {text: given, restore} = protectSigns(marked, keepsLines, keepsCode)
  const printed = await prettier.format(mark + given, {
    embeddedLanguageFormatting: 'off',
    ...options,
    parser: 'markdown'
  })
  return restore(printed)
}
