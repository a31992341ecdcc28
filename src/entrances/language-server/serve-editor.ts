/** What an editor's run of the preset does less than another: no repair for a look, nothing to what is no bank. */
import {basename, relative} from 'node:path'
import type {Root} from 'mdast'
import type {Processor} from 'unified'
import type {VFile} from 'vfile'
import {bankName, isBankText} from '../../bank/is-bank.ts'
import {stateOf} from '../../fix/state.ts'
import {editorTexts} from '../../messages.ts'
import {UserError} from '../../user-error.ts'
import type {Session} from './session.ts'

/**
 * Most characters of a document that is checked at every key: seven times what GitHub shows of a bank, and still
 * read in seconds if nothing in it is canonical.
 */
export const mostCharacters = 4 * 1024 * 1024

/** @returns a plugin, to be listed behind the preset */
export function serveEditor(session: Session): (this: Processor) => void {
  return function (this: Processor) {
    // For what is no bank. Editors have other formatters for that; this one would have remark's taste, not the project's.
    this.compiler = (_tree, file) => String(file)
    // Behind whatever sets a parser.
    this.use(prepareFiles)
  }

  /** Parsing is the only moment at which a file is there and nothing has been done to it. */
  function prepareFiles(this: Processor): void {
    const {parser} = this
    if (!parser) return
    this.parser = (text, file) => {
      const uri = file.data.lspDocumentUri
      // A repair parses files of its own.
      if (typeof uri !== 'string') return parser(text, file)
      if (text.length > mostCharacters) return refuse(text, file)
      file.data.qbank = {
        ...stateOf(file),
        checkOnly: !session.isFormatting(uri)
      }
      const document = session.documents.get(uri)
      if (document) document.file = file
      return parser(text, file)
    }
  }
}

/** @throws UserError if the file is a bank; others are nothing to complain about */
function refuse(text: string, file: VFile): Root {
  if (file.basename === bankName || isBankText(text)) {
    throw new UserError(
      editorTexts.tooLarge(
        relative(file.cwd, file.path) || basename(file.path),
        text.length,
        mostCharacters
      )
    )
  }

  return {type: 'root', children: []}
}
