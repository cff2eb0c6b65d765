import { RichText } from "./rich-text.tsx";

type Props = { part: { words: string; html: string | null } };

/** A part of a page: the hub's own words, and those that the network has written in their place or after them. */
export function PagePart({ part: { words, html } }: Props) {
  return (
    <>
      {words ? <p>{words}</p> : null}
      {html ? (
        <div className={words ? "mt-3" : undefined}>
          <RichText html={html} />
        </div>
      ) : null}
    </>
  );
}
