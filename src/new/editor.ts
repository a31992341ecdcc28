/**
 * Opens a text in the person's editor. The variable is split into words here: no shell reads it or the name of the
 * file.
 */
import {spawn} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {UserError} from '../text/user-error.ts'
import {newTexts} from './texts.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * @returns the words of the command in VISUAL or EDITOR
 * @throws UserError if neither is set
 */
export function findEditor({VISUAL, EDITOR}: Environment): readonly string[] {
  const command = [VISUAL, EDITOR].find((each) => each?.trim())
  if (command === undefined) throw new UserError(newTexts.noEditor)
  const words = splitWords(command)
  if (!words) throw new UserError(newTexts.editorSyntax(command))
  return words
}

/** @returns the words of a command, split as in a shell, without expansion; `undefined` for an open quotation mark */
function splitWords(command: string): string[] | undefined {
  const words: string[] = []
  const part = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)|(.)/gsy
  let word: string | undefined
  for (const [all, single, double, escaped, bare, other] of command.matchAll(
    part
  )) {
    if (other !== undefined) return undefined
    if (/^\s/.test(all) && escaped === undefined) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }

    const text =
      single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? bare ?? ''
    word = (word ?? '') + text
  }

  if (word !== undefined) words.push(word)
  return words
}

/**
 * @param editor words of its command
 * @returns the text after the editor has ended, and a function that deletes the file: it is kept if something fails
 * @throws UserError if the editor cannot be started, or says that it has failed
 */
export async function editText(
  text: string,
  editor: readonly string[]
): Promise<{text: string; file: string; forget: () => void}> {
  const folder = mkdtempSync(join(tmpdir(), 'qbank-card-'))
  const file = join(folder, 'card.md')
  writeFileSync(file, text, {flag: 'wx', mode: 0o600})
  const [program = '', ...words] = editor
  const reason = await new Promise<string | undefined>((resolve) => {
    const child = spawn(program, [...words, file], {stdio: 'inherit'})
    child.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message)
    })
    child.on('exit', (code, signal) => {
      resolve(code === 0 ? undefined : (signal ?? `exit code ${code}`))
    })
  })
  if (reason !== undefined) {
    const command = editor.join(' ')
    throw new UserError(newTexts.editorFailed(command, reason, file))
  }

  return {
    text: readFileSync(file, 'utf8'),
    file,
    forget() {
      rmSync(folder, {recursive: true, force: true})
    }
  }
}
