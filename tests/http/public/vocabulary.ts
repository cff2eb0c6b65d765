import path from "node:path";

import ts from "typescript";

import { ROOT } from "../../helpers/hub-process.ts";

/**
 * Checks JSON-LD against the whole vocabulary of schema.org, without a network: Google's `schema-dts`
 * holds it as types, and the compiler tells what is not in it (unknown types, properties that a type
 * does not have, values of a wrong kind).
 */
export function vocabularyErrors(graphs: Map<string, unknown>): string[] {
  const file = path.join(ROOT, "tests/http/public/graphs.generated.ts");
  const text = [
    'import type { Graph } from "schema-dts";',
    ...[...graphs.values()].map((graph, index) => `export const graph${index}: Graph = ${JSON.stringify(graph, withoutActionInput)};`),
  ].join("\n");
  const options: ts.CompilerOptions = { strict: true, noEmit: true, skipLibCheck: true, types: [], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  // The file is handed to the compiler and never written.
  host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(file, text, ts.ScriptTarget.Latest) : getSourceFile.call(host, name, ...rest));
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? text : readFile.call(host, name));
  const program = ts.createProgram([file], options, host);
  const names = [...graphs.keys()];
  return ts.getPreEmitDiagnostics(program).map(({ file: source, start = 0, messageText }) => {
    const line = source ? ts.getLineAndCharacterOfPosition(source, start).line : 0;
    return `${names[line - 1] ?? "?"}: ${ts.flattenDiagnosticMessageText(messageText, "\n").slice(0, 600)}`;
  });
}

/** The name of an action's input is schema.org's way of speaking about its terms, not a term. */
function withoutActionInput(key: string, value: unknown): unknown {
  return key === "query-input" ? undefined : value;
}
