import type { ZodError } from "zod";

/** What is wrong with a form: the field, where there is one, and the words. */
export type FormError = { field: string | null; text: string };

/** The first error of each field, in the order of the fields; zod's messages are keys of `words`. */
export function errorsOf(error: ZodError, words: Record<string, string>, fields: readonly string[]): FormError[] {
  const { fieldErrors } = error.flatten() as { fieldErrors: Record<string, string[] | undefined> };
  return fields.flatMap((field) => {
    const [code] = fieldErrors[field] ?? [];
    return code === undefined ? [] : [{ field, text: words[code] ?? code }];
  });
}
