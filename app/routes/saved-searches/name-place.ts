/** Stands in a sentence for the name of a search, which is in the language of whoever wrote it. */
export const NAME_PLACE = "\uE010";
