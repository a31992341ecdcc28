/**
 * Finds what can be changed in a source so that a test should notice, and writes sources that hold several such changes,
 * of which a switch chooses one while the program runs. So everything is built once, however many changes are tried.
 */
import ts from 'typescript'

/** A change of a source. */
export interface Mutant {
  /** Offsets in the source. */
  readonly start: number
  readonly end: number
  /** What comes in place of the range; none for a statement that is left out. */
  readonly replacement: string | undefined
  /** Whether a parenthesis at its start could continue the statement above it. */
  readonly isStatementStart: boolean
}

/** A mutant with the number by which it is switched on. */
export interface NumberedMutant extends Mutant {
  readonly id: number
}

/** The name under which sources call the switch. */
const switchName = '__isMutant'

/**
 * The switch, as a module for the program that is built: `MUTANT` is the number of the mutant that is on. To the file that
 * `MUTANTS_REACHED` names it adds the number of each mutant that is asked for, once a process.
 */
export const switchSource = `import {appendFileSync} from 'node:fs'
import process from 'node:process'
const active = Number(process.env.MUTANT ?? -1)
const list = process.env.MUTANTS_REACHED
const seen = new Set()
export function isMutant(id) {
  if (list !== undefined && !seen.has(id)) {
    seen.add(id)
    appendFileSync(list, id + '\\n')
  }
  return id === active
}
`

const operators: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.QuestionQuestionToken]: '&&',
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
  [ts.SyntaxKind.AsteriskToken]: '/',
  [ts.SyntaxKind.SlashToken]: '*',
  [ts.SyntaxKind.PercentToken]: '*',
  [ts.SyntaxKind.AmpersandToken]: '|',
  [ts.SyntaxKind.BarToken]: '&'
}

const assignments: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.PlusEqualsToken]: '-=',
  [ts.SyntaxKind.MinusEqualsToken]: '+=',
  [ts.SyntaxKind.PlusPlusToken]: '--',
  [ts.SyntaxKind.MinusMinusToken]: '++'
}

/** @returns all mutants of a source in TypeScript, in source order */
export function findMutants(source: string): Mutant[] {
  const file = ts.createSourceFile(
    'source.ts',
    source,
    ts.ScriptTarget.Latest,
    true
  )
  const mutants: Mutant[] = []
  visit(file)
  return mutants.sort((left, right) => left.start - right.start)

  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) || isDeclarationOnly(node)) return
    if (ts.isBinaryExpression(node)) visitBinary(node)
    else if (ts.isPrefixUnaryExpression(node)) visitPrefix(node)
    else if (ts.isPostfixUnaryExpression(node)) visitPostfix(node)
    else if (ts.isConditionalExpression(node)) addCondition(node.condition)
    else if (ts.isIfStatement(node)) addCondition(node.expression)
    else if (ts.isWhileStatement(node)) add(node.expression, 'false')
    else if (ts.isForStatement(node) && node.condition)
      add(node.condition, 'false')
    else visitLiteral(node)
    if (isRemovable(node)) add(node, undefined)
    ts.forEachChild(node, visit)
  }

  function visitBinary({
    left,
    operatorToken,
    right
  }: ts.BinaryExpression): void {
    const operator = operators[operatorToken.kind]
    const assignment = assignments[operatorToken.kind]
    const node = left.parent
    if (operator !== undefined) {
      add(node, `(${textOf(left)}) ${operator} (${textOf(right)})`)
    } else if (assignment !== undefined) {
      add(node, `${textOf(left)} ${assignment} ${textOf(right)}`)
    }
  }

  function visitPrefix(node: ts.PrefixUnaryExpression): void {
    const {operand, operator} = node
    if (
      operator === ts.SyntaxKind.ExclamationToken ||
      operator === ts.SyntaxKind.MinusToken
    ) {
      add(node, textOf(operand))
    } else if (assignments[operator] !== undefined) {
      add(node, `${assignments[operator]}${textOf(operand)}`)
    }
  }

  function visitPostfix(node: ts.PostfixUnaryExpression): void {
    add(node, `${textOf(node.operand)}${assignments[node.operator] ?? ''}`)
  }

  function addCondition(node: ts.Expression): void {
    add(node, 'true')
    add(node, 'false')
  }

  function visitLiteral(node: ts.Node): void {
    if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false')
    else if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true')
    else if (ts.isNumericLiteral(node) && !isName(node)) {
      add(node, `${textOf(node)} + 1`)
    } else if (ts.isStringLiteral(node) && !isName(node)) {
      add(node, node.text === '' ? "'mutant'" : "''")
    } else if (
      (ts.isNoSubstitutionTemplateLiteral(node) ||
        ts.isTemplateExpression(node)) &&
      !ts.isTaggedTemplateExpression(node.parent)
    ) {
      add(node, "''")
    }
  }

  function add(node: ts.Node, replacement: string | undefined): void {
    const start = node.getStart(file)
    mutants.push({
      start,
      end: node.getEnd(),
      replacement,
      isStatementStart: isStatementStart(node, start)
    })
  }

  function isStatementStart(node: ts.Node, start: number): boolean {
    for (let each = node; each.getStart(file) === start; each = each.parent) {
      if (ts.isExpressionStatement(each)) return isInList(each)
    }

    return false
  }

  function textOf(node: ts.Node): string {
    return node.getText(file)
  }
}

/** Whether nothing of the node is there when the program runs, or what is cannot be an expression. */
function isDeclarationOnly(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    // What is imported is for the bundler to know.
    (ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword)
  )
}

/** Whether a literal names a property. */
function isName(node: ts.Node): boolean {
  const {parent} = node
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node)
  )
}

function isRemovable(node: ts.Node): boolean {
  return (
    ts.isBreakStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isReturnStatement(node) ||
    (ts.isExpressionStatement(node) && !isSuperCall(node.expression))
  )
}

function isSuperCall(node: ts.Expression): boolean {
  return (
    ts.isCallExpression(node) &&
    node.expression.kind === ts.SyntaxKind.SuperKeyword
  )
}

function isInList({parent}: ts.Node): boolean {
  return (
    ts.isBlock(parent) ||
    ts.isSourceFile(parent) ||
    ts.isCaseOrDefaultClause(parent)
  )
}

/**
 * @param source in which the mutants have been found
 * @param switchModule what the source is to import the switch from
 * @returns the source with all of them, each of which takes effect when it is switched on
 */
export function addSwitches(
  source: string,
  mutants: readonly NumberedMutant[],
  switchModule: string
): string {
  // Outer ones first.
  const sorted = mutants.toSorted(
    (left, right) => left.start - right.start || right.end - left.end
  )
  let next = 0
  const body = render(0, source.length, false)
  return `// @ts-nocheck\nimport {isMutant as ${switchName}} from '${switchModule}'\n${body}`

  function render(from: number, to: number, isNested: boolean): string {
    let text = ''
    let at = from
    for (
      let mutant = sorted[next];
      mutant && mutant.start < to;
      mutant = sorted[next]
    ) {
      next++
      const {start, end, id, replacement, isStatementStart} = mutant
      text += source.slice(at, start)
      const original = render(start, end, true)
      at = end
      if (replacement === undefined) {
        text += `{if (!${switchName}(${id})) ${original}}`
        continue
      }

      const isApart = isNested && start === from
      text += isStatementStart && !isApart ? ';' : ''
      text += `(${switchName}(${id}) ? (${replacement}) : (${original}))`
    }

    return text + source.slice(at, to)
  }
}
