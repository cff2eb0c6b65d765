import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, the longest first. Begun last, one of them would keep a single core busy at the end. */
const LONGEST = [
  "e2e/every-page-ar", "e2e/every-page-en", "permissions/table", "permissions/attacks", "import/importing", "e2e/review", "permissions/scripts",
  "start/refusals", "start/living", "http/reports", "e2e/story", "review/killed", "e2e/writing", "http/public", "editor/editing", "review/pages",
  "e2e/every-page-fr", "e2e/every-page-es", "e2e/every-page-pt", "e2e/accounts", "e2e/editor-page", "mail/hub",
];

/** Begins with the longest files, whatever is known of them from an earlier run; of a first run nothing is. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
      return place < 0 ? LONGEST.length : place;
    };
    // oxlint-disable-next-line no-array-sort -- a sequencer's method, not an array's
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
