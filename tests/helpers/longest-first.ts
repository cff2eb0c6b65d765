import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, the longest first. Begun last, one of them would keep a single core busy at the end. */
const LONGEST = [
  "e2e/every-page-ar", "permissions/table", "e2e/every-page-en", "start/refusals", "permissions/attacks", "import/importing", "start/living", "mail/hub",
  "e2e/story", "search/outage", "e2e/review", "review/killed", "membership/killed", "e2e/writing", "e2e/accounts", "e2e/every-page-fr", "e2e/every-page-es", "e2e/every-page-pt",
  "engines/search/process", "permissions/scripts", "http/public", "e2e/editor-page", "review/pages", "rich-text/editor", "e2e/search", "accounts/account",
  "comments/comments", "vocabularies/pages", "e2e/membership-story", "editor/editing", "http/reports",
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
