/** A run of lines of one kind: a paragraph, or the points of a list with the points below them. */
type Run = { text: string } | { points: Array<{ text: string; below: string[] }> };

/** Reads plain text: a blank line parts paragraphs, `- ` begins a point, and an indented one a point below it. */
function readProse(text: string): Run[] {
  const runs: Run[] = [];
  for (const block of text.split(/\n{2,}/)) {
    let run: Run | undefined;
    for (const line of block.split("\n")) {
      const [, indent, point] = /^(\s*)- (.*)$/.exec(line) ?? [];
      if (point === undefined) {
        if (run && "text" in run) run.text += `\n${line}`;
        else runs.push((run = { text: line }));
        continue;
      }
      if (!run || !("points" in run)) runs.push((run = { points: [] }));
      const last = run.points.at(-1);
      if (indent && last) last.below.push(point);
      else run.points.push({ text: point, below: [] });
    }
  }
  return runs;
}

const LIST = "my-3 list-disc space-y-1 ps-6 first:mt-0 last:mb-0";

/** Plain text as paragraphs and lists. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {readProse(text).map((run, index) =>
        "points" in run ? (
          <ul key={index} className={LIST}>
            {run.points.map((point, position) => (
              <li key={position}>
                {point.text}
                {point.below.length > 0 ? (
                  <ul className="mt-1 list-[circle] space-y-1 ps-6">
                    {point.below.map((below, place) => (
                      <li key={place}>{below}</li>
                    ))}
                  </ul>
                ) : null}
              </li>
            ))}
          </ul>
        ) : (
          <p key={index} className="my-3 first:mt-0 last:mb-0">
            {run.text}
          </p>
        ),
      )}
    </>
  );
}
