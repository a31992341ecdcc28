/** The configuration of remark, which editors read: it names the preset. */
import {basename, dirname} from 'node:path'
import {isSeq, parseDocument} from 'yaml'
import {editPackageJson} from '../../files/package-json.ts'
import {findToolFiles} from '../../files/tool-files.ts'
import type {ToolFile} from '../../files/tool-files.ts'
import {toName} from '../../files/to-name.ts'
import type {Change, Part} from '../lib/part.ts'
import type {Project} from '../lib/project.ts'
import {toPath} from '../lib/project.ts'
import {partTexts} from './texts.ts'

export const remarkPart: Part = {
  id: 'remark',
  changes: ({project}) => {
    const file = findFile(project)
    if (!file) {
      return [
        {
          path: toPath(project.below, '.remarkrc.mjs'),
          reason: partTexts.remarkReason,
          edit: (before) => before ?? "export {default} from 'qbank'\n"
        }
      ]
    }

    const edit = namesPreset(file) ? undefined : getEdit(file, project)
    return edit
      ? [
          {
            path: toName(file.path, project.root),
            edit,
            reason: partTexts.remarkReason
          }
        ]
      : []
  },
  notices: ({project}) => {
    const file = findFile(project)
    if (!file || namesPreset(file) || getEdit(file, project)) return []
    return [partTexts.otherRemark(toName(file.path, project.root))]
  }
}

/** @returns the configuration that remark reads for a file in the project's folder */
function findFile({folder}: Project): ToolFile | undefined {
  return findToolFiles('remark', folder)[0]
}

function namesPreset({text}: ToolFile): boolean {
  return /qbank/.test(text)
}

/** @returns `undefined` if the file is a program, or is above the folder in which qbank is installed */
function getEdit(
  {path, key, text}: ToolFile,
  {folder}: Project
): Change['edit'] | undefined {
  if (dirname(path) !== folder) return undefined
  if (key !== undefined) {
    return (before) =>
      editPackageJson(before, (json) => ({
        ...json,
        [key]: addPlugin(json[key])
      }))
  }

  const name = basename(path)
  if (/\.[cm]?js$/.test(name)) return undefined
  // JSON is also YAML, but would be written in another style.
  if (/^\s*\{/.test(text)) {
    return (before) =>
      before === undefined ? undefined : editPackageJson(before, addPlugin)
  }

  return (before) => addToYaml(before ?? '')
}

/** @returns the configuration with the preset before its other plugins, as the documentation says */
function addPlugin(configuration: unknown): Record<string, unknown> {
  const settings =
    typeof configuration === 'object' && configuration !== null
      ? configuration
      : {}
  const plugins: unknown = 'plugins' in settings ? settings.plugins : []
  return {
    ...settings,
    plugins: Array.isArray(plugins)
      ? ['qbank', ...(plugins as unknown[])]
      : {qbank: true, ...(plugins as object)}
  }
}

function addToYaml(text: string): string {
  const document = parseDocument(text)
  const plugins: unknown = document.get('plugins')
  if (isSeq(plugins)) plugins.items.unshift(document.createNode('qbank'))
  else if (plugins === undefined) document.set('plugins', ['qbank'])
  else document.setIn(['plugins', 'qbank'], true)
  return document.toString({lineWidth: 0})
}
