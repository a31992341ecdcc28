/** Texts of reading and writing files. */
import {clean} from '../text/clean.ts'
import {quote} from '../text/wording.ts'

/** Texts for problems with files; all name the file and what to do. */
export const fileTexts = {
  bare: (cwd: string) =>
    `${clean(cwd)}: is git's own folder, or a bare repository, which holds no files to check. Clone it (\`git clone\`), or add a working tree (\`git worktree add\`), and run qbank there`,
  /** @param command that found none, such as `npx --no -- qbank fix` */
  noBank: (cwd: string, command: string) =>
    `No question bank below ${clean(cwd)}. Looked for files named QUESTION_BANK.md, and for Markdown files whose front matter has the key \`bank\`; not in what .gitignore and .remarkignore name. If it is elsewhere, name it: ${command} path/to/QUESTION_BANK.md`,
  badPackage: (path: string) =>
    `${clean(path)}: is not a JSON object. Correct it, and run this again`,
  noName:
    'One of the names is empty. Name a file, or no file to take every bank below this folder',
  notFound: (path: string) =>
    `${clean(path)}: no such file. Check the spelling, or name no file to take every bank below this folder`,
  brokenLink: (path: string, target: string) =>
    `${clean(path)}: is a symbolic link to ${clean(target)}, which does not exist. Fix the link, or name the file itself`,
  circularLink: (path: string) =>
    `${clean(path)}: is a symbolic link that leads back to itself. Name the file itself`,
  nameTooLong: (path: string) =>
    `${clean(path).slice(0, 60)}…: the name is longer than the file system allows. Check the spelling`,
  folder: (path: string) =>
    `${clean(path)}: is a folder. Name a file; or no file to take every bank below the current folder, or below another one with --cwd`,
  notAFile: (path: string) =>
    `${clean(path)}: is not a regular file. Name a Markdown file, or pass its text on standard input with \`-\``,
  notAConfiguration: (path: string) =>
    `${clean(path)}: is not a regular file, so it is not read as a configuration. Remove it, or put a file in its place`,
  notPermitted: (path: string) =>
    `${clean(path)}: you have no permission to read it. Change that (chmod +r), or ask its owner`,
  notReadable: (path: string, reason: string) =>
    `${clean(path)}: cannot be read (${reason})`,
  readOnly: (path: string) =>
    `${clean(path)}: you have no permission to write it, or into its folder, so it was not changed. Change that (chmod +w), or ask its owner`,
  blocked: (path: string, line: number, reason: string) =>
    `${clean(path)}:${line}: an older problem has to be fixed first; until then, nothing in this file is checked or fixed. ${clean(reason)}`,
  hardLinks: (path: string) =>
    `${clean(path)}: the file has other names (hard links), which keep the old text. Link them again, or make them symbolic links`,
  noSpace: (path: string) =>
    `${clean(path)}: there is no space left to write it, so it was not changed. Make room and run the command again`,
  notWritable: (path: string, reason: string) =>
    `${clean(path)}: cannot be written (${reason}), so it was not changed`,
  notUtf8: (path: string, line: number) =>
    `${clean(path)}:${line}: is not UTF-8 in this line. Save the file with the encoding UTF-8 and try again`,
  utf16: (path: string) =>
    `${clean(path)}: is UTF-16. Save it with the encoding UTF-8 and try again`,
  binary: (path: string, line: number) =>
    `${clean(path)}:${line}: has a zero byte in this line, so it is not text. Name a Markdown file; if this is one, save it with the encoding UTF-8`,
  tooLarge: (path: string, size: string, limit: string) =>
    `${clean(path)}: has ${size}, more than the ${limit} that a bank may have. Split it into several banks`,
  inputTooLarge: (path: string, limit: string) =>
    `${clean(path)}: has more than the ${limit} that a bank may have. Split it into several banks`,
  lineTooLong: (path: string, line: number, size: string, limit: string) =>
    `${clean(path)}:${line}: the line has ${size}, more than the ${limit} that a line may have. Wrap it, or move what it holds into a file of its own`,
  outside: (path: string, target: string, root: string) =>
    `${clean(path)}: is a symbolic link to ${clean(target)}, which is outside ${clean(root)}. Name the file itself`,
  gitInternal: (path: string, target: string) =>
    `${clean(path)}: is ${clean(target)}, one of git's own files, which qbank neither reads nor writes. Name a Markdown file`,
  folderNotReadable: (path: string, reason: string) =>
    `${clean(path)}: this folder cannot be read (${clean(reason)}), so banks below it are not checked. Change that, or name it in .gitignore`,
  notNamed: (path: string) =>
    `${clean(path)}: its name is not UTF-8, so it is not checked. Rename it, or name it in .gitignore`,
  trackedUnknown: (reason: string) =>
    `Git does not say which files it tracks among those that .gitignore names (${clean(reason)}), so none of them is checked`,
  ignored: (path: string) =>
    `${clean(path)}: is named in .remarkignore. Remove it there to have it checked`,
  notABank: (path: string) =>
    [
      `${clean(path)}: is not a question bank. Name it QUESTION_BANK.md, or let it begin with these lines:`,
      '',
      '    ---',
      '    bank:',
      '    ---'
    ].join('\n'),
  noText: (path: string) =>
    `${clean(path)}: has no text. Pass a string, bytes, or a file that has been read`,
  empty: (path: string) =>
    `${clean(path)}: is empty, so there is nothing to check`,
  noCards: (path: string, heading: string) =>
    `${clean(path)}: has no cards, so there is little to check. A card begins with a heading such as ${quote(heading)}`,
  changedOnDisk: (path: string) =>
    `${clean(path)}: another program has changed it meanwhile, so it was not written. Run the command again`
}

/** What is said of the commit hook if git does not run it. */
export const missingHookText = (folder: string, install: string): string =>
  `${clean(folder)}: does not exist, so git runs no commit hook in this working tree. Run \`${install}\` to create it (needed in a new worktree, and after \`git clean\`)`
