import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import type { RouteConfigEntry } from "@remix-run/route-config";
import ts from "typescript";

import { ROOT } from "../helpers/hub-process.ts";

/** A route of the hub: its whole address, and its module. Layouts that have no address of their own pages are none. */
export type HubRoute = { address: string; file: string };

/** Every route of the map that answers at an address of its own. */
export function hubRoutes(entries: RouteConfigEntry[], above = ""): HubRoute[] {
  return entries.flatMap(({ path: own, file, index, children = [] }) => {
    const address = [above, own].filter(Boolean).join("/");
    const below = hubRoutes(children, address);
    return children.length > 0 && !index ? below : [{ address: `/${address}`, file: path.join("app", file) }, ...below];
  });
}

type Module = { file: string; source: ts.SourceFile };

/** What a route exports of those that answer requests. */
export type Handlers = { loader: boolean; action: boolean; page: boolean; /** What its forms can ask for; one without a name where the action knows of no intents. */ intents: string[] };

/** @throws Error where the action reads an intent and none is found. */
export function handlersOf({ file }: HubRoute): Handlers {
  const module = open(file);
  const text = module.source.text;
  const action = declarationOf(module, "action");
  return {
    loader: declarationOf(module, "loader") !== null,
    action: action !== null,
    page: /export default/.test(text),
    intents: action ? intentsIn(action) : [],
  };
}

function open(file: string): Module {
  return { file, source: ts.createSourceFile(file, readFileSync(path.join(ROOT, file), "utf8"), ts.ScriptTarget.Latest, true, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS) };
}

function imported(from: Module, specifier: string): Module | null {
  if (!/^[.#]/.test(specifier)) return null;
  const file = specifier.startsWith("#") ? specifier.slice(1) : path.join(path.dirname(from.file), specifier);
  return existsSync(path.join(ROOT, file)) ? open(file) : null;
}

/** The module in which something is declared that this one exports under a name; null where it exports none. */
function declarationOf(module: Module, name: string): Module | null {
  for (const statement of module.source.statements) {
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isExported && ts.isFunctionDeclaration(statement) && statement.name?.text === name) return module;
    if (isExported && ts.isVariableStatement(statement) && statement.declarationList.declarations.some((one) => one.name.getText() === name)) return module;
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) continue;
    const element = statement.exportClause.elements.find((one) => one.name.text === name);
    if (!element) continue;
    const local = (element.propertyName ?? element.name).text;
    const specifier = statement.moduleSpecifier ? textOf(statement.moduleSpecifier) : importOf(module, local);
    return specifier === null ? module : imported(module, specifier);
  }
  return null;
}

const textOf = (node: ts.Node): string => (ts.isStringLiteralLike(node) ? node.text : "");

/** From where a module has a name; null where it is its own. */
function importOf({ source }: Module, name: string): string | null {
  for (const statement of source.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (!bindings || !ts.isNamedImports(bindings) || !ts.isImportDeclaration(statement)) continue;
    if (bindings.elements.some((one) => one.name.text === name)) return textOf(statement.moduleSpecifier);
  }
  return null;
}

/**
 * The intents that a module's action tells apart: the cases of a switch over the intent, what it is compared with, and
 * the list that it is looked up in.
 */
function intentsIn(module: Module): string[] {
  const found = new Set<string>();
  const isIntent = (node: ts.Node) => /\bintent\b/.test(node.getText());
  const visit = (node: ts.Node): void => {
    if (ts.isSwitchStatement(node) && isIntent(node.expression)) {
      for (const clause of node.caseBlock.clauses) if (ts.isCaseClause(clause)) add(clause.expression);
    }
    if (ts.isBinaryExpression(node) && /^[=!]==$/.test(node.operatorToken.getText()) && isIntent(node.left)) add(node.right);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && ["find", "includes"].includes(node.expression.name.text) && node.arguments.some(isIntent)) {
      for (const one of listOf(module, node.expression.expression.getText())) found.add(one);
    }
    ts.forEachChild(node, visit);
  };
  const add = (node: ts.Expression) => {
    const values = ts.isStringLiteralLike(node) ? [node.text] : ts.isIdentifier(node) ? listOf(module, node.text) : [];
    for (const one of values) found.add(one);
  };
  visit(module.source);
  if (found.size === 0 && /get\("intent"\)/.test(module.source.text)) throw new Error(`${module.file} reads an intent, and none is found`);
  return found.size > 0 ? [...found] : [""];
}

/** The texts of a constant: of a list of them, or the one that it is. */
function listOf(module: Module, name: string): string[] {
  for (const statement of module.source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: variable, initializer } of statement.declarationList.declarations) {
      if (variable.getText() !== name || !initializer) continue;
      const value = ts.isAsExpression(initializer) ? initializer.expression : initializer;
      if (ts.isStringLiteralLike(value)) return [value.text];
      if (ts.isArrayLiteralExpression(value)) return value.elements.map(textOf).filter(Boolean);
    }
  }
  const specifier = importOf(module, name);
  const other = specifier === null ? null : imported(module, specifier);
  return other ? listOf(other, name) : [];
}
