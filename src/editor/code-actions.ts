/** What an editor offers: a quick fix for each candidate of a diagnostic, and one action that fixes all. */
import type {
  CancellationToken,
  CodeAction,
  CodeActionContext,
  Diagnostic
} from 'vscode-languageserver'
import node from 'vscode-languageserver/node.js'
import {editorTexts} from './texts.ts'
import type {DiagnosticData} from './diagnostics.ts'
import type {OpenDocument} from './open-document.ts'

const {QuickFix: quickFix, SourceFixAll: sourceFixAll} = node.CodeActionKind

/** The kinds of actions that there are. */
export const codeActionKinds = [quickFix, sourceFixAll]

/**
 * @param canResolve whether the editor asks for an edit when it needs it
 * @returns the actions that the editor asks for; if it does not say which, those that help with its diagnostics
 */
export async function findCodeActions(
  open: OpenDocument,
  {diagnostics, only}: CodeActionContext,
  canResolve: boolean,
  token: CancellationToken
): Promise<CodeAction[]> {
  const found: CodeAction[] = []
  // Editors ask at every step of the cursor, mostly without a diagnostic.
  if (diagnostics.length > 0 && isWanted(quickFix, only)) {
    // The editor may still show diagnostics of an earlier text, whose positions are no longer right.
    const shown = new Set(diagnostics.map(toKey))
    for (const diagnostic of await open.check(token)) {
      if (shown.has(toKey(diagnostic))) {
        found.push(...(await toQuickFixes(diagnostic, open, token)))
      }
    }
  }

  if (only ? isWanted(sourceFixAll, only) : found.length > 0) {
    const {uri} = open.document
    const title = editorTexts.fixAll
    const fixAll: CodeAction = {title, kind: sourceFixAll, data: {uri}}
    // Computing the edit takes a run, and most people who open the menu choose something else.
    if (!only && canResolve) found.push(fixAll)
    else {
      const {edit} = await resolveFixAll(open, fixAll, token)
      if (edit) found.push({...fixAll, edit})
    }
  }

  return found
}

/** @returns the action that fixes all, with its edit if there is anything to fix */
export async function resolveFixAll(
  open: OpenDocument,
  action: CodeAction,
  token: CancellationToken
): Promise<CodeAction> {
  const edits = await open.format(token)
  return edits ? {...action, edit: open.toWorkspaceEdit(edits)} : action
}

/** Kinds are a tree: a request for `source` includes `source.fixAll`. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return (
    !only ||
    only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`))
  )
}

function toKey({range: {start, end}, code, source}: Diagnostic): string {
  const {line, character} = start
  return [line, character, end.line, end.character, source, code].join()
}

async function toQuickFixes(
  diagnostic: Diagnostic,
  open: OpenDocument,
  token: CancellationToken
): Promise<CodeAction[]> {
  const {range, code} = diagnostic
  const {expected = []} = (diagnostic.data as DiagnosticData | undefined) ?? {}
  const actual = open.document.getText(range)
  const actions: CodeAction[] = []
  for (const newText of expected) {
    const edits = await open.followLinks({range, newText}, token)
    actions.push({
      title:
        code === 'format'
          ? editorTexts.format
          : editorTexts.replace(actual, newText),
      kind: quickFix,
      diagnostics: [diagnostic],
      edit: open.toWorkspaceEdit(edits),
      ...(expected.length === 1 && {isPreferred: true})
    })
  }

  return actions
}
