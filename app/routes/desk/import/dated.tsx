/** A date, or a span of two, as a cell has it. */
const DATE = /(\d{4}-\d\d(?:-\d\d)?(?:\/[\d-]+)?)/;

/** A text with dates in it: after Arabic letters, their parts would stand the other way round, and lines would part them. */
export function Dated({ text }: { text: string }) {
  return text.split(DATE).map((part, index) =>
    index % 2 === 1 ? (
      <bdi key={index} dir="ltr" className="whitespace-nowrap">
        {part}
      </bdi>
    ) : (
      part
    ),
  );
}
