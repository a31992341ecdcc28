/**
 * Finds what can be changed in a source so that a test should notice, and writes sources that hold several such changes. A
 * switch chooses one of them while the program runs, so everything is built once, however many changes are tried.
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

/** A function that says when it is called. */
export interface Probe {
  /** Offsets of its body in the source. */
  readonly start: number
  readonly end: number
  /** Whether the body is an expression. */
  readonly isExpression: boolean
}

/** A probe with the number that it says. */
export interface NumberedProbe extends Probe {
  readonly id: number
}

/** The names under which sources call what `switch.ts` exports. */
const switchName = '__isMutant'
const probeName = '__call'

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

/** @returns all functions of a source that have a body, outer ones first */
export function findProbes(source: string): Probe[] {
  const file = ts.createSourceFile(
    'source.ts',
    source,
    ts.ScriptTarget.Latest,
    true
  )
  const probes: Probe[] = []
  visit(file)
  return probes

  function visit(node: ts.Node): void {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const {body} = node
      const isExpression = !ts.isBlock(body)
      probes.push({
        start: body.getStart(file),
        end: body.getEnd(),
        isExpression
      })
    }

    ts.forEachChild(node, visit)
  }
}

/** Something that is put into a source: before what is in its range, or around it. */
interface Insertion {
  readonly start: number
  readonly end: number
  readonly render: (original: () => string, isApart: boolean) => string
}

function toInsertion({
  start,
  end,
  id,
  replacement,
  isStatementStart
}: NumberedMutant): Insertion {
  const render: Insertion['render'] =
    replacement === undefined
      ? (original) => `{if (!${switchName}(${id})) ${original()}}`
      : (original, isApart) =>
          `${isStatementStart && !isApart ? ';' : ''}(${switchName}(${id}) ? (${replacement}) : (${original()}))`
  return {start, end, render}
}

function toCall({start, end, isExpression, id}: NumberedProbe): Insertion {
  return isExpression
    ? {
        start,
        end,
        render: (original) => `(${probeName}(${id}), ${original()})`
      }
    : {start: start + 1, end: start + 1, render: () => `${probeName}(${id});`}
}

/**
 * @param source in which the mutants and probes have been found
 * @param mutants take effect one at a time, when they are switched on
 * @param probes say when they are called
 * @param switchModule what the source is to import `isMutant` and `call` from
 * @returns the source with all of them
 */
export function addSwitches(
  source: string,
  mutants: readonly NumberedMutant[],
  probes: readonly NumberedProbe[],
  switchModule: string
): string {
  // Calls first, then outer ones.
  const sorted = [...probes.map(toCall), ...mutants.map(toInsertion)].sort(
    (left, right) =>
      left.start - right.start ||
      Number(right.start === right.end) - Number(left.start === left.end) ||
      right.end - left.end
  )
  let next = 0
  const body = render(0, source.length, false)
  // A test reads the comment at the head of each rule.
  const [head = ''] = /^\/\*\*[^]*?\*\/\n/.exec(source) ?? []
  return `${head}// @ts-nocheck\nimport {isMutant as ${switchName}, call as ${probeName}} from '${switchModule}'\n${body.slice(head.length)}`

  function render(from: number, to: number, isNested: boolean): string {
    let text = ''
    let at = from
    for (
      let insertion = sorted[next];
      insertion && insertion.start < to;
      insertion = sorted[next]
    ) {
      next++
      const {start, end} = insertion
      text += source.slice(at, start)
      at = end
      text += insertion.render(
        () => render(start, end, true),
        isNested && start === from
      )
    }

    return text + source.slice(at, to)
  }
}
