/** Other tools of the project that use the same files. */
import {basename} from 'node:path'
import {findToolFiles} from '../../files/tool-files.ts'
import {toName} from '../../files/to-name.ts'
import type {Part} from '../lib/part.ts'
import {appendLines} from '../lib/part.ts'
import {readFrom, toPath} from '../lib/project.ts'
import {partTexts} from './texts.ts'

/** Two spaces at the end of a line are a line break, but an editor may be configured to strip them. */
export const editorConfigPart: Part = {
  id: 'editorconfig',
  changes: ({project}) =>
    [...new Set([toPath(project.below, '.editorconfig'), '.editorconfig'])]
      .filter((path) => stripsMarkdown(readFrom(project, path) ?? ''))
      .map((path) => ({
        path,
        reason: partTexts.editorConfigReason,
        edit: (before) =>
          appendLines(
            before,
            '\n[*.{md,markdown}]\ntrim_trailing_whitespace = false\n'
          )
      }))
}

/** @returns whether the last section for all files or Markdown strips spaces */
function stripsMarkdown(text: string): boolean {
  let isAbout = true
  let strips = false
  for (const line of text.split(/\r?\n/)) {
    const [, section] = /^\s*\[(.*)\]\s*$/.exec(line) ?? []
    if (section !== undefined) {
      isAbout =
        section === '*' || /(?:^|[.,{])(?:md|markdown)(?:[},]|$)/.test(section)
    }

    const [, value] =
      /^\s*trim_trailing_whitespace\s*=\s*(\w+)/i.exec(line) ?? []
    if (isAbout && value !== undefined) strips = /^true$/i.test(value)
  }

  return strips
}

/** Other checks of the same files, which may report what qbank writes. */
export const markdownlintPart: Part = {
  id: 'markdownlint',
  changes: () => [],
  notices: ({project}) =>
    findToolFiles('markdownlint', project.folder)
      .filter(({path}) => basename(path) !== 'package.json')
      .slice(0, 1)
      .map(({path}) => partTexts.markdownlint(toName(path, project.root)))
}
