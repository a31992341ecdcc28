/** What the language server says. */
import {clean} from '../text/clean.ts'
import {quote} from '../text/wording.ts'

/** What an editor shows, except for the rules' messages. */
export const editorTexts = {
  fixAll: 'Fix and format the whole question bank',
  format: 'Format as Prettier prints it',
  replace: (before: string, after: string) => {
    if (before === '') return `Insert ${show(after)}`
    if (after === '') return `Remove ${show(before)}`
    return `Replace ${show(before)} with ${show(after)}`
  },
  cancelled: 'The request was cancelled',
  modified: 'The document or its configuration has changed since the request',
  related: (text: string) => shorten(text),
  more: (count: number, shown: number) =>
    `This bank has ${count} more problems than the ${shown} that are shown. \`npx --no -- qbank check\` counts them by rule`,
  tooLarge: (path: string, characters: number, most: number) =>
    `${clean(path)}: has ${characters.toLocaleString('en')} characters, more than the ${most.toLocaleString('en')} that are checked while you type. \`npx --no -- qbank check\` and \`npx --no -- qbank fix\` still take it; or split it into several banks`
}

/** What the language server says if it is started in a terminal. */
export const serverTexts = {
  help: [
    'Usage: qbank-language-server --stdio',
    '',
    'Speaks the Language Server Protocol: editors start it. docs/editors.md has the settings for some.',
    'Instead of --stdio: --node-ipc, --socket=<port>, --pipe=<name>.',
    'With --no-config, it ignores the configuration of the project, which may be code.'
  ].join('\n'),
  noChannel: (args: readonly string[]) =>
    `error: unknown arguments: ${clean(args.join(' '))}. Editors start it as: qbank-language-server --stdio`
}

/** A menu has no room for more. */
function shorten(text: string): string {
  const characters = Array.from(text)
  return characters.length > 120
    ? `${characters.slice(0, 119).join('')}…`
    : text
}

/** Text with its line breaks, and the spaces before them, as characters that can be seen. */
function show(text: string): string {
  const lines = text.split(/\r\n|\n|\r/).map((line) => {
    const kept = line.trimEnd()
    return kept + line.slice(kept.length).replaceAll(' ', '␠')
  })
  return quote(clean(lines.join('⏎')))
}
