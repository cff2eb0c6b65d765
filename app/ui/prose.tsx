/** Plain text as paragraphs and lists: a blank line parts paragraphs, lines that begin with "- " are a list. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((block, index) => {
        const lines = block.split("\n");
        return lines.every((line) => line.startsWith("- ")) ? (
          <ul key={index} className="my-3 list-disc space-y-1 ps-6">
            {lines.map((line, position) => (
              <li key={position}>{line.slice(2)}</li>
            ))}
          </ul>
        ) : (
          <p key={index} className="my-3 first:mt-0 last:mb-0">
            {block}
          </p>
        );
      })}
    </>
  );
}
