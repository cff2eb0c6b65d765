import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

/** Where a rule of the architecture is broken, in words. */
export type Breach = string;

/** A source file with what the rules look at. Paths are relative to the project's root. */
export type SourceFile = { path: string; text: string; imports: string[] };

/** Rooms in the order in which imports may go: a room imports from later ones only, and from itself. */
const FLOORS: Array<[name: string, test: RegExp]> = [
  ["entry", /^app\/(root|entry\.|routes\.ts|front\.server|hub\.server|dev\.ts)/],
  ["routes", /^app\/routes\//],
  ["app", /^app\//],
  ["models", /^models\//],
];

const floorOf = (file: string): number => FLOORS.findIndex(([, test]) => test.test(file));

const ROOTS = ["app", "models", "seed", "engines"];

/** Every TypeScript file of the project's code. */
export function readSources(root: string): SourceFile[] {
  return ROOTS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => sourceFile(path.posix.join(folder, file), readFileSync(path.join(root, folder, file), "utf8"))),
  );
}

export function sourceFile(file: string, text: string): SourceFile {
  const imports = ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => resolve(file, fileName))
    .filter((name) => name !== null);
  return { path: file, text, imports };
}

/** The project's file that an import names; null for packages. */
function resolve(from: string, name: string): string | null {
  const clean = name.replace(/\?.*$/, "");
  if (clean.startsWith("#")) return clean.slice(1);
  return clean.startsWith(".") ? path.posix.join(path.posix.dirname(from), clean) : null;
}

/** Imports that go up, or between rooms that do not know each other. */
export function upwardImports(files: SourceFile[]): Breach[] {
  return files.flatMap(({ path: file, imports }) =>
    imports
      .filter((target) => {
        const [from, to] = [file.split("/")[0], target.split("/")[0]];
        if ((from === "engines") !== (to === "engines")) return true;
        if (from === "engines") return /^engines\/(mongo|search)\//.exec(file)?.[1] !== undefined && !target.startsWith(file.split("/").slice(0, 2).join("/"));
        if (to === "seed") return from !== "seed";
        if (file.startsWith("app/ui/")) return !/^app\/(ui\/|i18n\/|lib\/[^.]+\.ts|paths\.ts)/.test(target);
        return from !== "seed" && floorOf(target) < floorOf(file);
      })
      .map((target) => `${file} imports ${target}`),
  );
}

/** Chains of imports that come back to where they began. */
export function cycles(files: SourceFile[]): Breach[] {
  const graph = new Map(files.map((file) => [file.path, file.imports]));
  const done = new Set<string>();
  const found: Breach[] = [];
  const visit = (file: string, trail: string[]) => {
    if (trail.includes(file)) {
      found.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const { path: file } of files) visit(file, []);
  return found;
}

/** Reads of the environment elsewhere than in the one file that may. */
export function environmentReads(files: SourceFile[]): Breach[] {
  return files
    .filter(({ path: file }) => !file.startsWith("engines/") && file !== "app/env.server.ts")
    .filter(({ text }) => /process\s*\.\s*env\b|import\.meta\.env\b/.test(text))
    .map(({ path: file }) => `${file} reads the environment`);
}

const GUARD = /^(allowAnyone|allowReader|require[A-Z]\w*)$/;

/** Loaders and actions whose first statement does not call a guard. */
export function unguarded(files: SourceFile[]): Breach[] {
  const parsed = new Map(files.map((file) => [file.path, parse(file)]));
  return files
    .filter(({ path: file }) => file.startsWith("app/routes/") || file === "app/root.tsx")
    .flatMap((file) => {
      const source = parsed.get(file.path);
      if (!source) return [];
      return exportedHandlers(source).flatMap((local) => {
        const declared = functionNamed(source, local) ?? importedFunction(file, source, local, parsed);
        return declared && callsGuardFirst(declared) ? [] : [`${file.path}: ${local} does not begin with a guard`];
      });
    });
}

const parse = (file: SourceFile): ts.SourceFile =>
  ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, file.path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

/** The local names of what a route module exports as `loader` or `action`. */
function exportedHandlers(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
    if (ts.isFunctionDeclaration(statement) && isExported && isHandler(statement.name?.text)) return [statement.name?.text ?? ""];
    if (ts.isVariableStatement(statement) && isExported) {
      return statement.declarationList.declarations.map(({ name }) => name.getText()).filter(isHandler);
    }
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      return statement.exportClause.elements
        .filter((element) => isHandler(element.name.text))
        .map((element) => (element.propertyName ?? element.name).getText());
    }
    return [];
  });
}

const isHandler = (name: string | undefined): boolean => name === "loader" || name === "action";

function functionNamed(source: ts.SourceFile, name: string): ts.Block | undefined {
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement.body;
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: variable, initializer } of statement.declarationList.declarations) {
      if (variable.getText() !== name || !initializer) continue;
      if ((ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) && ts.isBlock(initializer.body)) return initializer.body;
    }
  }
  return undefined;
}

function importedFunction(file: SourceFile, source: ts.SourceFile, name: string, parsed: Map<string, ts.SourceFile>): ts.Block | undefined {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const specifier = statement.moduleSpecifier;
    if (!specifier || !ts.isStringLiteral(specifier) || !statement.getText().includes(name)) continue;
    const target = parsed.get(resolve(file.path, specifier.text) ?? "");
    const found = target && functionNamed(target, name);
    if (found) return found;
  }
  return undefined;
}

/** True where the first statement is a guard's call, awaited or not, its answer kept or not; nothing else. */
function callsGuardFirst(body: ts.Block): boolean {
  const [first] = body.statements;
  if (!first) return false;
  const value = ts.isExpressionStatement(first)
    ? first.expression
    : ts.isVariableStatement(first) && first.declarationList.declarations.length === 1
      ? first.declarationList.declarations[0]?.initializer
      : undefined;
  const call = value && ts.isAwaitExpression(value) ? value.expression : value;
  return call !== undefined && ts.isCallExpression(call) && GUARD.test(call.expression.getText());
}
