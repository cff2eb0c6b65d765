/** An object all of whose properties are there, and no others. */
export const exactly = (properties: Record<string, object>) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

export const text = (description: string) => ({ type: "string", description });
export const count = { type: "integer", minimum: 0 };
export const language = { type: "string", pattern: "^[a-z]{2,3}$" };

export const JSON_TYPE = "application/json";
export const content = (schema: string) => ({ [JSON_TYPE]: { schema: { $ref: `#/components/schemas/${schema}` } } });

export const VALIDATORS = {
  ETag: { description: "Changes when the answer does; send it back as `If-None-Match`", schema: { type: "string" } },
};
export const UNCHANGED = { 304: { description: "Not changed since the `ETag` that was sent as `If-None-Match`" } };

/** A request that works on the founding network, for people to try and for a test to execute. */
export type Example = { summary: string; request: string; status: number };

export const queryParameter = (name: string, description: string, schema: object, example: string | number) => ({ name, in: "query", description, schema, example });

export const unavailable = (description: string) => ({
  description,
  headers: { "Retry-After": { description: "Seconds after which to try again", schema: { type: "integer" } } },
  content: content("Problem"),
});
