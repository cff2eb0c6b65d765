import type { Localized } from "./localized.ts";

/** Where a fact stands: the document that states it, named for the reader. */
export type Source = {
  title: Localized;
  /** Language of the source itself. */
  language: string;
  /** The day or month the source speaks of ("as of"), where it gives one. */
  asOf: string | null;
};
