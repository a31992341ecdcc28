/** What an editor offers to do about diagnostics: unified-language-server's quick fixes, and one that fixes all. */
import type {
  CodeAction,
  CodeActionOptions,
  CodeActionParams,
  Diagnostic,
  InitializeParams,
  TextEdit
} from 'vscode-languageserver'
import node from 'vscode-languageserver/node.js'
import {editorTexts} from '../../messages.ts'

const {CodeActionKind} = node

/** unified-language-server's handler. */
export type FindQuickFixes = (
  params: CodeActionParams
) => readonly CodeAction[] | undefined

/** Code actions of one connection. */
export class CodeActions {
  /**
   * The edits of Format Document for an open document: all fixes that there are. `undefined` where nothing is to be
   * done.
   */
  format: (uri: string) => Promise<TextEdit[] | undefined> = () =>
    Promise.resolve(undefined)

  #canResolve = false

  /** @returns what the editor is to be told of code actions */
  initialize({capabilities}: InitializeParams): CodeActionOptions {
    const {resolveSupport} = capabilities.textDocument?.codeAction ?? {}
    this.#canResolve = resolveSupport?.properties.includes('edit') ?? false
    return {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll],
      resolveProvider: true
    }
  }

  /** @returns the actions that the editor asks for; if it does not say which, those that help with its diagnostics */
  async find(
    params: CodeActionParams,
    findQuickFixes: FindQuickFixes
  ): Promise<CodeAction[]> {
    const {context, textDocument} = params
    const {only} = context
    const found: CodeAction[] = []
    if (isWanted(CodeActionKind.QuickFix, only)) {
      for (const diagnostic of context.diagnostics) {
        const diagnostics = [diagnostic]
        const fixes = findQuickFixes({...params, context: {diagnostics}}) ?? []
        found.push(...fixes.map((fix) => toQuickFix(fix, diagnostic)))
      }
    }

    if (only ? isWanted(CodeActionKind.SourceFixAll, only) : found.length > 0) {
      const fixAll: CodeAction = {
        title: editorTexts.fixAll,
        kind: CodeActionKind.SourceFixAll,
        data: {uri: textDocument.uri}
      }
      if (!only && this.#canResolve) {
        // It takes a run, and most who open the menu choose something else.
        found.push(fixAll)
      } else {
        const resolved = await this.resolve(fixAll)
        if (resolved.edit) found.push(resolved)
      }
    }

    return found
  }

  /** @returns the action with its edit */
  async resolve(action: CodeAction): Promise<CodeAction> {
    const {uri} = (action.data ?? {}) as {uri?: unknown}
    if (action.edit || typeof uri !== 'string') return action
    const edits = await this.format(uri)
    return edits ? {...action, edit: {changes: {[uri]: edits}}} : action
  }
}

/** Kinds are a tree: who asks for `source` wants `source.fixAll`, too. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return (
    !only ||
    only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`))
  )
}

/** The fix with a title for a menu, and what it is for. */
function toQuickFix(fix: CodeAction, diagnostic: Diagnostic): CodeAction {
  const [edit] = Object.values(fix.edit?.changes ?? {}).flat()
  return {
    ...fix,
    title: edit
      ? toTitle(fix.title, edit.newText, diagnostic)
      : editorTexts.title(fix.title),
    diagnostics: [diagnostic]
  }
}

/** unified-language-server's titles hold whole cards if a diagnostic does. */
function toTitle(
  title: string,
  replacement: string,
  {code}: Diagnostic
): string {
  if (code === 'format') return editorTexts.format
  const before = 'Replace `'
  const after = `\` with \`${replacement}\``
  return title.startsWith(before) && title.endsWith(after)
    ? editorTexts.replace(
        title.slice(before.length, -after.length),
        replacement
      )
    : editorTexts.title(title)
}
