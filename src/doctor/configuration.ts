/** Checks that configuration is where its program reads it. */
import {dirname} from 'node:path'
import type {Tool, ToolFile} from '../files/tool-files.ts'
import {findToolFiles} from '../files/tool-files.ts'
import {toName} from '../files/to-name.ts'
import {quoteForShell} from '../text/clean.ts'
import type {Finding, Subject} from './finding.ts'
import {note, wrong} from './finding.ts'
import {doctorTexts} from './texts.ts'

/** Programs that read only one configuration in a folder. */
const single: readonly Tool[] = ['remark', 'prettier']

/** No configuration may hide another one in its folder. */
export function checkDoubled({project}: Subject): Finding[] {
  const {root, folder} = project
  return single.flatMap((tool) => {
    const files = findToolFiles(tool, folder)
    const [read] = files
    return files
      .filter((file) => file !== read && read && isBeside(file, read))
      .map((file) => {
        const name = describe(file, root)
        const remedy =
          file.key === undefined
            ? `git rm ${quoteForShell(toName(file.path, root))}`
            : doctorTexts.removeKey(file.key)
        return wrong(
          doctorTexts.shadowed(name, read ? describe(read, root) : ''),
          remedy
        )
      })
  })
}

function isBeside(left: ToolFile, right: ToolFile): boolean {
  return dirname(left.path) === dirname(right.path)
}

function describe({path, key}: ToolFile, root: string): string {
  const name = toName(path, root)
  return key === undefined ? name : `\`${key}\` in ${name}`
}

/** Editors get the rules through remark's configuration. */
export function checkRemark({project, command}: Subject): Finding[] {
  const [file] = findToolFiles('remark', project.folder)
  if (file && /qbank/.test(file.text)) return []
  return file
    ? [
        note(
          doctorTexts.remarkWithout(describe(file, project.root)),
          doctorTexts.addPlugin
        )
      ]
    : [note(doctorTexts.noRemark, `${command} init`)]
}
