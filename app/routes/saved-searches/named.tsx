import { NAME_PLACE } from "./name-place.ts";

/** A sentence with the name of a saved search in its place, marked as what it is written in. */
export function Named({ text, name }: { text: string; name: { text: string; lang: string } | null }) {
  const [before, ...after] = text.split(NAME_PLACE);
  return (
    <>
      {before}
      {name && after.length > 0 ? <bdi lang={name.lang}>{name.text}</bdi> : null}
      {after.join("")}
    </>
  );
}
