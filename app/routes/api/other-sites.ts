/** Lets pages of other sites read an answer, and the tag by which to ask for it again. */
export const FOR_OTHER_SITES = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After" };
