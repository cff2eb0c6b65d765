import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

/** What a test reads of an OpenAPI document. */
export type Description = {
  openapi: string;
  servers: Array<{ url: string }>;
  paths: Record<string, { get: Operation }>;
  components: { schemas: Record<string, object> };
};
export type Operation = {
  parameters?: Array<{ name: string; in: string; schema: Record<string, unknown>; example: unknown }>;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  "x-examples": Array<{ summary: string; request: string; status: number }>;
};

/** The description that a hub gives of itself. */
export async function describedApi(hubUrl: string): Promise<Description> {
  return (await (await fetch(`${hubUrl}/api/v1/openapi.json`)).json()) as Description;
}

/** Says what is wrong with an answer by its description; nothing where it is as described. */
export function answerChecker(description: Description): (operation: Operation, status: number, type: string, body: unknown) => string[] {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true });
  formats.default(ajv);
  ajv.addKeyword("components");
  ajv.addSchema({ $id: "openapi", components: description.components });
  return (operation, status, type, body) => {
    const response = operation.responses[status];
    if (!response) return [`the status ${status} is not described`];
    if (!response.content) return [];
    const described = response.content[type.split(";")[0] ?? ""];
    if (!described) return [`the type ${type} is not described for ${status}`];
    const schema = JSON.parse(JSON.stringify(described.schema).replaceAll('"#/', '"openapi#/')) as object;
    const validate = ajv.compile(schema);
    return validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}
