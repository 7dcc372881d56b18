import { parse } from 'svelte/compiler'
import ts from 'typescript'

/** Stands for an import whose address is computed while the program runs. */
export const computed = '(computed)'

/** Everything a source file imports: static, re-exported, dynamic and types, in .ts and in .svelte. */
export function importsOf(file: string, source: string): string[] {
  return file.endsWith('.svelte') ? importsOfComponent(source) : importsOfModule(source)
}

function importsOfModule(source: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) found.push(textOf(node.moduleSpecifier))
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) found.push(textOf(node.moduleSpecifier))
    else if (ts.isImportTypeNode(node)) {
      found.push(ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : computed)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      found.push(textOf(node.arguments[0]))
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest))
  return found
}

function textOf(node: ts.Node | undefined): string {
  return node && ts.isStringLiteralLike(node) ? node.text : computed
}

const importing = new Set([
  'ImportDeclaration',
  'ImportExpression',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'TSImportType',
])

/** Walks scripts and markup alike: `{#await import(…)}` is an import too. */
function importsOfComponent(source: string): string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (typeof node !== 'object' || node === null) return
    const { type, source: from, argument } = node as Record<string, unknown>
    if (typeof type === 'string' && importing.has(type)) {
      const specifier = literalOf(type === 'TSImportType' ? argument : from)
      if (specifier !== null) found.push(specifier)
    }
    Object.values(node).forEach(visit)
  }
  visit(parse(source, { modern: true }))
  return found
}

/** Null where nothing is imported: `export { x }` has no source. */
function literalOf(node: unknown): string | null {
  if (typeof node !== 'object' || node === null) return null
  const { value, literal } = node as Record<string, unknown>
  if (typeof value === 'string') return value
  return literal ? literalOf(literal) : computed
}
